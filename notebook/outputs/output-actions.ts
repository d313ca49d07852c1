/** What an output may ask of the notebook around it. Renderers reach it through this context, never through props of props. */
import { createContext, useContext } from "solid-js";
import type { JsonObject } from "../../cells/json.ts";
import type { Location } from "../../cells/output.ts";
import type { InputValue } from "../../kernel/wire/messages.ts";

export interface OutputActions {
  /** A widget has a new value. */
  onInput(widget: string, value: InputValue): void;
  /** A file that a control may take without being asked; given once. */
  takeFile(): File | undefined;
  /** Shows a place in a cell's text; without it, places are plain text. */
  onOpenLocation?: ((location: Location) => void) | undefined;
  /** Address of the page that boxes HTML with scripts, on the kernel's host; without it, scripts cannot be run. */
  frameUrl?: string | undefined;
  /** The cell is running: streams follow their end, progress bars move. */
  running: boolean;
  /** Attachments of a Markdown cell, as nbformat has them: name -> MIME bundle. */
  attachments?: JsonObject | undefined;
}

const nothing: OutputActions = { onInput: () => {}, takeFile: () => undefined, running: false };

export const OutputContext = createContext<OutputActions>(nothing);

/** The actions of the nearest output area; inert ones outside of any. */
export function useOutputActions(): OutputActions {
  return useContext(OutputContext);
}

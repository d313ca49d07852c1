/**
 * Everything a cell has left behind, in order: a labelled region with one element an output.
 * Which renderer draws what is `registry.ts`'s question; who keeps old outputs until new ones arrive is the notebook's.
 */
import { createSignal, Index, Show, type JSX } from "solid-js";
import type { Json } from "../../cells/json.ts";
import type { Location, Output } from "../../cells/output.ts";
import { OutputContext, type OutputActions } from "./output-actions.ts";
import { OutputView } from "./OutputView.tsx";
import "./outputs.css";

/** Outputs drawn before the reader asks for the rest. */
const FIRST_OUTPUTS = 100;

export interface OutputAreaProps {
  /** Name of the region, e.g. "Output of cell 3". */
  label: string;
  outputs: readonly Output[];
  /** The cell is running: streams follow their end. */
  running: boolean;
  /** A widget in an output has a new value. */
  onInput(widget: string, value: Json): void;
  /** A link to a place in a cell's text was followed; without it such places are plain text. */
  onOpenLocation?(location: Location): void;
  /** Address of `kernel/frame/output.html` on the kernel's host; without it, scripts in HTML outputs cannot be run. */
  frameUrl?: string;
}

export function OutputArea(props: OutputAreaProps): JSX.Element {
  const [all, setAll] = createSignal(false);
  const shown = () => (all() ? props.outputs : props.outputs.slice(0, FIRST_OUTPUTS));
  const hidden = () => props.outputs.length - shown().length;
  const actions: OutputActions = {
    onInput: (widget, value) => props.onInput(widget, value),
    get onOpenLocation() {
      return props.onOpenLocation && ((location: Location) => props.onOpenLocation?.(location));
    },
    get frameUrl() {
      return props.frameUrl;
    },
    get running() {
      return props.running;
    },
  };
  return (
    <Show when={props.outputs.length > 0}>
      <div class="outputs" role="region" aria-label={props.label}>
        <OutputContext.Provider value={actions}>
          <Index each={shown()}>{(output) => <OutputView output={output()} />}</Index>
        </OutputContext.Provider>
        <Show when={hidden() > 0}>
          <button type="button" class="output-more" onClick={() => setAll(true)}>
            Show {hidden().toLocaleString("en")} more outputs
          </button>
        </Show>
      </div>
    </Show>
  );
}

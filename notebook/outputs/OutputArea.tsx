/**
 * Everything a cell has left behind, in order: a labelled region with one element an output.
 * Which renderer draws what is `registry.ts`'s question; who keeps old outputs until new ones arrive is the notebook's.
 */
import { createSignal, Index, onCleanup, Show, type JSX } from "solid-js";
import type { InputValue } from "../../kernel/wire/messages.ts";
import type { Location, Output } from "../../cells/output.ts";
import { OutputContext, type OutputActions } from "./output-actions.ts";
import { OutputView } from "./OutputView.tsx";
import "./outputs.css";

/** Outputs drawn before the reader asks for the rest. */
const FIRST_OUTPUTS = 100;
/** Outputs drawn in a frame when the reader has asked, so that the page stays awake. */
const OUTPUTS_A_FRAME = 20;

export interface OutputAreaProps {
  /** Name of the region, e.g. "Output of cell 3". */
  label: string;
  outputs: readonly Output[];
  /** The cell is running: streams follow their end. */
  running: boolean;
  /** A widget in an output has a new value. */
  onInput(widget: string, value: InputValue): void;
  /** A file that a control of the output may take without being asked; given once. */
  takeFile?(): File | undefined;
  /** A link to a place in a cell's text was followed; without it such places are plain text. */
  onOpenLocation?(location: Location): void;
  /** Address of `kernel/frame/output.html` on the kernel's host; without it, scripts in HTML outputs cannot be run. */
  frameUrl?: string;
}

export function OutputArea(props: OutputAreaProps): JSX.Element {
  const [most, setMost] = createSignal(FIRST_OUTPUTS);
  const shown = () => props.outputs.slice(0, most());
  const hidden = () => props.outputs.length - shown().length;
  let frame = 0;
  const showAll = () => {
    setMost(most() + OUTPUTS_A_FRAME);
    if (hidden() > 0) frame = requestAnimationFrame(showAll);
  };
  onCleanup(() => cancelAnimationFrame(frame));
  const actions: OutputActions = {
    onInput: (widget, value) => props.onInput(widget, value),
    takeFile: () => props.takeFile?.(),
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
          <button type="button" class="output-more" onClick={showAll}>
            Show {hidden().toLocaleString("en")} more outputs
          </button>
        </Show>
      </div>
    </Show>
  );
}

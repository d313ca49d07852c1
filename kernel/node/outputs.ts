/** Events of the kernel to the outputs that cells keep. */
import type { Output } from "../../cells/output.ts";
import type { Event, RunId } from "../wire/messages.ts";

/** Gathers the outputs of all runs; a run may also print after it ended, and change what another one shows. */
export class Outputs {
  readonly #runs = new Map<RunId, OutputList>();
  readonly #displays = new Map<string, Output>();

  /** The outputs of a new run; they grow as its events are taken. */
  open(run: RunId): Output[] {
    const list = new OutputList(this.#displays);
    this.#runs.set(run, list);
    return list.outputs;
  }

  /** Events that are no outputs are passed over. */
  take(event: Event): void {
    if ("run" in event && event.run !== null) this.#runs.get(event.run)?.take(event);
  }
}

class OutputList {
  readonly outputs: Output[] = [];
  /** Outputs with a display id, of all runs. */
  readonly #displays: Map<string, Output>;
  #clearFirst = false;

  constructor(displays: Map<string, Output>) {
    this.#displays = displays;
  }

  take(event: Event): void {
    if (event.type === "clear_output") {
      if (event.wait) this.#clearFirst = true;
      else this.outputs.length = 0;
    } else if (event.type === "update_display_data") {
      const shown = this.#displays.get(event.displayId);
      if (shown?.type === "display_data") Object.assign(shown, { data: event.data, metadata: event.metadata });
    } else if (event.type === "stream") {
      this.#write(event.name, event.text);
    } else if (event.type === "display_data") {
      const { data, metadata, displayId } = event;
      const output = this.#add({ type: "display_data", data, metadata });
      if (displayId !== undefined) this.#displays.set(displayId, output);
    } else if (event.type === "execute_result") {
      const { data, metadata, executionCount } = event;
      this.#add({ type: "execute_result", data, metadata, executionCount });
    } else if (event.type === "error") {
      const { name, message, traceback, location } = event;
      this.#add({ type: "error", name, message, traceback, ...(location && { location }) });
    }
  }

  #write(name: "stdout" | "stderr", text: string): void {
    const last = this.#clearFirst ? undefined : this.outputs.at(-1);
    if (last?.type === "stream" && last.name === name) last.text += text;
    else this.#add({ type: "stream", name, text });
  }

  #add(output: Output): Output {
    if (this.#clearFirst) this.outputs.length = 0;
    this.#clearFirst = false;
    this.outputs.push(output);
    return output;
  }
}

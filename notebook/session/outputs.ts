/** What an event does to a cell's outputs, as a pure function. Numbers, timing and the document are not its business. */
import type { Output } from "../../cells/output.ts";
import type { Event } from "../../kernel/wire/messages.ts";

export interface LiveOutputs {
  outputs: readonly Output[];
  /** `clearOutput(true)` was called: the next output replaces what is there. */
  clearPending: boolean;
}

/** A run begins with what the cell showed before gone at its first output: no jump while it is quick. */
export const startedOutputs: LiveOutputs = { outputs: [], clearPending: false };

/** The outputs after an event; the same object when the event is not about outputs. */
export function reduceOutputs(live: LiveOutputs, event: Event): LiveOutputs {
  switch (event.type) {
    case "stream":
      return append(live, { type: "stream", name: event.name, text: event.text });
    case "display_data":
      return append(live, {
        type: "display_data",
        data: event.data,
        metadata: event.metadata,
        ...(event.displayId !== undefined && { displayId: event.displayId }),
      });
    case "execute_result":
      return append(live, { type: "execute_result", data: event.data, metadata: event.metadata, executionCount: event.executionCount });
    case "error":
      return append(live, {
        type: "error",
        name: event.name,
        message: event.message,
        traceback: event.traceback,
        ...(event.location && { location: event.location }),
      });
    case "clear_output":
      return event.wait ? { ...live, clearPending: true } : startedOutputs;
    case "update_display_data":
      return { ...live, outputs: updateDisplay(live.outputs, event) };
    default:
      return live;
  }
}

/** Replaces what stands under a display id; the same array when it stands nowhere here. */
export function updateDisplay(
  outputs: readonly Output[],
  { displayId, data, metadata }: { displayId: string } & Pick<Extract<Event, { type: "update_display_data" }>, "data" | "metadata">,
): readonly Output[] {
  const shows = (output: Output) => output.type === "display_data" && output.displayId === displayId;
  if (!outputs.some(shows)) return outputs;
  return outputs.map((output) => (shows(output) ? { type: "display_data", data, metadata, displayId } : output));
}

function append(live: LiveOutputs, output: Output): LiveOutputs {
  const before = live.clearPending ? [] : live.outputs;
  const last = before.at(-1);
  if (output.type === "stream" && last?.type === "stream" && last.name === output.name) {
    const joined: Output = { ...last, text: last.text + output.text };
    return { outputs: [...before.slice(0, -1), joined], clearPending: false };
  }
  return { outputs: [...before, output], clearPending: false };
}

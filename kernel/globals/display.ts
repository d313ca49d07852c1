/** `display` and `clearOutput`: what a cell shows besides its last value. */
import type { JsonObject } from "../../cells/json.ts";
import { describe } from "../display/describe.ts";
import type { Description } from "../display/kind.ts";
import type { Owner } from "../owner.ts";
import type { Run } from "../run.ts";
import type { ClearOutput, Display, DisplayHandle } from "./given.ts";

export function createDisplay(owner: Owner): { display: Display; clearOutput: ClearOutput } {
  let count = 0;

  return {
    display(value, { id = `display-${++count}`, metadata = {} } = {}) {
      const run = owner.current;
      if (!run) throw new Error("display: no cell has run yet");
      const handle: DisplayHandle = {
        id,
        update: (next) => show(owner.current ?? run, "update_display_data", next, id, metadata),
      };
      show(run, "display_data", value, id, metadata);
      if (value instanceof Promise) {
        value.then(handle.update, (error: unknown) => handle.update(error));
      }
      return handle;
    },
    clearOutput({ wait = false } = {}) {
      owner.current?.sink.clear(wait);
    },
  };
}

function show(run: Run, type: "display_data" | "update_display_data", value: unknown, displayId: string, metadata: Record<string, unknown>) {
  const event = (description: Description) => ({
    type,
    run: run.id,
    data: description.data,
    metadata: { ...description.metadata, ...(metadata as JsonObject) },
    displayId,
  });
  const described = describe(value);
  const shown = described instanceof Promise ? described.then(event) : event(described);
  if (type === "display_data") run.sink.show(shown);
  else run.sink.update(shown);
}

/** `display` and `clearOutput`: what a cell shows besides its last value. */
import type { JsonObject } from "../../cells/json.ts";
import { describe } from "../display/describe.ts";
import type { Description } from "../display/kind.ts";
import type { Owner } from "../owner.ts";
import type { Run } from "../run.ts";

export interface DisplayOptions {
  /** A name under which the output can be replaced, from any cell. Default: a fresh one. */
  id?: string;
  /** Jupyter's metadata of the output. Default: none. */
  metadata?: JsonObject;
}

/** An output that was shown. */
export interface DisplayHandle {
  readonly id: string;
  /** Shows another value in its place. */
  update(value: unknown): void;
}

/**
 * Shows a value under the cell: tensors, tables, plots, images, HTML, and any object as a tree. A promise shows what it
 * resolves to, in its place.
 *
 * @returns a handle that replaces what is shown
 */
export type Display = (value: unknown, options?: DisplayOptions) => DisplayHandle;

/** Removes what the cell has shown. With `wait`, only when something new is shown: no flicker. Default: at once. */
export type ClearOutput = (options?: { wait?: boolean }) => void;

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

function show(run: Run, type: "display_data" | "update_display_data", value: unknown, displayId: string, metadata: JsonObject) {
  const event = (description: Description) => ({
    type,
    run: run.id,
    data: description.data,
    metadata: { ...description.metadata, ...metadata },
    displayId,
  });
  const described = describe(value);
  const shown = described instanceof Promise ? described.then(event) : event(described);
  if (type === "display_data") run.sink.show(shown);
  else run.sink.update(shown);
}

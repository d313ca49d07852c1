/** The variables that cells made, for the panel: what they are, which cell they come from, how much they hold. */
import type { Scope } from "../cells/runtime/scope.ts";
import { Tensor } from "../ops/core.ts";
import { textOf, typeName } from "./display/text.ts";
import type { Variable } from "./wire/messages.ts";

const MAX_PREVIEW = 120;

export interface Variables {
  /** Remembers which cell gave names their values. Names without a value are passed over. */
  setCell(names: readonly string[], cell: string): void;
  /** Names that cells gave a value, in the order they first did. */
  names(): string[];
  /** The same with the cell that each comes from. */
  origins(): { name: string; cell: string }[];
  list(): Variable[];
}

export function createVariables(scope: Scope): Variables {
  const cells = new Map<string, string>();
  return {
    setCell(names, cell) {
      for (const name of names) if (scope.known.has(name)) cells.set(name, cell);
    },
    names: () => [...cells.keys()],
    origins: () => Array.from(cells, ([name, cell]) => ({ name, cell })),
    list: () =>
      [...cells].map(([name, cell]) => {
        const value = scope.get(name);
        // Of a tensor its kind and shape say more than its first numbers.
        const preview = value instanceof Tensor ? `${value.dtype} [${value.shape.join(", ")}]` : textOf(value, 2).replaceAll(/\s*\n\s*/g, " ");
        const clipped = preview.length > MAX_PREVIEW ? `${preview.slice(0, MAX_PREVIEW)}…` : preview;
        return { name, type: typeName(value), preview: clipped, bytes: bytesOf(value), cell };
      }),
  };
}

/** Bytes held, where they are known exactly: of typed arrays, buffers and tensors. */
function bytesOf(value: unknown): number | null {
  if (typeof value !== "object" || value === null) return null;
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return value.byteLength;
  return "nbytes" in value && typeof value.nbytes === "number" ? value.nbytes : null;
}

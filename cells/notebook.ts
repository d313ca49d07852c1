/** The document: a list of cells and its metadata. Plain values; who keeps them live is the notebook room's business. */
import type { JsonObject } from "./json.ts";
import type { Output } from "./output.ts";
import { randomId } from "./random-id.ts";

export type CellKind = "code" | "markdown" | "raw";

export interface Cell {
  /** nbformat's cell id: `^[a-zA-Z0-9-_]{1,64}$`, unique in its notebook. */
  id: string;
  kind: CellKind;
  source: string;
  /** Code cells only; empty for the other kinds. */
  outputs: Output[];
  /** The number in the gutter; null when never run. Code cells only. */
  executionCount: number | null;
  /** Everything nbformat's cell metadata holds, unknown keys kept. */
  metadata: JsonObject;
  /** Markdown attachments as nbformat has them, kept as they came. */
  attachments?: JsonObject;
}

export interface Notebook {
  cells: Cell[];
  /** nbformat's notebook metadata, unknown keys kept; ours under `tessera`, the title as `metadata.title`. */
  metadata: JsonObject;
}

/** Fills in what a new cell needs. `id` defaults to a fresh one. */
export function toCell({
  id = newCellId(),
  kind = "code",
  source = "",
  outputs = [],
  executionCount = null,
  metadata = {},
  attachments,
}: Partial<Cell> = {}): Cell {
  return { id, kind, source, outputs, executionCount, metadata, ...(attachments && { attachments }) };
}

/** A fresh id that nbformat accepts. */
export function newCellId(): string {
  return randomId(12);
}

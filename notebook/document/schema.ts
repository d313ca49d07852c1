/**
 * How a notebook lies in its Yjs document: cells in a map by id, each with an `order` number, so that two tabs that move,
 * edit and delete at once merge without doubling a cell. Only this folder knows the layout.
 */
import * as Y from "yjs";
import type { JsonObject } from "../../cells/json.ts";
import type { Cell, CellKind, Notebook } from "../../cells/notebook.ts";
import type { Output } from "../../cells/output.ts";

/** A cell's fields: id, kind, source (Y.Text), order, outputs, executionCount, metadata, attachments. */
export type CellMap = Y.Map<unknown>;

/** Who made a change. Undo covers the reader's alone; `file` is a notebook being read in. */
export const Origin = { reader: "reader", kernel: "kernel", file: "file" } as const;

export const cellsOf = (doc: Y.Doc): Y.Map<CellMap> => doc.getMap<CellMap>("cells");
export const metadataOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap("metadata");
export const sourceOf = (cell: CellMap): Y.Text => cell.get("source") as Y.Text;
export const orderOf = (cell: CellMap): number => cell.get("order") as number;

/** The cells from top to bottom; two cells with the same order (two tabs inserted at once) stand by id. */
export function orderedCells(doc: Y.Doc): [id: string, cell: CellMap][] {
  return [...cellsOf(doc).entries()].toSorted(([a, x], [b, y]) => orderOf(x) - orderOf(y) || (a < b ? -1 : 1));
}

/** Puts a cell into the map. The caller opens the transaction. */
export function writeCell(doc: Y.Doc, cell: Cell, order: number): void {
  const map: CellMap = new Y.Map();
  map.set("kind", cell.kind);
  map.set("source", new Y.Text(cell.source));
  map.set("order", order);
  map.set("outputs", cell.outputs);
  map.set("executionCount", cell.executionCount);
  map.set("metadata", cell.metadata);
  if (cell.attachments) map.set("attachments", cell.attachments);
  cellsOf(doc).set(cell.id, map);
}

/** One cell as plain values. */
export function readCell(id: string, map: CellMap): Cell {
  const attachments = map.get("attachments") as JsonObject | undefined;
  return {
    id,
    kind: map.get("kind") as CellKind,
    source: sourceOf(map).toString(),
    outputs: map.get("outputs") as Output[],
    executionCount: map.get("executionCount") as number | null,
    metadata: map.get("metadata") as JsonObject,
    ...(attachments && { attachments }),
  };
}

/** The whole document as plain values, for codecs and copies. */
export function readNotebook(doc: Y.Doc): Notebook {
  return {
    cells: orderedCells(doc).map(([id, map]) => readCell(id, map)),
    metadata: Object.fromEntries(metadataOf(doc).entries()) as JsonObject,
  };
}

/** Fills an empty document with a notebook. Not undoable. */
export function writeNotebook(doc: Y.Doc, notebook: Notebook): void {
  doc.transact(() => {
    for (const [key, value] of Object.entries(notebook.metadata)) metadataOf(doc).set(key, value);
    notebook.cells.forEach((cell, index) => writeCell(doc, cell, index));
  }, Origin.file);
}

/** The title that readers see; `Untitled` when the notebook has none. */
export function titleOf(metadata: { title?: unknown }): string {
  return typeof metadata.title === "string" && metadata.title.trim() !== "" ? metadata.title : "Untitled";
}

/**
 * The document's only writer. Each action is one transaction with an origin; the reader's can be undone,
 * across cells and text alike; what the kernel writes cannot.
 */
import type * as Y from "yjs";
import { toCell, type Cell, type CellKind, type Notebook } from "../../cells/notebook.ts";
import type { JsonObject } from "../../cells/json.ts";
import type { Output } from "../../cells/output.ts";
import { cellsOf, metadataOf, orderedCells, orderOf, Origin, readCell, sourceOf, writeCell, type CellMap } from "./schema.ts";
import { diffText, replaceText } from "./text.ts";
import { createUndo } from "./undo.ts";

/** Where a cell goes: an index from 0 to the number of cells. */
export type Index = number;

/** Smallest distance between two orders before all are numbered anew. */
const SMALLEST_GAP = 1e-9;

export type DocumentActions = ReturnType<typeof createActions>;

/** The actions on one document. Unknown cell ids are ignored: another tab may have deleted the cell a moment ago. */
export function createActions(doc: Y.Doc) {
  const undo = createUndo(doc);
  const find = (id: string): CellMap | undefined => cellsOf(doc).get(id);
  const ids = () => orderedCells(doc).map(([id]) => id);

  /** One undo step of its own, not joined with typing before or after. */
  function step(change: () => void): void {
    undo.separate();
    doc.transact(change, Origin.reader);
    undo.separate();
  }

  /** `count` orders that place new cells before the cell now at `index`. */
  function ordersAt(index: Index, count: number): number[] {
    const orders = orderedCells(doc).map(([, cell]) => orderOf(cell));
    const before = orders[index - 1] ?? (orders[0] ?? 0) - count - 1;
    const after = orders[index] ?? before + count + 1;
    const gap = (after - before) / (count + 1);
    if (gap < SMALLEST_GAP) {
      orderedCells(doc).forEach(([, cell], at) => cell.set("order", at < index ? at : at + count));
      return Array.from({ length: count }, (_, at) => index + at);
    }
    return Array.from({ length: count }, (_, at) => before + gap * (at + 1));
  }

  function insert(index: Index, cells: Cell[]): void {
    const taken = cellsOf(doc);
    ordersAt(index, cells.length).forEach((order, at) => {
      const cell = cells[at]!;
      writeCell(doc, taken.has(cell.id) ? { ...cell, id: toCell().id } : cell, order);
    });
  }

  return {
    /** Inserts cells at an index and gives back their ids; a taken id is replaced by a fresh one. */
    addCells(index: Index, cells: Partial<Cell>[]): string[] {
      const taken = cellsOf(doc);
      const fresh = cells.map((cell) => toCell(cell.id && taken.has(cell.id) ? { ...cell, id: undefined } : cell));
      step(() => insert(index, fresh));
      return fresh.map((cell) => cell.id);
    },

    /** Deletes cells; undo brings them back with their outputs. */
    deleteCells(doomed: string[]): void {
      step(() => doomed.forEach((id) => cellsOf(doc).delete(id)));
    },

    /** Moves cells together by a number of places (negative is up); stops at the ends. */
    moveCells(moved: string[], by: number): void {
      const all = ids();
      const chosen = all.filter((id) => moved.includes(id));
      const first = all.indexOf(chosen[0] ?? "");
      if (first < 0) return;
      const rest = all.filter((id) => !moved.includes(id));
      const target = Math.max(0, Math.min(rest.length, first + by));
      const next = [...rest.slice(0, target), ...chosen, ...rest.slice(target)];
      if (next.every((id, at) => id === all[at])) return;
      const orderBefore = new Map(orderedCells(doc).map(([id, cell]) => [id, orderOf(cell)]));
      const low = orderBefore.get(rest[target - 1] ?? "");
      const high = orderBefore.get(rest[target] ?? "");
      const from = low ?? (high ?? 0) - chosen.length - 1;
      const gap = ((high ?? from + chosen.length + 1) - from) / (chosen.length + 1);
      step(() => {
        if (gap < SMALLEST_GAP) next.forEach((id, at) => find(id)?.set("order", at));
        else chosen.forEach((id, at) => find(id)?.set("order", from + gap * (at + 1)));
      });
    },

    /** Splits a cell at an offset of its text; the lower half gets a new id, which is given back. The upper keeps the outputs. */
    splitCell(id: string, offset: number): string | undefined {
      const map = find(id);
      if (!map) return undefined;
      const cell = readCell(id, map);
      const lower = toCell({ kind: cell.kind, source: cell.source.slice(offset).replace(/^\n/, ""), metadata: cell.metadata });
      step(() => {
        replaceText(sourceOf(map), cell.source.slice(0, offset).replace(/\n$/, ""));
        insert(ids().indexOf(id) + 1, [lower]);
      });
      return lower.id;
    },

    /** Merges cells, top to bottom, into the first; the texts are joined by an empty line, the first one's outputs are dropped. */
    mergeCells(merged: string[]): string | undefined {
      const chosen = orderedCells(doc).filter(([id]) => merged.includes(id));
      const [first, ...rest] = chosen;
      if (!first || rest.length === 0) return undefined;
      step(() => {
        replaceText(sourceOf(first[1]), chosen.map(([, cell]) => sourceOf(cell).toString()).join("\n\n"));
        first[1].set("outputs", []);
        first[1].set("executionCount", null);
        rest.forEach(([id]) => cellsOf(doc).delete(id));
      });
      return first[0];
    },

    /** The reader's typing. Letters typed close together are undone as one; a new line, a paste and a cut begin a step. */
    setSource(id: string, source: string): void {
      const map = find(id);
      const splice = map && diffText(sourceOf(map).toString(), source);
      if (!map || !splice) return;
      if (splice.insert === "\n" || splice.insert.length + splice.remove > 1) undo.separate();
      doc.transact(() => replaceText(sourceOf(map), source), Origin.reader);
    },

    setKind(changed: string[], kind: CellKind): void {
      step(() => {
        for (const id of changed) {
          const map = find(id);
          if (!map || map.get("kind") === kind) continue;
          map.set("kind", kind);
          map.set("outputs", []);
          map.set("executionCount", null);
        }
      });
    },

    /** Sets one key of a cell's metadata; undefined removes it. */
    setCellMetadata(id: string, key: string, value: JsonObject[string] | undefined): void {
      const map = find(id);
      if (!map) return;
      const others = Object.entries(map.get("metadata") as JsonObject).filter(([name]) => name !== key);
      step(() => map.set("metadata", Object.fromEntries(value === undefined ? others : [...others, [key, value]])));
    },

    clearOutputs(cleared: string[]): void {
      step(() => {
        for (const id of cleared) {
          find(id)?.set("outputs", []);
          find(id)?.set("executionCount", null);
        }
      });
    },

    /** What a run left behind. The kernel's write: undo does not touch it. */
    setOutputs(id: string, outputs: Output[], executionCount: number | null): void {
      const map = find(id);
      if (!map) return;
      doc.transact(() => {
        map.set("outputs", outputs);
        map.set("executionCount", executionCount);
      }, Origin.kernel);
    },

    /** Puts another state in the place of this one, as one step: an earlier version taken back. */
    replaceAll(notebook: Notebook): void {
      step(() => {
        cellsOf(doc).clear();
        notebook.cells.forEach((cell, index) => writeCell(doc, cell, index));
        for (const [key, value] of Object.entries(notebook.metadata)) metadataOf(doc).set(key, value);
      });
    },

    setTitle(title: string): void {
      if (metadataOf(doc).get("title") !== title) step(() => metadataOf(doc).set("title", title));
    },

    undo: undo.undo,
    redo: undo.redo,
    canUndo: undo.canUndo,
    canRedo: undo.canRedo,
  };
}

/** Undo and redo across cells: typing, adding, deleting, moving; only what the reader did in this tab. */
import * as Y from "yjs";
import { cellsOf, metadataOf, orderedCells, Origin } from "./schema.ts";

/** Typing within this many milliseconds is one step. */
const TYPING_STEP = 600;

export function createUndo(doc: Y.Doc) {
  const manager = new Y.UndoManager([cellsOf(doc), metadataOf(doc)], {
    trackedOrigins: new Set([Origin.reader]),
    captureTimeout: TYPING_STEP,
  });
  let touched: string | undefined;
  manager.on("stack-item-popped", ({ changedParentTypes }) => (touched = changedCell(doc, changedParentTypes)));

  function take(step: "undo" | "redo"): string | undefined {
    touched = undefined;
    manager[step]();
    return touched;
  }

  return {
    /** Takes the last step back and gives the id of a cell that it changed, if one is left. */
    undo: () => take("undo"),
    redo: () => take("redo"),
    canUndo: () => manager.undoStack.length > 0,
    canRedo: () => manager.redoStack.length > 0,
    /** What follows is a step of its own. */
    separate: () => manager.stopCapturing(),
  };
}

/** The first cell from the top that was changed, or came back; undefined when none was. */
function changedCell(doc: Y.Doc, changed: Y.Transaction["changedParentTypes"]): string | undefined {
  const events = [...changed].flatMap(([type, events]) => ((type as unknown) === cellsOf(doc) ? events : []));
  const came = new Set(events.filter(({ path }) => path.length === 0).flatMap(({ keys }) => [...keys.keys()]));
  const written = new Set<unknown>(changed.keys());
  return orderedCells(doc).find(([id, cell]) => came.has(id) || written.has(cell))?.[0];
}

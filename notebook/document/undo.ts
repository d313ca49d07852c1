/** Undo and redo across cells: typing, adding, deleting, moving; only what the reader did in this tab. */
import * as Y from "yjs";
import { cellsOf, metadataOf, Origin } from "./schema.ts";

/** Typing within this many milliseconds is one step. */
const TYPING_STEP = 600;

export function createUndo(doc: Y.Doc) {
  const manager = new Y.UndoManager([cellsOf(doc), metadataOf(doc)], {
    trackedOrigins: new Set([Origin.reader]),
    captureTimeout: TYPING_STEP,
  });
  return {
    undo: () => void manager.undo(),
    redo: () => void manager.redo(),
    canUndo: () => manager.undoStack.length > 0,
    canRedo: () => manager.redoStack.length > 0,
    /** What follows is a step of its own. */
    separate: () => manager.stopCapturing(),
  };
}

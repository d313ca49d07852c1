/** A document opened for work: the Yjs document, its read model and its writer, made and ended together. */
import * as Y from "yjs";
import type { Cell, Notebook } from "../../cells/notebook.ts";
import { createActions, type DocumentActions } from "./actions.ts";
import { createModel, type DocumentModel } from "./model.ts";
import { readNotebook, writeNotebook } from "./schema.ts";

export interface OpenDocument {
  readonly doc: Y.Doc;
  readonly model: DocumentModel;
  readonly actions: DocumentActions;
  /** The document as plain values, now. */
  read(): Notebook;
  dispose(): void;
}

/** Opens a Yjs document that a store loaded, or a plain notebook in a fresh one. */
export function openDocument(from: Y.Doc | Notebook): OpenDocument {
  const doc = from instanceof Y.Doc ? from : documentOf(from);
  const model = createModel(doc);
  return { doc, model, actions: createActions(doc), read: () => readNotebook(doc), dispose: () => model.dispose() };
}

/** A fresh Yjs document that holds a notebook. */
export function documentOf(notebook: Notebook): Y.Doc {
  const doc = new Y.Doc();
  writeNotebook(doc, notebook);
  return doc;
}

/** Some of a document's cells as plain values, top to bottom. */
export function readCells(doc: Y.Doc, ids: readonly string[]): Cell[] {
  return readNotebook(doc).cells.filter(({ id }) => ids.includes(id));
}

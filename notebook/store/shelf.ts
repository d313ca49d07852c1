/**
 * Where notebooks lie: the one interface of the browser's database and of plain memory.
 * A notebook's content is a list of Yjs updates; nobody below this line looks inside one.
 */

/** What the library shows of a notebook without opening it. */
export interface NotebookSummary {
  id: string;
  title: string;
  /** Milliseconds since 1970. For people; order among versions is by `revision`. */
  created: number;
  modified: number;
  /** Counts saves; clocks may lie, this does not. */
  revision: number;
  /** How many cells, and the first lines of the first text and code cells. */
  cells: number;
  preview: string;
  /** When it was put into the trash; null when it was not. */
  deleted: number | null;
}

/** What a save writes beside the update. */
export type SummaryChange = Pick<NotebookSummary, "title" | "cells" | "preview">;

/** An older state of a notebook, whole. */
export interface StoredVersion {
  /** Given by the shelf. */
  key: number;
  notebook: string;
  revision: number;
  saved: number;
  content: Uint8Array;
}

export interface Shelf {
  /** `database`: lasting; `memory`: gone when the page closes, `reason` says why in a sentence. */
  readonly kind: "database" | "memory";
  readonly reason?: string;
  /** All summaries, those in the trash too, the last modified first. */
  list(): Promise<NotebookSummary[]>;
  /** Calls back whenever the list may have changed, in this tab or another. Gives back the way to stop. */
  onChange(changed: () => void): () => void;
  /** The updates of a notebook, or null when there is none with this id. */
  load(id: string): Promise<Uint8Array[] | null>;
  /** Adds a notebook with its whole content. Throws when the id is taken or there is no room. */
  add(id: string, content: Uint8Array, change: SummaryChange): Promise<void>;
  /** Appends one update and the new summary in one transaction. Throws when there is no room or no such notebook. */
  append(id: string, update: Uint8Array, change: SummaryChange): Promise<void>;
  /** Moves into the trash (a time) or out of it (null). */
  setDeleted(id: string, deleted: number | null): Promise<void>;
  /** Removes for ever, with all versions. */
  purge(id: string): Promise<void>;
  /** Keeps a whole state as a version; the oldest beyond `VERSIONS_KEPT` go. */
  addVersion(id: string, content: Uint8Array): Promise<void>;
  versions(id: string): Promise<StoredVersion[]>;
}

export const VERSIONS_KEPT = 20;

/** Days that a deleted notebook stays in the trash. */
export const TRASH_DAYS = 30;

/** The notebook as the language worker sees it. */

/** A code cell: its id and its text, which the worker never changes. */
export interface CellSource {
  id: string;
  source: string;
}

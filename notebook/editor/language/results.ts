/** The answers of the language service, as plain values that travel from the worker to the page. */

/** A stretch of a cell's own text. */
export interface CellSpan {
  cell: string;
  start: number;
  length: number;
}

export interface Diagnostic {
  severity: "error" | "warning";
  message: string;
  /** TypeScript's number, such as 2322. */
  code: number;
  start: number;
  length: number;
}

export interface Completion {
  name: string;
  /** TypeScript's word for what it is, such as `method`. */
  kind: string;
  sortText: string;
  /** What is inserted when it is not the name, and in the place of what. */
  insertText?: string;
  replace?: { start: number; length: number };
}

/** Text about a symbol: its declaration as code, and its documentation as Markdown. */
export interface SymbolText {
  code: string;
  documentation: string;
}

export interface Hover extends SymbolText {
  start: number;
  length: number;
}

export interface Signatures {
  items: (SymbolText & { parameters: SymbolText[] })[];
  activeSignature: number;
  activeParameter: number;
}

/** A change of a cell's text. */
export interface CellEdit extends CellSpan {
  text: string;
}

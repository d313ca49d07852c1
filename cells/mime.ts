/** The MIME types of our own outputs and what stands inside them. Made in the kernel, drawn by the page. */
import type { Data, Json, Packed } from "./json.ts";

export const MIME = {
  text: "text/plain",
  html: "text/html",
  markdown: "text/markdown",
  latex: "text/latex",
  svg: "image/svg+xml",
  png: "image/png",
  jpeg: "image/jpeg",
  json: "application/json",
  tensor: "application/vnd.tessera.tensor+json",
  table: "application/vnd.tessera.table+json",
  plot: "application/vnd.tessera.plot+json",
  tree: "application/vnd.tessera.tree+json",
  progress: "application/vnd.tessera.progress+json",
  input: "application/vnd.tessera.input+json",
} as const;

/** A tensor as it is shown: what it is, what is in it, how its values are spread. */
export interface TensorView {
  shape: number[];
  dtype: string;
  device: string;
  nbytes: number;
  /** As NumPy prints it, summarised when large. */
  text: string;
  /** Absent for an empty tensor; computed over the finite values. */
  stats?: { min: number; max: number; mean: number; std: number; nans: number; infinities: number; zeros: number };
  /** Equal bins over the finite values; absent when there is nothing to count. */
  histogram?: { min: number; max: number; counts: number[] };
  /** The first values in row-major order, for the grid; capped by the kernel. */
  values?: Packed;
}

export type ColumnType = "number" | "integer" | "string" | "boolean" | "date" | "object";

/** Columns of a table. Dates are milliseconds since 1970; null is null, NaN in a packed column. */
export interface TableColumn {
  name: string;
  type: ColumnType;
  values: Packed | Json[];
}

export interface TableView {
  columns: TableColumn[];
  /** Rows that the value has; `columns` may hold fewer. */
  rows: number;
}

/** A JavaScript value as a tree that opens level by level; capped in depth and width by the kernel. */
export type TreeNode =
  | { kind: "value"; type: string; text: string }
  | { kind: "object"; type: string; preview: string; entries: TreeEntry[]; more: number };
export interface TreeEntry {
  key: string;
  value: TreeNode;
}

export interface ProgressView {
  /** Done so far. */
  value: number;
  /** Null: unknown, an indeterminate bar. */
  total: number | null;
  label: string;
  /** Milliseconds since it began. */
  elapsed: number;
  done: boolean;
}

export interface InputView {
  /** The kernel's handle of this widget; `input_value` messages name it. */
  id: string;
  kind: "range" | "number" | "text" | "select" | "checkbox" | "button" | "color" | "date";
  label: string;
  value: Json;
  min?: number;
  max?: number;
  step?: number;
  options?: string[];
}

/**
 * A recorded `Plot.*` call. `{ call, args }` is a call of the Plot function `call`; `{ ref }` names an array of `arrays`
 * so that a channel used twice travels once; `{ date }` is a Date in milliseconds; plain data is itself.
 */
export interface PlotView {
  version: 1;
  root: Data;
  arrays: Data[];
}

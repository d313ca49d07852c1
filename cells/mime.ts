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
  kind: "range" | "number" | "text" | "select" | "checkbox" | "button" | "color" | "date" | "file" | "camera";
  label: string;
  /** Of a file or a picture: its name, or null. */
  value: Json;
  min?: number;
  max?: number;
  step?: number;
  options?: string[];
  /** Of a file: which kinds are offered, as in HTML. */
  accept?: string;
}

/**
 * A recorded `Plot.*` call: data only, so that the page may draw it with its own Plot. In `root` plain data is itself, except
 * that an object with one of these keys stands for something else (a real key that starts with `$` is written `$$`):
 * `$call`, `args`, `with`: the result of the Plot function of that name, with own properties laid over it;
 * `$constant`: what Plot exports under that name; `$ref`: the array of that number in `arrays`, one object however often named;
 * `$column`: an accessor that yields the array's elements; `$channel`, `label`: the same as a channel with a label or null;
 * `$date`: a Date in milliseconds; `$number`: one that JSON lacks; `$undefined`.
 * In `arrays` stand lists of such values, packed numbers, `$dates` (packed milliseconds, NaN for null) and
 * `$rows` (`columns` by name and a length: objects with those fields).
 */
export interface RecordedPlotView {
  version: 1;
  root: Data;
  arrays: Data[];
}

/** A plot that holds functions of the reader's own, so that only the kernel could draw it. */
export interface DrawnPlotView {
  version: 1;
  /** Which form in the same bundle holds the drawing. */
  drawn: "image/svg+xml" | "text/html";
  /** Why it is not a recording, as a clause: "x.tickFormat is a function". */
  reason: string;
}

export type PlotView = RecordedPlotView | DrawnPlotView;

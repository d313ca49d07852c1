/** Values that a row has from the rows around it: its rank, what came before, running and moving summaries. */
import { ValidationError } from "../errors.ts";
import { describeValue } from "../sample.ts";
import { foldedType } from "./aggregate.ts";
import { Column } from "./column.ts";
import { bucketRows, groupRows, type Buckets } from "./groups.ts";
import { orderRows, type SortKey } from "./sort.ts";
import { fold, running, type FoldName } from "./summaries.ts";
import { numbersAt, takeRows } from "./take.ts";

/** Rows before and after the own one that count, both included: `[-6, 0]` is the last seven. Default: `[-Infinity, 0]`, all so far. */
export type Frame = readonly [from: number, to: number];

/**
 * Of each row, in its group, in the order asked for: its number from 1; its rank, equal rows sharing one, with gaps after them or dense; the value some
 * rows (1 by default) before or after; a summary of the rows in a frame.
 */
export type WindowFunction = "rowNumber" | "rank" | "denseRank" | readonly ["lag" | "lead", column: string, offset?: number] | readonly [FoldName, column: string, frame?: Frame];

/** The rows of each group in order. */
export interface Windows {
  readonly buckets: Buckets;
  /** Whether two rows are equal in it. */
  readonly tied: (row: number, other: number) => boolean;
  readonly length: number;
}

export function windowsOf(groupBy: readonly Column[], orderBy: readonly SortKey[], length: number): Windows {
  const { codes, firsts } = groupRows(groupBy, length);
  const buckets = bucketRows(codes, firsts.length, orderRows(orderBy, length));
  const keys = orderBy.map(({ column: { values, nulls } }) => ({ values, nulls }));
  const tied = (row: number, other: number): boolean => keys.every(({ values, nulls }) => (nulls?.[row] === 1 ? nulls[other] === 1 : values[row] === values[other] && nulls?.[other] !== 1));
  return { buckets, length, tied };
}

export function windowColumn(name: string, how: WindowFunction, windows: Windows, find: (name: string) => Column): Column {
  if (typeof how === "string") return new Column(name, "integer", numbered(how, windows));
  if (!Array.isArray(how)) throw new ValidationError("window", `no window function for ${JSON.stringify(name)}: ${describeValue(how)}`, '"rank", ["lag", "column"] or ["mean", "column", [-6, 0]]');
  const [kind, of, option] = how as readonly [string, string, (number | Frame)?];
  if (kind === "lag" || kind === "lead") return shifted(find(of), kind === "lag" ? -offsetOf(option) : offsetOf(option), windows).rename(name);
  const column = find(of);
  return new Column(name, foldedType("window", kind, column), framed(kind as FoldName, frameOf(kind, option), column, windows));
}

/** Calls `work` with the rows of each group. */
function eachWindow({ buckets: { rows, starts } }: Windows, work: (rows: Uint32Array) => void): void {
  for (let group = 0; group + 1 < starts.length; group++) work(rows.subarray(starts[group], starts[group + 1]));
}

function numbered(kind: string, windows: Windows): Float64Array {
  if (!["rowNumber", "rank", "denseRank"].includes(kind)) throw new ValidationError("window", `unknown window function: ${JSON.stringify(kind)}`, "rowNumber, rank, denseRank, or an array such as [\"lag\", \"column\"]");
  const numbers = new Float64Array(windows.length);
  eachWindow(windows, (rows) => {
    let rank = 0;
    rows.forEach((row, i) => {
      const tied = kind !== "rowNumber" && i > 0 && windows.tied(row, rows[i - 1]!);
      if (!tied) rank = kind === "denseRank" ? rank + 1 : i + 1;
      numbers[row] = rank;
    });
  });
  return numbers;
}

function shifted(column: Column, by: number, windows: Windows): Column {
  const from = new Int32Array(windows.length);
  eachWindow(windows, (rows) => rows.forEach((row, i) => (from[row] = rows[i + by] ?? -1)));
  return takeRows(column, from);
}

function framed(name: FoldName, frame: Frame, column: Column, windows: Windows): Float64Array {
  const { values, nulls } = column;
  const results = new Float64Array(windows.length);
  eachWindow(windows, (rows) => {
    const present = nulls === undefined ? rows : rows.filter((row) => nulls[row] === 0);
    const numbers = name === "count" ? new Float64Array(present.length) : numbersAt(values, present);
    const before = new Uint32Array(rows.length + 1); // how many of the first rows are present
    rows.forEach((row, i) => (before[i + 1] = before[i]! + (nulls?.[row] === 1 ? 0 : 1)));
    const within = frame[0] === -Infinity ? fromStart(name, numbers) : (from: number, to: number): number => fold(name, numbers.subarray(from, to));
    rows.forEach((row, i) => {
      const from = Math.min(Math.max(i + frame[0], 0), rows.length);
      const to = Math.max(Math.min(i + frame[1] + 1, rows.length), from);
      results[row] = within(before[from]!, before[to]!);
    });
  });
  return results;
}

/** What the first numbers come to, for any count of them: each is taken in once. */
function fromStart(name: FoldName, numbers: Float64Array): (from: number, to: number) => number {
  const empty = fold(name, new Float64Array());
  const whole = name === "median" ? fold(name, numbers) : NaN;
  const results = name === "median" ? undefined : numbers.map(running[name]());
  return (_, to) => (to === 0 ? empty : (results?.[to - 1] ?? whole));
}

function offsetOf(offset: number | Frame | undefined = 1): number {
  if (typeof offset === "number" && Number.isInteger(offset)) return offset;
  throw new ValidationError("window", `invalid offset: ${String(offset)}`, "a whole number of rows");
}

/** The frame, which can be folded without looking at every row for every row. */
function frameOf(name: string, frame: number | Frame | undefined = [-Infinity, 0]): Frame {
  const [from, to] = Array.isArray(frame) && frame.length === 2 ? (frame as unknown as Frame) : [NaN, NaN];
  const isBound = (bound: number): boolean => Math.abs(bound) === Infinity || Number.isInteger(bound);
  if (!isBound(from) || !isBound(to) || from > to) throw new ValidationError("window", `invalid frame: ${Array.isArray(frame) ? `[${frame.join(", ")}]` : String(frame)}`, "[from, to] in rows, such as [-6, 0]");
  if (from > -Infinity && to === Infinity) throw new ValidationError("window", `a frame with a start and no end: [${from}, ${to}]`, "order the other way round and take [-Infinity, ...]");
  if (name === "median" && from === -Infinity && to < Infinity) throw new ValidationError("window", `a frame without a start has no median: [${from}, ${to}]`, "take a frame such as [-100, 0]");
  return [from, to];
}

/** What is known of a table: a profile of every column, and how the columns and the rows stand to each other. */
import { ValidationError } from "../../errors.ts";
import { reshape, transpose } from "../../math/manipulation.ts";
import { scope } from "../../scope.ts";
import type { Column } from "../../table/column.ts";
import type { Table } from "../../table/table.ts";
import { Tensor } from "../../tensor.ts";
import { codesOf } from "../codes.ts";
import { asFloats, floatsOf } from "../frequencies.ts";
import { tableOf, type Data } from "../input.ts";
import { meanOf, type Scores, type Weights } from "../overall.ts";
import { correlatedColumns, type CorrelatedPair } from "./correlated.ts";
import type { ColumnProfile } from "./column-profile.ts";
import { countDates, profileNumbers } from "./numbers.ts";
import { profileTexts } from "./texts.ts";

export interface TableProfile {
  readonly rows: number;
  readonly columns: readonly ColumnProfile[];
  /** The mean of the columns' scores. */
  readonly scores: Scores;
  /** Rows that are equal to an earlier one; null for a single column, and for more than 500,000 rows, where nobody looks. */
  readonly duplicates: number | null;
  /** Pairs of columns of numbers with a correlation of 0.9 or more, either way. */
  readonly correlated: readonly CorrelatedPair[];
}

export interface ProfileOptions {
  /** Parts of the score: see `overall`. */
  readonly weights?: Partial<Weights>;
  /** Dates after it are told. Default: now. */
  readonly now?: Date | number;
}

/** More rows would take longer to compare than all the rest of a report. */
const mostRowsCompared = 500_000;

export async function profileTable(data: Data, { weights, now = Date.now() }: ProfileOptions = {}): Promise<{ table: Table; profile: TableProfile }> {
  const op = "quality.report";
  if (!Number.isFinite(Number(now))) throw new ValidationError(op, `now is not a date: ${String(now)}`);
  const table = await tableOf(op, data);
  const numeric = table.columns().filter(({ type }) => type !== "string");
  const found = new Map<string, ColumnProfile>();
  for (const { columns, rows } of stacks(numeric, data)) {
    for (const profile of await scope(() => profileNumbers(columns, rows(), weights))) found.set(profile.name, profile);
  }
  for (const column of table.columns()) {
    const { name, type } = column;
    if (type === "string") found.set(name, profileTexts(column, Number(now), weights));
    if (type === "date") found.set(name, { ...found.get(name)!, ...(await scope(() => countDates(column.tensor(), Number(now)))) });
  }
  const columns = table.columnNames().map((name) => found.get(name)!);
  const profile = {
    rows: table.numRows(),
    columns,
    scores: meanOf(op, columns.map(({ scores }) => scores), weights),
    duplicates: duplicatesIn(table, columns),
    correlated: await scope(() => correlatedColumns(numeric.filter(({ name, type }) => (type === "number" || type === "integer") && found.get(name)!.distinct > 1))),
  };
  return { table, profile };
}

interface Stack {
  readonly columns: readonly Column[];
  /** Makes the tensor [columns, rows]. */
  readonly rows: () => Tensor;
}

/** A matrix is turned once and worked on as a whole; columns of other tables come one by one. */
function stacks(numeric: readonly Column[], data: Data): Stack[] {
  if (data instanceof Tensor && data.ndim === 2 && data.device !== "webgpu") return [{ columns: numeric, rows: () => asFloats(turned(data)) }];
  return numeric.map((column) => ({ columns: [column], rows: () => reshape(floatsOf(column), [1, column.length]) }));
}

/** Transposed in memory, not as a view: the kernels read it twice. */
function turned(matrix: Tensor): Tensor {
  const [rows, columns] = matrix.shape as [number, number];
  return reshape(reshape(transpose(matrix), [-1]), [columns, rows]);
}

/** A column in which no value repeats shows that no row does; so do a few columns together. */
function duplicatesIn(table: Table, columns: readonly ColumnProfile[]): number | null {
  const rows = table.numRows();
  if (columns.length < 2) return null;
  if (rows === 0 || columns.some(({ distinct }) => distinct === rows)) return 0;
  if (rows > mostRowsCompared) return null;
  const telling = columns.toSorted((a, b) => b.distinct - a.distinct).map(({ name }) => table.column(name));
  return repeatsIn(telling.slice(0, fewColumns)) && repeatsIn(telling);
}

const fewColumns = 3;

/** Rows that are equal to an earlier one. */
function repeatsIn(columns: readonly Column[]): number {
  const { codes, count } = codesOf(columns);
  return codes.length - count - Number(codes.includes(-1));
}

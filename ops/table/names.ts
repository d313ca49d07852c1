/** The names and types that a caller gives for columns. */
import { ValidationError } from "../errors.ts";
import { describeValue } from "../sample.ts";
import type { ColumnType } from "./column.ts";

const columnTypes: readonly unknown[] = ["number", "integer", "boolean", "string", "date"] satisfies ColumnType[];

/** Throws `ValidationError` for a name that no column has. */
export function checkNames(op: string, names: Iterable<string>, all: readonly string[]): void {
  for (const name of names) if (!all.includes(name)) throw new ValidationError(op, `no such column: ${describeValue(name)}`, `one of ${all.join(", ")}`);
}

/** The columns asked for, all by default. Throws `ValidationError` for one that is not there, for the type of such a one, and for an unknown type. */
export function chooseNames(op: string, { columns, types = {} }: { readonly columns?: readonly string[]; readonly types?: Readonly<Record<string, ColumnType>> }, all: readonly string[]): readonly string[] {
  if (columns !== undefined && !Array.isArray(columns)) throw new ValidationError(op, `columns are not a list of names: ${describeValue(columns)}`);
  checkNames(op, columns ?? [], all);
  checkNames(op, Object.keys(types), all);
  for (const type of Object.values(types)) if (!columnTypes.includes(type)) throw new ValidationError(op, `unknown type: ${describeValue(type)}`, `one of ${columnTypes.join(", ")}`);
  return columns ?? all;
}

/** Checks of a number that sums the data up. */
import { ValidationError } from "../../errors.ts";
import { momentsOf, stdOf } from "../../stats/moments.ts";
import { quantileInPlace } from "../../stats/quantile.ts";
import type { Column } from "../../table/column.ts";
import type { Table } from "../../table/table.ts";
import { entropyOf } from "../entropy.ts";
import { frequenciesOf } from "../frequencies.ts";
import { distinctnessOf } from "../uniqueness.ts";
import type { AggregateCheck } from "./check.ts";

/** The number; NaN where no row says anything. */
export function aggregate(op: string, table: Table, check: AggregateCheck): number {
  if (check.check === "hasSize") return table.numRows();
  const column = table.column(check.column);
  if (column.length === column.nullCount) return NaN;
  switch (check.check) {
    case "hasMean":
      return momentsOf(presentNumbers(op, column)).mean;
    case "hasStd":
      return stdOf(momentsOf(presentNumbers(op, column)), 0);
    case "hasQuantile":
      if (!(check.q >= 0 && check.q <= 1)) throw new ValidationError(op, `q is not from 0 to 1: ${check.q}`);
      return quantileInPlace(presentNumbers(op, column), check.q);
    case "hasDistinctness":
      return distinctnessOf(frequenciesOf(op, column));
    case "hasEntropy":
      return entropyOf(frequenciesOf(op, column));
  }
}

/** The numbers of a column without what is missing; a copy. */
export function presentNumbers(op: string, { name, values, nulls }: Column): Float64Array {
  if (!ArrayBuffer.isView(values)) throw new ValidationError(op, `not numbers but strings: ${JSON.stringify(name)}`, "a string column has no such number");
  const numbers = new Float64Array(values);
  return nulls === undefined ? numbers : numbers.filter((_, row) => nulls[row] !== 1);
}

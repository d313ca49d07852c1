/** How much of the data is there. */
import type { Table } from "../table/table.ts";
import type { Column } from "../table/column.ts";
import { isSeries, seriesOf, tableOf, type Data } from "./input.ts";

/** Values that are not missing, as a share of all values, or of all cells of a table. NaN, null and undefined are missing. 0 of nothing. */
export async function completeness(x: Data): Promise<number> {
  const op = "quality.completeness";
  return isSeries(x) ? completenessOf(await seriesOf(op, x)) : tableCompletenessOf(await tableOf(op, x));
}

export const completenessOf = ({ length, nullCount }: Column): number => share(length - nullCount, length);

function tableCompletenessOf(table: Table): number {
  const missing = table.columns().reduce((sum, { nullCount }) => sum + nullCount, 0);
  const cells = table.numRows() * table.numColumns();
  return share(cells - missing, cells);
}

/** A fraction; of nothing it is 0: what no row shows is not fulfilled. */
export const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

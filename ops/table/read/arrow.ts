/** Arrow's file and stream formats to columns. The reader loads when the first is read. */
import { ComputationError, TesseraError, ValidationError } from "../../errors.ts";
import type { Column } from "../column.ts";
import { columnOfValues } from "../infer.ts";
import type { ReadOptions } from "./options.ts";

export async function columnsOfArrow(op: string, bytes: Uint8Array, { columns, limit, types = {} }: ReadOptions): Promise<Column[]> {
  const { tableFromIPC } = await import("@uwdata/flechette");
  try {
    const arrow = tableFromIPC(bytes, { useDate: true, useBigInt: true });
    const names = columns ?? arrow.names.map(String);
    return names.map((name) => {
      const at = arrow.names.indexOf(name);
      if (at < 0) throw new ValidationError(op, `no such column: ${JSON.stringify(name)}`, `one of ${arrow.names.join(", ")}`);
      const values = arrow.getChildAt(at).toArray() as ArrayLike<unknown>;
      return columnOfValues(op, name, limit === undefined ? values : Array.prototype.slice.call(values, 0, limit), types[name]);
    });
  } catch (error) {
    throw error instanceof TesseraError ? error : new ComputationError(op, `broken arrow file: ${(error as Error).message}`);
  }
}

/** Arrow's file and stream formats to columns. The reader loads when the first is read. */
import { ComputationError, TesseraError } from "../../errors.ts";
import type { Column } from "../column.ts";
import { columnOfValues } from "../infer.ts";
import { chooseNames } from "../names.ts";
import { unpackLz4 } from "./lz4.ts";
import type { ReadOptions } from "./options.ts";

export async function columnsOfArrow(op: string, bytes: Uint8Array, options: ReadOptions): Promise<Column[]> {
  const { tableFromIPC } = await loadArrow();
  const { limit, types = {} } = options;
  try {
    const arrow = tableFromIPC(bytes, { useDate: true, useBigInt: true });
    const all = arrow.names.map(String);
    return chooseNames(op, options, all).map((name) => {
      const values = arrow.getChildAt(all.indexOf(name)).toArray() as unknown[];
      return columnOfValues(op, name, limit === undefined ? values : values.slice(0, limit), types[name]);
    });
  } catch (error) {
    throw error instanceof TesseraError ? error : new ComputationError(op, `broken arrow file: ${(error as Error).message}`);
  }
}

/** The reader, which can unpack what pandas and others pack. */
async function loadArrow(): Promise<typeof import("@uwdata/flechette")> {
  const [arrow, { compressors }] = await Promise.all([import("@uwdata/flechette"), import("hyparquet-compressors")]);
  const encode = (): never => {
    throw new ComputationError("toArrow", "packed buffers are read only");
  };
  arrow.setCompressionCodec(arrow.CompressionType.LZ4_FRAME, { encode, decode: unpackLz4 as never });
  arrow.setCompressionCodec(arrow.CompressionType.ZSTD, { encode, decode: compressors.ZSTD as never });
  return arrow;
}

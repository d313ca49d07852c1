/** Parquet to columns. The reader and its decompressors load when the first file is read. */
import { ComputationError, TesseraError } from "../../errors.ts";
import type { Column } from "../column.ts";
import { columnOfValues } from "../infer.ts";
import { chooseNames } from "../names.ts";
import type { ReadOptions } from "./options.ts";

export async function columnsOfParquet(op: string, bytes: Uint8Array<ArrayBuffer>, options: ReadOptions): Promise<Column[]> {
  const [{ parquetMetadata, parquetRead, parquetSchema }, { compressors }] = await Promise.all([import("hyparquet"), import("hyparquet-compressors")]);
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const { limit = Infinity, types = {} } = options;
  try {
    const metadata = parquetMetadata(file);
    const names = chooseNames(op, options, parquetSchema(metadata).children.map(({ element }) => element.name));
    const length = Math.min(Number(metadata.num_rows), limit);
    const valuesOf = async (name: string): Promise<unknown[]> => {
      const values = Array<unknown>(length);
      await parquetRead({
        file,
        metadata,
        compressors,
        columns: [name],
        rowEnd: length,
        onChunk({ columnData, rowStart }) {
          const count = Math.min(columnData.length, length - rowStart);
          for (let i = 0; i < count; i++) values[rowStart + i] = columnData[i];
        },
      });
      return values;
    };
    const columns: Column[] = [];
    for (const name of names) columns.push(columnOfValues(op, name, await valuesOf(name), types[name])); // one after the other: its values take more room than the column
    return columns;
  } catch (error) {
    throw error instanceof TesseraError ? error : new ComputationError(op, `broken parquet file: ${(error as Error).message}`);
  }
}

/** Parquet to columns, one group of rows after the other. The reader and its decompressors load when the first file is read. */
import { ComputationError, TesseraError } from "../../errors.ts";
import type { Column } from "../column.ts";
import { chooseNames } from "../names.ts";
import type { ReadOptions } from "./options.ts";
import { inTurns, openParquet } from "./parquet-file.ts";
import type { Progress } from "./progress.ts";
import type { OpenSource } from "./source.ts";
import { firstOf, ValueParts } from "./value-parts.ts";

export async function columnsOfParquet(op: string, source: OpenSource, parts: AsyncGenerator<Uint8Array>, options: ReadOptions, progress: Progress): Promise<Column[]> {
  const [{ parquetMetadataAsync, parquetRead, parquetSchema }, { compressors }] = await Promise.all([import("hyparquet"), import("hyparquet-compressors")]);
  const file = await openParquet(source, parts, progress);
  const { columns: chosen, limit = Infinity, types = {} } = options;
  try {
    const metadata = await parquetMetadataAsync(file, { initialFetchSize: file.known });
    const names = chooseNames(op, options, parquetSchema(metadata).children.map(({ element }) => element.name));
    const values = new Map(names.map((name) => [name, new ValueParts()]));
    const paced = inTurns(file, progress);
    for (const { num_rows } of metadata.row_groups) {
      const rowStart = progress.rows;
      const rowEnd = Math.min(rowStart + Number(num_rows), limit);
      if (rowEnd === rowStart) continue;
      await parquetRead({
        file: paced,
        metadata,
        compressors,
        ...(chosen && { columns: names as string[] }),
        rowStart,
        rowEnd,
        useOffsetIndex: true, // of a group that is not wanted whole
        onChunk: ({ columnName, columnData, rowStart: from }) => values.get(columnName)!.add(firstOf<unknown>(columnData, rowEnd - from)),
      });
      progress.rows = rowEnd;
      await progress.step();
    }
    const columns: Column[] = [];
    for (const name of names) {
      columns.push(values.get(name)!.finish(op, name, types[name]));
      values.delete(name); // the parts of a column take as much room as the column
      await progress.step();
    }
    return columns;
  } catch (error) {
    progress.throwIfAborted();
    throw error instanceof TesseraError ? error : new ComputationError(op, `broken parquet file: ${(error as Error).message}`);
  }
}

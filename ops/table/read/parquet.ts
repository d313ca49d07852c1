/** Parquet to columns, one group of rows after the other. The reader and its decompressors load when the first file is read. */
import type { RowGroup } from "hyparquet";
import { ComputationError, TesseraError } from "../../errors.ts";
import type { Column } from "../column.ts";
import { chooseNames } from "../names.ts";
import type { ReadOptions } from "./options.ts";
import { openParquet } from "./parquet-file.ts";
import type { Progress } from "./progress.ts";
import type { OpenSource } from "./source.ts";
import { firstOf, ValueParts } from "./value-parts.ts";

/** Bytes of columns that are read together. */
const together = 1 << 21;

export async function columnsOfParquet(op: string, source: OpenSource, parts: AsyncGenerator<Uint8Array>, options: ReadOptions, progress: Progress): Promise<Column[]> {
  const [{ parquetMetadataAsync, parquetRead, parquetSchema }, { compressors }] = await Promise.all([import("hyparquet"), import("hyparquet-compressors")]);
  const file = await openParquet(source, parts, progress);
  const { limit = Infinity, types = {} } = options;
  try {
    const metadata = await parquetMetadataAsync(file, { initialFetchSize: file.known });
    const names = chooseNames(op, options, parquetSchema(metadata).children.map(({ element }) => element.name));
    const values = new Map(names.map((name) => [name, new ValueParts()]));
    for (const group of metadata.row_groups) {
      const rowStart = progress.rows;
      const rowEnd = Math.min(rowStart + Number(group.num_rows), limit);
      for (const columns of rowEnd === rowStart ? [] : batchesOf(group, values)) {
        await parquetRead({
          file,
          metadata,
          compressors,
          columns,
          rowStart,
          rowEnd,
          useOffsetIndex: true, // of a group that is not wanted whole
          onChunk: ({ columnName, columnData, rowStart: from }) => values.get(columnName)!.add(firstOf<unknown>(columnData, rowEnd - from)),
        });
        await progress.step();
      }
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

/** The chosen columns of a group of rows in the order in which they are stored, small ones together: that takes fewer requests, and little of it waits at a time. */
function batchesOf({ columns }: RowGroup, chosen: ReadonlyMap<string, unknown>): string[][] {
  const sizes = new Map<string, number>();
  for (const { meta_data } of columns) {
    const name = meta_data!.path_in_schema[0]!;
    if (chosen.has(name)) sizes.set(name, (sizes.get(name) ?? 0) + Number(meta_data!.total_compressed_size));
  }
  const batches: string[][] = [];
  let bytes = Infinity;
  for (const [name, size] of sizes) {
    bytes += size;
    if (bytes > together) {
      batches.push([]);
      bytes = size;
    }
    batches.at(-1)!.push(name);
  }
  return batches;
}

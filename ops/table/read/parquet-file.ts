/** A Parquet file as its reader asks for it: range by range where the source gives ranges, and from memory otherwise. */
import { joinBytes } from "./parts.ts";
import type { Progress } from "./progress.ts";
import type { OpenSource } from "./source.ts";

export interface ParquetFile {
  readonly byteLength: number;
  /** How many bytes at the end are there already. */
  readonly known: number;
  slice(start: number, end?: number): Promise<ArrayBuffer>;
}

/** Bytes at the end that are asked for first. They hold what the file says of itself, unless it has very many columns or groups of rows. */
const tailSize = 1 << 16;

/** The bytes on their way are left where the source gives ranges, and else read to their end. */
export async function openParquet(source: OpenSource, parts: AsyncGenerator<Uint8Array>, progress: Progress): Promise<ParquetFile> {
  const tail = await tailOf(source, progress);
  if (tail === undefined) return inMemory(parts);
  await parts.return(undefined);
  const byteLength = source.total!;
  const tailStart = byteLength - tailSize;
  progress.bytes = tailSize; // what came of the stream was only looked at
  return {
    byteLength,
    known: tailSize,
    async slice(start, end = byteLength) {
      if (start >= tailStart) return tail.slice(start - tailStart, end - tailStart);
      const bytes = await source.slice!(start, Math.min(end, tailStart));
      progress.bytes += bytes.byteLength;
      return end <= tailStart ? bytes : joinBytes([new Uint8Array(bytes), new Uint8Array(tail, 0, end - tailStart)]).buffer;
    },
  };
}

/** The end of the file; undefined where it cannot be had alone, is nearly all, or is no end of Parquet's, as where all is packed again. */
async function tailOf({ slice, total = 0 }: OpenSource, progress: Progress): Promise<ArrayBuffer | undefined> {
  if (slice === undefined || total <= tailSize) return undefined;
  try {
    const tail = await slice(total - tailSize, total);
    return String.fromCharCode(...new Uint8Array(tail, tailSize - 4)) === "PAR1" ? tail : undefined;
  } catch {
    progress.throwIfAborted();
    return undefined; // the question was whether the host gives ranges
  }
}

async function inMemory(parts: AsyncIterable<Uint8Array>): Promise<ParquetFile> {
  const all: Uint8Array[] = [];
  for await (const part of parts) all.push(part);
  const { buffer, byteLength } = joinBytes(all);
  return { byteLength, known: byteLength, slice: async (start, end) => buffer.slice(start, end) };
}

/** Tables from files, addresses, streams and text. */
import { ValidationError } from "../../errors.ts";
import { describeValue } from "../../sample.ts";
import type { Column } from "../column.ts";
import { Table } from "../table.ts";
import { columnsOfArrow } from "./arrow.ts";
import { formatOfBytes, formatOfName, formatOfText } from "./format.ts";
import { checkOptions, type ReadOptions, type SourceOptions, type TableFormat } from "./options.ts";
import { columnsOfParquet } from "./parquet.ts";
import { partsOf, withFirst } from "./parts.ts";
import { Progress } from "./progress.ts";
import { openSource, type OpenSource, type TableSource } from "./source.ts";
import { textReader, type TextReader } from "./text.ts";

/**
 * A table of text: csv, tsv, json (an array of objects or an object of arrays) or ndjson, as it looks unless `format` says. Throws `ValidationError` for
 * text that is not so, naming the row, and `DtypeError` for a value that does not fit a type that was given.
 */
export function parseTable(text: string, options: ReadOptions = {}): Table {
  if (typeof text !== "string") throw new ValidationError("parseTable", `not text: ${describeValue(text)}`, "readTable takes files, bytes and addresses");
  checkOptions("parseTable", options);
  const reader = textReader("parseTable", options.format ?? formatOfText(text), options);
  reader.push(text, true);
  return new Table([...reader.finish()]);
}

/**
 * A table of a file, an address, bytes or a stream: csv, tsv, json, ndjson, parquet or arrow (file or stream), with or without gzip. It is read while it
 * arrives: `onProgress` is told of bytes and rows, `signal` is heard, and no more is asked for than `limit` needs. JSON that is an object of arrays has
 * no rows before its end. Parquet is read by groups of rows, and of a File, bytes, or an address whose host answers range requests only the ranges that
 * `columns` and `limit` need. Throws what `parseTable` throws, `ComputationError` for a file that is broken or an address that does not answer, and the
 * signal's reason when it stops.
 */
export async function readTable(source: TableSource, options: SourceOptions = {}): Promise<Table> {
  checkOptions("readTable", options);
  const { signal } = options;
  signal?.throwIfAborted();
  const open = await openSource("readTable", source, signal);
  const progress = new Progress(open.total, options);
  const following = partsOf("readTable", open.stream, progress, signal);
  try {
    const { value: first = new Uint8Array() } = await following.next();
    const parts = withFirst(first, following);
    const format = options.format ?? formatOfBytes(first) ?? formatOfName(open.name, open.contentType);
    const columns = await columnsOf(format, open, first, parts, options, progress);
    progress.tell();
    return new Table(columns);
  } finally {
    await following.return(undefined);
  }
}

function columnsOf(format: TableFormat | undefined, open: OpenSource, first: Uint8Array, parts: AsyncGenerator<Uint8Array>, options: SourceOptions, progress: Progress): Promise<Column[]> {
  switch (format) {
    case "parquet":
      return columnsOfParquet("readTable", open, parts, options, progress);
    case "arrow":
      return columnsOfArrow("readTable", parts, options, progress);
    default:
      return columnsOfText(format, first, parts, options, progress);
  }
}

async function columnsOfText(format: TableFormat | undefined, first: Uint8Array, parts: AsyncIterable<Uint8Array>, options: SourceOptions, progress: Progress): Promise<Column[]> {
  const decode = decoder(options.encoding, first);
  let reader: TextReader | undefined;
  let text = "";
  for await (const part of parts) {
    text = decode(part, true);
    reader ??= textReader("readTable", format ?? formatOfText(text), options);
    const isWanted = reader.push(text, false);
    progress.rows = reader.rows;
    if (!isWanted) return finish(reader, progress);
  }
  reader!.push(decode(new Uint8Array(), false), true);
  progress.rows = reader!.rows;
  return finish(reader!, progress);
}

async function finish(reader: TextReader, progress: Progress): Promise<Column[]> {
  const columns: Column[] = [];
  for (const column of reader.finish()) {
    columns.push(column);
    await progress.step();
  }
  return columns;
}

/** Bytes to text, whose characters may be cut anywhere. Throws `ValidationError` for bytes that are not so written. */
function decoder(encoding: string | undefined, first: Uint8Array): (part: Uint8Array, more: boolean) => string {
  const marked = first[0] === 0xff && first[1] === 0xfe ? "utf-16le" : first[0] === 0xfe && first[1] === 0xff ? "utf-16be" : "utf-8";
  const label = encoding ?? marked;
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(label, { fatal: true });
  } catch {
    throw new ValidationError("readTable", `unknown encoding: ${JSON.stringify(label)}`, 'such as "utf-8" or "windows-1252"');
  }
  return (part, more) => {
    try {
      return decoder.decode(part, { stream: more });
    } catch {
      throw new ValidationError("readTable", `bytes that are not ${label}`, 'name the encoding, such as "windows-1252"');
    }
  };
}

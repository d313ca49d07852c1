/** Tables from files, addresses, streams and text. */
import { ValidationError } from "../../errors.ts";
import { describeValue } from "../../sample.ts";
import { Table } from "../table.ts";
import { columnsOfArrow } from "./arrow.ts";
import { formatOfBytes, formatOfName, formatOfText } from "./format.ts";
import { checkOptions, type ReadOptions, type SourceOptions, type TableFormat } from "./options.ts";
import { columnsOfParquet } from "./parquet.ts";
import { joinBytes, openSource, partsOf, type TableSource } from "./source.ts";
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
  return new Table(reader.finish());
}

/**
 * A table of a file, an address, bytes or a stream: csv, tsv, json, ndjson, parquet or arrow (file or stream), with or without gzip. Text of rows is read
 * while it arrives. Throws what `parseTable` throws, `ComputationError` for a file that is broken or an address that does not answer, and the
 * signal's reason when it stops.
 */
export async function readTable(source: TableSource, options: SourceOptions = {}): Promise<Table> {
  checkOptions("readTable", options);
  const { onProgress, signal } = options;
  signal?.throwIfAborted();
  const { stream, name, contentType, total } = await openSource("readTable", source, signal);
  let bytes = 0;
  const parts = partsOf("readTable", stream, (count) => (bytes += count), signal);
  const report = (rows: number): void => onProgress?.({ bytes, total, rows });
  try {
    const { value: first = new Uint8Array() } = await parts.next();
    const format = options.format ?? formatOfBytes(first) ?? formatOfName(name, contentType);
    if (format !== "parquet" && format !== "arrow") return new Table(await readText(first, parts, format, options, report));
    const whole = joinBytes(await collect(first, parts, report));
    return new Table(await (format === "parquet" ? columnsOfParquet : columnsOfArrow)("readTable", whole, options));
  } finally {
    await parts.return(undefined);
  }
}

async function collect(first: Uint8Array, parts: AsyncIterable<Uint8Array>, report: (rows: number) => void): Promise<Uint8Array[]> {
  const all = [first];
  report(0);
  for await (const part of parts) {
    all.push(part);
    report(0);
  }
  return all;
}

async function readText(first: Uint8Array, parts: AsyncGenerator<Uint8Array>, format: TableFormat | undefined, options: SourceOptions, report: (rows: number) => void): Promise<ReturnType<TextReader["finish"]>> {
  const decode = decoder(options.encoding, first);
  let text = decode(first, true);
  const reader = textReader("readTable", format ?? formatOfText(text), options);
  for await (const part of parts) {
    const wanted = reader.push(text, false);
    report(reader.rows);
    if (!wanted) return reader.finish();
    text = decode(part, true);
  }
  reader.push(text + decode(new Uint8Array(), false), true);
  report(reader.rows);
  return reader.finish();
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

/** Arrow's file and stream formats to columns, batch by batch. The reader loads when the first is read. */
import type { TypedArray } from "../../dtype.ts";
import { ComputationError, TesseraError } from "../../errors.ts";
import type { Column } from "../column.ts";
import { chooseNames } from "../names.ts";
import { messagesOf, RECORDS, type ArrowMessage } from "./arrow-messages.ts";
import { unpackLz4 } from "./lz4.ts";
import type { ReadOptions } from "./options.ts";
import type { Progress } from "./progress.ts";
import { firstOf, ValueParts } from "./value-parts.ts";

type Arrow = typeof import("@uwdata/flechette");

/** Bytes of batches that are read together, if they are so small. */
const enough = 1 << 20;

export async function columnsOfArrow(op: string, parts: AsyncIterable<Uint8Array>, options: ReadOptions, progress: Progress): Promise<Column[]> {
  const reader = new BatchReader(op, await loadArrow(), options, progress);
  try {
    for await (const message of messagesOf(parts)) if (!(await reader.take(message))) break;
    return await reader.finish();
  } catch (error) {
    progress.throwIfAborted();
    throw error instanceof TesseraError ? error : new ComputationError(op, `broken arrow file: ${(error as Error).message}`);
  }
}

/** Reads batches a few at a time: each time needs the schema and the dictionaries before it, which are read again. */
class BatchReader {
  readonly #op: string;
  readonly #arrow: Arrow;
  readonly #options: ReadOptions;
  readonly #progress: Progress;
  readonly #limit: number;
  /** In which order the columns are in the file, and what is there of those that were chosen. */
  #columns: readonly { readonly name: string; readonly index: number; readonly parts: ValueParts }[] | undefined;
  /** The schema and all dictionaries, which later batches build on, and the batches that wait. */
  #messages: ArrowMessage[] = [];
  #kept = 0;
  #waiting = 0;
  #rows = 0;

  constructor(op: string, arrow: Arrow, options: ReadOptions, progress: Progress) {
    this.#op = op;
    this.#arrow = arrow;
    this.#options = options;
    this.#progress = progress;
    this.#limit = options.limit ?? Infinity;
  }

  /** Takes the next message; returns false when no more are wanted. */
  async take(message: ArrowMessage): Promise<boolean> {
    this.#messages.push(message);
    if (message.kind !== RECORDS) this.#kept += message.bytes.length;
    else {
      this.#waiting += message.bytes.length;
      this.#rows += message.rows;
    }
    if (this.#columns === undefined) this.#open();
    const isFull = this.#rows >= this.#limit;
    if (isFull || this.#waiting >= Math.max(enough, this.#kept)) await this.#read();
    return !isFull;
  }

  #open(): void {
    const names = this.#table().names.map(String);
    const chosen = chooseNames(this.#op, this.#options, names);
    this.#columns = chosen.map((name) => ({ name, index: names.indexOf(name), parts: new ValueParts() }));
  }

  #table(): ReturnType<Arrow["tableFromIPC"]> {
    return this.#arrow.tableFromIPC(this.#messages.map(({ bytes }) => bytes), { useDate: true, useBigInt: true });
  }

  async #read(): Promise<void> {
    const table = this.#table();
    const count = Math.min(table.numRows, this.#limit - this.#progress.rows);
    for (const { index, parts } of this.#columns!) {
      const values = firstOf(table.getChildAt(index).toArray() as unknown[], count);
      if (isNumbers(values)) parts.keep(this.#op, values);
      else parts.add(values);
      await this.#progress.step();
    }
    this.#messages = this.#messages.filter(({ kind }) => kind !== RECORDS);
    this.#waiting = 0;
    this.#progress.rows += count;
    await this.#progress.step();
  }

  async finish(): Promise<Column[]> {
    if (this.#columns === undefined) throw new RangeError("it has no schema");
    if (this.#waiting > 0) await this.#read();
    const { types = {} } = this.#options;
    const columns: Column[] = [];
    for (const { name, parts } of this.#columns) {
      columns.push(parts.finish(this.#op, name, types[name]));
      await this.#progress.step();
    }
    return columns;
  }
}

const isNumbers = (values: unknown): values is TypedArray => ArrayBuffer.isView(values) && !(values instanceof BigInt64Array || values instanceof BigUint64Array);

/** The reader, which can unpack what pandas and others pack. */
async function loadArrow(): Promise<Arrow> {
  const [arrow, { compressors }] = await Promise.all([import("@uwdata/flechette"), import("hyparquet-compressors")]);
  const encode = (): never => {
    throw new ComputationError("toArrow", "packed buffers are read only");
  };
  arrow.setCompressionCodec(arrow.CompressionType.LZ4_FRAME, { encode, decode: unpackLz4 as never });
  arrow.setCompressionCodec(arrow.CompressionType.ZSTD, { encode, decode: compressors.ZSTD as never });
  return arrow;
}

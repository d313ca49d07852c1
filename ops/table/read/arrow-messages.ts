/**
 * The messages of an Arrow stream as they arrive (arrow.apache.org/docs/format/Columnar.html, "Encapsulated message format"). Arrow's file format is such
 * a stream between marks, with a footer that is not needed when all is read in order.
 */
import { joinBytes } from "./parts.ts";

/** The kind of a message of records, as `MessageHeader` of Arrow's Message.fbs numbers it. */
export const RECORDS = 3;

export interface ArrowMessage {
  readonly kind: number;
  /** How many rows a message of records has; 0 in others. */
  readonly rows: number;
  /** All of the message, at the start of a buffer of its own, which aligns its numbers. */
  readonly bytes: Uint8Array;
}

const mark = "ARROW1";

/** Throws `RangeError` for bytes that end within a message, or before the mark at the end of a file. */
export async function* messagesOf(parts: AsyncIterable<Uint8Array>): AsyncGenerator<ArrowMessage> {
  const queue = new ByteQueue(parts);
  const isFile = textOf(await queue.peek(6)) === mark;
  if (isFile) await queue.take(8); // with two bytes that align what follows
  // Before Arrow 0.15 messages had no mark before their length.
  const isMarked = (await queue.peek(4)).every((byte) => byte === 0xff);
  for (;;) {
    const start = await queue.peek(8);
    if (start.length === 0 && !isFile) return;
    const prefix = isMarked ? 8 : 4;
    if (start.length < prefix) throw cutOff();
    const view = viewOf(start);
    if (isMarked && view.getUint32(0, true) !== 0xffffffff) {
      if (isFile) break; // the footer, where nothing marks the end of the stream
      throw new RangeError("no message begins where the last one ends");
    }
    const length = view.getInt32(prefix - 4, true);
    if (length === 0) break;
    const metadata = (await queue.peek(prefix + length)).subarray(prefix);
    if (metadata.length < length) throw cutOff();
    const head = headOf(metadata);
    yield { ...head, bytes: await queue.take(prefix + length + head.bodyLength) };
  }
  if (isFile && textOf(await queue.last(6)) !== mark) throw new RangeError("it is cut off");
}

const cutOff = (): RangeError => new RangeError("it ends within a message");

interface Head {
  readonly kind: number;
  readonly rows: number;
  readonly bodyLength: number;
}

/** Of a `Message`, which is a FlatBuffer: version, kind, header and length of the body are its first fields; the first field of the header of records is their number. */
function headOf(metadata: Uint8Array): Head {
  const view = viewOf(metadata);
  const message = view.getUint32(0, true);
  const kind = field(view, message, 1);
  const header = field(view, message, 2);
  const bodyLength = field(view, message, 3);
  const records = header + view.getUint32(header, true);
  const rows = view.getUint8(kind) === RECORDS ? field(view, records, 0) : 0;
  return { kind: view.getUint8(kind), rows: rows === 0 ? 0 : Number(view.getBigInt64(rows, true)), bodyLength: bodyLength === 0 ? 0 : Number(view.getBigInt64(bodyLength, true)) };
}

/** Where a field of a table is; 0 where it has its default. */
function field(view: DataView, table: number, index: number): number {
  const fields = table - view.getInt32(table, true);
  const entry = 4 + 2 * index;
  const offset = entry < view.getUint16(fields, true) ? view.getUint16(fields + entry, true) : 0;
  return offset === 0 ? 0 : table + offset;
}

/** Bytes that are taken off in other pieces than they come in. */
class ByteQueue {
  readonly #source: AsyncIterator<Uint8Array>;
  readonly #parts: Uint8Array[] = [];
  #length = 0;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** The next bytes, which stay; fewer where there are no more. */
  async peek(count: number): Promise<Uint8Array> {
    await this.#fill(count);
    const bytes = this.#read(Math.min(count, this.#length));
    this.#parts.unshift(bytes);
    this.#length += bytes.length;
    return bytes;
  }

  async take(count: number): Promise<Uint8Array> {
    await this.#fill(count);
    if (this.#length < count) throw cutOff();
    return this.#read(count);
  }

  /** The last bytes of all; what is before them is passed over. */
  async last(count: number): Promise<Uint8Array> {
    let end = joinBytes(this.#parts).slice(-count);
    for (let next = await this.#source.next(); next.done !== true; next = await this.#source.next()) end = joinBytes([end, next.value]).slice(-count);
    return end;
  }

  async #fill(count: number): Promise<void> {
    while (this.#length < count) {
      const { done, value } = await this.#source.next();
      if (done === true) return;
      this.#parts.push(value);
      this.#length += value.length;
    }
  }

  #read(count: number): Uint8Array {
    const bytes = new Uint8Array(count);
    for (let at = 0; at < count; ) {
      const part = this.#parts[0]!;
      const piece = part.subarray(0, count - at);
      bytes.set(piece, at);
      at += piece.length;
      if (piece.length === part.length) this.#parts.shift();
      else this.#parts[0] = part.subarray(piece.length);
    }
    this.#length -= count;
    return bytes;
  }
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const textOf = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

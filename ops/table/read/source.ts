/** Where a table comes from: an address, a file, bytes, a stream. All of them become parts of bytes. */
import { ComputationError, ValidationError } from "../../errors.ts";
import { fetchAddress } from "../../fetch.ts";
import { describeValue } from "../../sample.ts";

/** What `readTable` reads. */
export type TableSource = string | URL | Response | Blob | ArrayBuffer | Uint8Array | ReadableStream<Uint8Array>;

/** Bytes on their way, and what is known of them beforehand. */
export interface OpenSource {
  readonly stream: ReadableStream<Uint8Array>;
  readonly name?: string | undefined;
  readonly contentType?: string | null;
  readonly total?: number | undefined;
}

export async function openSource(op: string, source: TableSource, signal: AbortSignal | undefined): Promise<OpenSource> {
  if (typeof source === "string" || source instanceof URL) return openResponse(op, await answerOf(op, source, signal), String(source));
  if (source instanceof Response) return openResponse(op, source, source.url);
  if (source instanceof Blob) return { stream: source.stream(), name: "name" in source ? String(source.name) : undefined, contentType: source.type, total: source.size };
  if (source instanceof ReadableStream) return { stream: source };
  if (source instanceof ArrayBuffer || source instanceof Uint8Array) return openBytes(source instanceof Uint8Array ? source : new Uint8Array(source));
  throw new ValidationError(op, `nothing to read from: ${describeValue(source)}`, "an address, a File, a Response, bytes or a ReadableStream; parseTable takes text");
}

/** Throws `ComputationError` where there is no answer, and the signal's reason. */
async function answerOf(op: string, address: string | URL, signal: AbortSignal | undefined): Promise<Response> {
  try {
    return await fetchAddress(address, signal === undefined ? {} : { signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw new ComputationError(op, `${String(address)} gave no answer: ${(error as Error).message}`, "the address, the connection, or the other site's leave (CORS); parseTable takes text");
  }
}

function openBytes(bytes: Uint8Array): OpenSource {
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      if (bytes.length > 0) controller.enqueue(bytes);
      controller.close();
    },
  });
  return { stream, total: bytes.length };
}

function openResponse(op: string, response: Response, name: string): OpenSource {
  const contentType = response.headers.get("content-type");
  // Many hosts answer with their start page, and without an error, where there is no file.
  if (contentType?.startsWith("text/html")) throw new ComputationError(op, `${name} is a page, not a table: ${contentType}`, "is the address right? Otherwise parseTable(await response.text()) reads it");
  if (!response.ok) throw new ComputationError(op, `${name} was not found: ${response.status} ${response.statusText}`.trim(), "open the address in a browser to see what it answers");
  if (response.body === null) throw new ComputationError(op, `${name} has no content`);
  const encoded = response.headers.has("content-encoding"); // the length is that of the compressed bytes
  const length = Number(response.headers.get("content-length") ?? NaN);
  return { stream: response.body, name, contentType, total: encoded || Number.isNaN(length) ? undefined : length };
}

/** The parts of a stream, counted as they come, and unpacked where they are gzip. */
export async function* partsOf(op: string, stream: ReadableStream<Uint8Array>, count: (bytes: number) => void, signal: AbortSignal | undefined): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  const stop = (): void => void reader.cancel(signal!.reason).catch(() => {}); // a stream that failed cannot be stopped any more, and has said so
  signal?.addEventListener("abort", stop);
  try {
    const parts = readAll(reader, count, signal);
    const first = await firstPart(parts);
    const isGzip = first[0] === 0x1f && first[1] === 0x8b;
    if (isGzip) yield* unpacked(op, first, parts);
    else {
      if (first.length > 0) yield first;
      yield* parts;
    }
  } finally {
    signal?.removeEventListener("abort", stop);
    await reader.cancel().catch(() => {});
  }
}

async function* readAll(reader: ReadableStreamDefaultReader<Uint8Array>, count: (bytes: number) => void, signal: AbortSignal | undefined): AsyncGenerator<Uint8Array> {
  for (;;) {
    signal?.throwIfAborted();
    const { done, value } = await reader.read();
    signal?.throwIfAborted();
    if (done) return;
    count(value.length);
    yield value;
  }
}

/** Enough bytes to see a format's mark, or all that there are. */
async function firstPart(parts: AsyncGenerator<Uint8Array>): Promise<Uint8Array> {
  let first = new Uint8Array();
  while (first.length < 8) {
    const { done, value } = await parts.next();
    if (done) break;
    first = joinBytes([first, value]);
  }
  return first;
}

async function* unpacked(op: string, first: Uint8Array, parts: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  let failure: unknown; // of the source, which is not the fault of the bytes
  const packed = new ReadableStream<BufferSource>({
    start: (controller) => controller.enqueue(first as Uint8Array<ArrayBuffer>),
    async pull(controller) {
      try {
        const { done, value } = await parts.next();
        if (done) controller.close();
        else controller.enqueue(value as Uint8Array<ArrayBuffer>);
      } catch (error) {
        failure = error;
        throw error;
      }
    },
  });
  const reader = packed.pipeThrough(new DecompressionStream("gzip")).getReader();
  for (;;) {
    const { done, value } = await reader.read().catch((error: Error) => {
      throw failure ?? new ComputationError(op, `broken gzip: ${error.message}`);
    });
    if (done) return;
    yield value;
  }
}

export function joinBytes(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

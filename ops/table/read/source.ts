/** Where a table comes from: an address, a file, bytes, a stream. All of them become a stream of bytes; some give any range of them, too. */
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
  /** The bytes from `start` to `end`, which is not included. An address whose host gives no ranges throws. */
  readonly slice?: (start: number, end: number) => Promise<ArrayBuffer>;
}

export async function openSource(op: string, source: TableSource, signal: AbortSignal | undefined): Promise<OpenSource> {
  if (typeof source === "string" || source instanceof URL) return { ...openResponse(op, await answerOf(op, source, signal), String(source)), slice: (start, end) => rangeOf(op, source, start, end, signal) };
  if (source instanceof Response) return openResponse(op, source, source.url);
  if (source instanceof Blob) return openBlob(source);
  if (source instanceof ReadableStream) return { stream: source };
  if (source instanceof ArrayBuffer || source instanceof Uint8Array) return openBytes(source instanceof Uint8Array ? source : new Uint8Array(source));
  throw new ValidationError(op, `nothing to read from: ${describeValue(source)}`, "an address, a File, a Response, bytes or a ReadableStream; parseTable takes text");
}

/** Throws `ComputationError` where there is no answer, and the signal's reason. */
async function answerOf(op: string, address: string | URL, signal: AbortSignal | undefined, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  try {
    return await fetchAddress(address, signal === undefined ? { headers } : { headers, signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw new ComputationError(op, `${String(address)} gave no answer: ${(error as Error).message}`, "the address, the connection, or the other site's leave (CORS); parseTable takes text");
  }
}

/** Of a host that answers such questions with just these bytes. It need not show how many there are, which other sites may not see. */
async function rangeOf(op: string, address: string | URL, start: number, end: number, signal: AbortSignal | undefined): Promise<ArrayBuffer> {
  const response = await answerOf(op, address, signal, { range: `bytes=${start}-${end - 1}` });
  if (response.status !== 206) {
    await response.body?.cancel();
    throw new ComputationError(op, `${String(address)} gave no range of its bytes: ${response.status} ${response.statusText}`.trim());
  }
  const bytes = await response.arrayBuffer().catch((error: Error) => {
    signal?.throwIfAborted();
    throw new ComputationError(op, `${String(address)} broke off: ${error.message}`);
  });
  if (bytes.byteLength !== end - start) throw new ComputationError(op, `${String(address)} gave ${bytes.byteLength} bytes, not those from ${start} to ${end}`);
  return bytes;
}

function openBlob(blob: Blob): OpenSource {
  const name = "name" in blob ? String(blob.name) : undefined;
  return { stream: blob.stream(), name, contentType: blob.type, total: blob.size, slice: (start, end) => blob.slice(start, end).arrayBuffer() };
}

function openBytes(bytes: Uint8Array): OpenSource {
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      if (bytes.length > 0) controller.enqueue(bytes);
      controller.close();
    },
  });
  return { stream, total: bytes.length, slice: async (start, end) => bytes.slice(start, end).buffer as ArrayBuffer };
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

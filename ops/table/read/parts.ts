/** A stream as parts of bytes: unpacked where they are gzip, and none so large that the host would wait long while it is read. */
import { ComputationError } from "../../errors.ts";
import type { Progress } from "./progress.ts";

/** Bytes of a part at most. */
const largest = 1 << 20;

/** The parts of a stream, counted as they come, and unpacked where they are gzip. Throws the signal's reason. */
export async function* partsOf(op: string, stream: ReadableStream<Uint8Array>, progress: Progress, signal: AbortSignal | undefined): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  const stop = (): void => void reader.cancel(signal!.reason).catch(() => {}); // a stream that failed cannot be stopped any more, and has said so
  signal?.addEventListener("abort", stop);
  try {
    const parts = readAll(reader, progress);
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

async function* readAll(reader: ReadableStreamDefaultReader<Uint8Array>, progress: Progress): AsyncGenerator<Uint8Array> {
  for (;;) {
    progress.throwIfAborted();
    const { done, value } = await reader.read();
    progress.throwIfAborted();
    if (done) return;
    for (let at = 0; at < value.length; at += largest) {
      const part = value.subarray(at, at + largest);
      progress.bytes += part.length;
      yield part;
      await progress.step();
    }
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

/** The first part, which was looked at, and those that follow. */
export async function* withFirst(first: Uint8Array, parts: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  yield* parts;
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

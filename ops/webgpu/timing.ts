/** How long kernels take by the GPU's own clock. Nothing is made before the first span asks. */
import type { Span } from "../trace.ts";

const pairs = 256;
const kept = 4;

export class Timing {
  readonly #device: GPUDevice;
  readonly #queries: GPUQuerySet;
  readonly #resolved: GPUBuffer;
  readonly #idle: GPUBuffer[] = [];
  /** The span of each pair of time stamps in the batch that is being recorded. */
  #spans: Span[] = [];
  #pending = new Set<Promise<void>>();

  constructor(device: GPUDevice) {
    this.#device = device;
    this.#queries = device.createQuerySet({ type: "timestamp", count: 2 * pairs });
    this.#resolved = device.createBuffer({ size: 16 * pairs, usage: 0x200 | 0x4 }); // QUERY_RESOLVE | COPY_SRC
  }

  /** No more passes can be timed before the batch is submitted. */
  get isFull(): boolean {
    return this.#spans.length === pairs;
  }

  /** What a pass needs so that its time counts for the span. */
  stamps(span: Span): GPUComputePassTimestampWrites {
    span.clock = "gpu";
    const index = 2 * (this.#spans.push(span) - 1);
    return { querySet: this.#queries, beginningOfPassWriteIndex: index, endOfPassWriteIndex: index + 1 };
  }

  /** Ends the batch's recording. To be called with its encoder; the function returned, after it was submitted. */
  resolve(encoder: GPUCommandEncoder): () => void {
    const spans = this.#spans;
    if (spans.length === 0) return () => {};
    this.#spans = [];
    const staging = this.#idle.pop() ?? this.#device.createBuffer({ size: 16 * pairs, usage: 0x1 | 0x8 }); // MAP_READ | COPY_DST
    encoder.resolveQuerySet(this.#queries, 0, 2 * spans.length, this.#resolved, 0);
    encoder.copyBufferToBuffer(this.#resolved, 0, staging, 0, 16 * spans.length);
    return () => {
      const told = this.#tell(spans, staging);
      this.#pending.add(told);
      void told.then(() => this.#pending.delete(told));
    };
  }

  /** A call of several kernels took as long as all of them. */
  async #tell(spans: readonly Span[], staging: GPUBuffer): Promise<void> {
    try {
      await staging.mapAsync(0x1, 0, 16 * spans.length);
    } catch {
      return; // the device is lost: its times are not known
    }
    const stamps = new BigUint64Array(staging.getMappedRange(0, 16 * spans.length));
    for (const [i, span] of spans.entries()) span.ms = (span.ms ?? 0) + Number(stamps[2 * i + 1]! - stamps[2 * i]!) / 1e6;
    staging.unmap();
    if (this.#idle.length < kept) this.#idle.push(staging);
    else staging.destroy();
  }

  /** Until the times of all that was submitted are known. */
  async settle(): Promise<void> {
    await Promise.all(this.#pending);
  }
}

/**
 * The queue of recorded kernels: one command encoder, submitted when a result is read, when a buffer in use is written
 * from the host, or when enough has gathered to keep the GPU busy meanwhile.
 *
 * Parameters of all kernels of a batch lie in one uniform buffer, each at its own offset, uploaded just before the batch
 * is submitted; the queue's order keeps the next upload behind the last batch.
 */
import type { Span } from "../trace.ts";
import type { GpuBuffer, Memory } from "./buffers.ts";
import type { Faults } from "./faults.ts";
import type { PlannedKernel } from "./kernel.ts";
import type { Pipelines } from "./pipelines.ts";
import { Timing } from "./timing.ts";

const slotBytes = 256; // the alignment of uniform offsets
const slots = 512;
const kernelsInBatch = 256;

export class Batch {
  /** Counts submissions; every kernel recorded now belongs to this one. */
  number = 0;
  /** Whose time the kernels recorded now are. */
  span: Span | undefined;
  readonly #device: GPUDevice;
  readonly #pipelines: Pipelines;
  readonly #faults: Faults;
  readonly #parameters: GPUBuffer;
  readonly #words = new Uint32Array((slots * slotBytes) / 4);
  #usedSlots = 0;
  #kernels = 0;
  #encoder: GPUCommandEncoder | undefined;
  #pass: GPUComputePassEncoder | undefined;
  #timing: Timing | undefined;
  readonly #doomed: GPUBuffer[] = [];

  constructor(device: GPUDevice, faults: Faults, pipelines: Pipelines) {
    this.#device = device;
    this.#faults = faults;
    this.#pipelines = pipelines;
    this.#parameters = device.createBuffer({ label: "parameters", size: this.#words.byteLength, usage: 0x40 | 0x8 }); // UNIFORM | COPY_DST
  }

  record(kernel: PlannedKernel, inputs: readonly GpuBuffer[], output: GpuBuffer): void {
    const needed = Math.max(1, Math.ceil((kernel.words.length * 4) / slotBytes));
    if (this.#kernels === kernelsInBatch || this.#usedSlots + needed > slots || this.#timing?.isFull) this.submit();
    const pipeline = this.#pipelines.pipeline(kernel, inputs.length);
    const group = this.#pipelines.bindGroup(pipeline, [...inputs, output], { buffer: this.#parameters, size: needed * slotBytes });
    const offset = this.#usedSlots * slotBytes;
    this.#words.set(kernel.words, offset / 4);
    this.#usedSlots += needed;
    this.#kernels++;

    const pass = this.#openPass(this.span);
    pass.setPipeline(pipeline.pipeline);
    pass.setBindGroup(0, group, [offset]);
    pass.dispatchWorkgroups(...kernel.grid);
    if (this.span !== undefined) this.#endPass();
    this.#stamp(inputs, output);
  }

  /** Copies a whole buffer into another. */
  copyBytes(from: GpuBuffer, to: GpuBuffer, start: number): void {
    this.#endPass();
    this.#encoder ??= this.#device.createCommandEncoder();
    this.#encoder.copyBufferToBuffer(from.gpu, 0, to.gpu, start, Math.ceil(from.byteLength / 4) * 4);
    this.#stamp([from], to);
  }

  /** Queues a copy that the host reads, behind the kernels: one submission for both. */
  copyOut(source: GPUBuffer, start: number, staging: GPUBuffer, size: number): void {
    this.#endPass();
    this.#encoder ??= this.#device.createCommandEncoder();
    this.#encoder.copyBufferToBuffer(source, start, staging, 0, size);
  }

  /** An output may be made of several windows, so what spoiled one spoils the whole. */
  #stamp(inputs: readonly GpuBuffer[], output: GpuBuffer): void {
    const buffers = [...inputs, output];
    output.spoiled = buffers.map((buffer) => this.#faults.of(buffer)).find((error) => error !== undefined);
    output.computed = this.number;
    for (const buffer of buffers) buffer.used = this.number;
  }

  /** A kernel that is timed has a pass of its own. */
  #openPass(span: Span | undefined): GPUComputePassEncoder {
    this.#encoder ??= this.#device.createCommandEncoder();
    if (span === undefined || !this.#device.features.has("timestamp-query")) return (this.#pass ??= this.#encoder.beginComputePass());
    this.#endPass();
    this.#timing ??= new Timing(this.#device);
    return (this.#pass = this.#encoder.beginComputePass({ timestampWrites: this.#timing.stamps(span) }));
  }

  #endPass(): void {
    this.#pass?.end();
    this.#pass = undefined;
  }

  submit(): void {
    const encoder = this.#encoder;
    if (encoder !== undefined) {
      this.#faults.watch("validation", () => {
        this.#endPass();
        const tellTimes = this.#timing?.resolve(encoder);
        this.#device.queue.writeBuffer(this.#parameters, 0, this.#words, 0, (this.#usedSlots * slotBytes) / 4);
        this.#device.queue.submit([encoder.finish()]);
        tellTimes?.();
      });
    }
    for (const buffer of this.#doomed.splice(0)) buffer.destroy();
    [this.#encoder, this.#usedSlots, this.#kernels] = [undefined, 0, 0];
    this.number++;
  }

  /** Until the times of all timed kernels are known. */
  async settleTimes(): Promise<void> {
    await this.#timing?.settle();
  }

  /** After the waiting kernels that may use it. */
  destroy({ gpu, used }: Memory): void {
    if (used === this.number) this.#doomed.push(gpu);
    else gpu.destroy();
  }
}

/** The GPU through WebGPU. Every call is queued and nothing waits, except `read`. What one kind of call becomes on the GPU is in the file of its name. */
import type { Backend, Buffer, Call } from "../backend.ts";
import { dtypes } from "../dtype.ts";
import { ComputationError } from "../errors.ts";
import { requestDevice } from "./adapter.ts";
import { Batch } from "./batch.ts";
import { Buffers, type GpuBuffer } from "./buffers.ts";
import { recordCopy, recordElementwise } from "./elementwise.ts";
import { Faults } from "./faults.ts";
import type { Recorder } from "./kernel.ts";
import { recordMatmul } from "./matmul.ts";
import { Pipelines } from "./pipelines.ts";
import { Readback } from "./readback.ts";
import { recordReduce } from "./reduce.ts";
import { recordSoftmax } from "./softmax.ts";

/** Throws `DeviceError` with the reason when the host has no usable GPU. May be called again after the device was lost. */
export async function createBackend(): Promise<Backend> {
  return new WebgpuBackend(await requestDevice());
}

export class WebgpuBackend implements Backend {
  readonly name = "webgpu";
  readonly dtypes = new Set(dtypes.filter((dtype) => dtype !== "float64"));
  /** Settles when the GPU is gone for good: then every use throws `DeviceError`, and a new backend must be made. */
  readonly lost: Promise<void>;
  readonly isSoftware: boolean;
  readonly #faults: Faults;
  readonly #buffers: Buffers;
  readonly #batch: Batch;
  readonly #readback: Readback;
  readonly #device: GPUDevice;

  constructor(device: GPUDevice) {
    this.#device = device;
    this.lost = device.lost.then(() => {});
    this.isSoftware = device.adapterInfo.isFallbackAdapter;
    this.#faults = new Faults(device, () => this.#batch.number);
    this.#buffers = new Buffers(device, this.#faults);
    this.#batch = new Batch(device, this.#faults, new Pipelines(device, this.#faults));
    this.#readback = new Readback(device, this.#faults);
  }

  get bytesAllocated(): number {
    return this.#buffers.bytesAllocated;
  }

  /** Throws `MemoryError` when the GPU cannot bind so many bytes at once. That it has no room it tells later: the error comes with the read. */
  allocate(byteLength: number): GpuBuffer {
    this.#faults.checkDevice();
    return this.#buffers.allocate(byteLength);
  }

  release(buffer: Buffer): void {
    if (!this.#buffers.release(buffer as GpuBuffer)) this.#batch.destroy(buffer as GpuBuffer);
  }

  write(buffer: Buffer, bytes: ArrayBufferView): void {
    this.#faults.checkDevice();
    const target = buffer as GpuBuffer;
    if (target.used === this.#batch.number) this.#batch.submit();
    this.#faults.watch("validation", () => this.#writeWords(target.gpu, bytes));
    [target.computed, target.spoiled] = [-1, undefined];
  }

  /** The queue takes whole words only: a rest is padded with zeros. */
  #writeWords(gpu: GPUBuffer, { buffer, byteOffset, byteLength }: ArrayBufferView): void {
    const whole = byteLength - (byteLength % 4);
    this.#device.queue.writeBuffer(gpu, 0, buffer as ArrayBuffer, byteOffset, whole);
    if (whole === byteLength) return;
    const rest = new Uint8Array(4);
    rest.set(new Uint8Array(buffer, byteOffset + whole, byteLength - whole));
    this.#device.queue.writeBuffer(gpu, whole, rest);
  }

  run(call: Call): void {
    this.#faults.checkDevice();
    const temporaries: GpuBuffer[] = [];
    const recorder: Recorder = {
      maxInputs: this.#device.limits.maxStorageBuffersPerShaderStage - 1,
      record: (kernel) => this.#batch.record(kernel),
      copyBytes: (from, to, start) => this.#batch.copyBytes(from, to, start),
      temporary: (byteLength) => {
        const buffer = this.#buffers.allocate(byteLength);
        temporaries.push(buffer);
        return buffer;
      },
    };
    try {
      record(call, recorder);
    } finally {
      for (const buffer of temporaries) this.release(buffer);
    }
  }

  async read(buffer: Buffer, byteOffset: number, byteLength: number): Promise<ArrayBuffer> {
    this.#faults.checkDevice();
    this.#batch.submit();
    const source = buffer as GpuBuffer;
    const reading = this.#readback.read(source.gpu, byteOffset, byteLength);
    const [outcome] = await Promise.allSettled([reading]);
    await this.#faults.settle();
    this.#faults.checkDevice();
    this.#faults.throwUnread();
    const fault = this.#faults.of(source);
    if (fault !== undefined) throw fault;
    if (outcome.status === "fulfilled") return outcome.value;
    throw new ComputationError("webgpu", `reading back failed: ${(outcome.reason as Error).message}`);
  }
}

function record(call: Call, recorder: Recorder): void {
  switch (call.kind) {
    case "elementwise":
      return recordElementwise(call, recorder);
    case "reduce":
      return recordReduce(call, recorder);
    case "matmul":
      return recordMatmul(call, recorder);
    case "softmax":
      return recordSoftmax(call, recorder);
    case "copy":
      return recordCopy(call, recorder);
    default:
      throw new Error(`not written yet: ${call.kind}`);
  }
}

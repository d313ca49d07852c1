/** The GPU through WebGPU. Every call is queued and nothing waits, except `read`. What one kind of call becomes on the GPU is in the file of its name. */
import type { Backend, BackendPool, Buffer, Call } from "../backend.ts";
import { outputsOf } from "../calls.ts";
import { dtypes } from "../dtype.ts";
import { ComputationError } from "../errors.ts";
import { traced, tracer, type Span } from "../trace.ts";
import { requestDevice } from "./adapter.ts";
import { Batch } from "./batch.ts";
import { Buffers, type GpuBuffer } from "./buffers.ts";
import { Faults } from "./faults.ts";
import { planned, traitsOf, type Recorder } from "./kernel.ts";
import { runOnHost, toTesseraError } from "./on-host.ts";
import { Order } from "./order.ts";
import { moduleText, Pipelines } from "./pipelines.ts";
import { plannerOf, type Planner } from "./planners.ts";
import { Plans } from "./plans.ts";
import { Readback } from "./readback.ts";
import { Tuner } from "./tuning.ts";

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
  readonly maxInputs: number;
  readonly #faults: Faults;
  readonly #buffers: Buffers;
  readonly #batch: Batch;
  readonly #readback: Readback;
  readonly #device: GPUDevice;
  readonly #order = new Order();
  readonly #temporaries: GpuBuffer[] = [];
  readonly #recorder: Recorder;
  readonly #plans: Plans;

  constructor(device: GPUDevice, adapter = traitsOf(device)) {
    this.#device = device;
    this.lost = device.lost.then(() => {});
    this.maxInputs = device.limits.maxStorageBuffersPerShaderStage - 1;
    this.isSoftware = device.adapterInfo.isFallbackAdapter;
    this.#faults = new Faults(device, () => this.#batch.number);
    this.#buffers = new Buffers(device, this.#faults, (memory) => this.#batch.destroy(memory));
    this.#batch = new Batch(device, this.#faults, new Pipelines(device, this.#faults));
    this.#readback = new Readback(device, this.#faults, this.#batch);
    const recorder: Omit<Recorder, "tileFor"> = {
      maxInputs: this.maxInputs,
      adapter,
      record: (kernel) => this.#batch.record(planned(kernel), kernel.inputs, kernel.output),
      copyBytes: (from, to, start) => this.#batch.copyBytes(from, to, start),
      temporary: (byteLength) => {
        const buffer = this.#buffers.allocate(byteLength);
        this.#temporaries.push(buffer);
        return buffer;
      },
    };
    const tuner = new Tuner({ device, buffers: this.#buffers, recorder, submit: () => this.#batch.submit() });
    this.#recorder = { ...recorder, tileFor: (sizes) => tuner.tileFor(sizes) };
    this.#plans = new Plans(this.#recorder, { ...recorder, record: (...kernel) => this.#batch.record(...kernel) });
  }

  get bytesAllocated(): number {
    return this.#buffers.bytesAllocated;
  }

  get pool(): BackendPool {
    return this.#buffers.pool;
  }

  trim(): number {
    return this.#buffers.trim();
  }

  /** Throws `MemoryError` when the GPU cannot bind so many bytes at once. That it has no room it tells later: the error comes with the read. */
  allocate(byteLength: number): GpuBuffer {
    this.#faults.checkDevice();
    return this.#buffers.allocate(byteLength);
  }

  release(buffer: Buffer): void {
    if (this.#order.isStalled) this.#order.push(() => this.#release(buffer as GpuBuffer));
    else this.#release(buffer as GpuBuffer);
  }

  #release(buffer: GpuBuffer): void {
    this.#buffers.release(buffer);
  }

  write(buffer: Buffer, bytes: ArrayBufferView): void {
    this.#faults.checkDevice();
    if (!this.#order.isStalled) return this.#write(buffer as GpuBuffer, bytes);
    const copy = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength).slice(); // the caller may change them meanwhile
    this.#order.push(() => this.#write(buffer as GpuBuffer, copy));
  }

  #write(target: GpuBuffer, bytes: ArrayBufferView): void {
    if (target.used === this.#batch.number) this.#batch.submit();
    const { byteLength } = bytes;
    traced("upload", "write", "webgpu", { bytes: byteLength }, () => this.#faults.watch("validation", () => this.#writeWords(target.gpu, bytes)));
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

  /** Returns at once. An error of a call that had to wait is thrown when its results are read, as those of the GPU are. */
  run(call: Call, span?: Span): void {
    this.#faults.checkDevice();
    const plan = plannerOf(call);
    if (plan === undefined) this.#order.push(() => this.#runOnHost(call, span));
    else if (this.#order.isStalled) this.#order.push(() => this.#recordLate(plan, call, span));
    else this.#record(plan, call, span);
  }

  #record(plan: Planner<Call["kind"]>, call: Call, span: Span | undefined): void {
    this.#batch.span = span;
    try {
      this.#plans.run(call, plan);
    } finally {
      this.#batch.span = undefined;
      for (const buffer of this.#temporaries.splice(0)) this.#release(buffer);
    }
  }

  #recordLate(plan: Planner<Call["kind"]>, call: Call, span: Span | undefined): void {
    try {
      this.#faults.checkDevice();
      this.#record(plan, call, span);
    } catch (error) {
      for (const { buffer } of outputsOf(call)) (buffer as GpuBuffer).spoiled = toTesseraError(call, error);
    }
  }

  async #runOnHost(call: Call, span: Span | undefined): Promise<void> {
    const start = performance.now();
    await runOnHost(call, {
      read: (buffer) => this.#read(buffer, 0, buffer.byteLength),
      write: (buffer, bytes) => this.#write(buffer, bytes),
    });
    if (span !== undefined) span.ms = performance.now() - start;
  }

  async read(buffer: Buffer, byteOffset: number, byteLength: number): Promise<ArrayBuffer> {
    if (!this.#order.isStalled) return this.#read(buffer as GpuBuffer, byteOffset, byteLength);
    return new Promise((resolve) => this.#order.push(() => resolve(this.#read(buffer as GpuBuffer, byteOffset, byteLength))));
  }

  /** An error that belongs to a result is thrown when that is read. */
  async finish(): Promise<void> {
    if (!this.#order.isStalled) return this.#finish();
    return new Promise((resolve) => this.#order.push(() => resolve(this.#finish())));
  }

  async #finish(): Promise<void> {
    this.#faults.checkDevice();
    this.#batch.submit();
    const watching = tracer();
    const span = watching?.begin("wait", "finish", "webgpu");
    await this.#device.queue.onSubmittedWorkDone();
    if (span !== undefined) watching!.end(span);
    await this.#batch.settleTimes();
    await this.#faults.settle();
    this.#faults.checkDevice();
    this.#faults.throwUnread();
  }

  /** The shaders that would run, in order. */
  describe(call: Call): string {
    const plan = plannerOf(call);
    if (plan === undefined) return `// ${call.kind}: on the host, in JavaScript`;
    const texts: string[] = [];
    plan(call, {
      maxInputs: this.maxInputs,
      adapter: this.#recorder.adapter,
      tileFor: this.#recorder.tileFor,
      record: (kernel) => texts.push(moduleText(kernel)),
      copyBytes: () => texts.push("// copies buffers into one"),
      temporary: (byteLength) => ({ device: "webgpu", byteLength }) as GpuBuffer,
    });
    return texts.join("\n\n");
  }

  async #read(source: GpuBuffer, byteOffset: number, byteLength: number): Promise<ArrayBuffer> {
    this.#faults.checkDevice();
    const reading = this.#readback.read(source, byteOffset, byteLength);
    const watching = tracer();
    const span = watching?.begin("readback", "read", "webgpu", { bytes: byteLength });
    const [outcome] = await Promise.allSettled([reading]);
    if (span !== undefined) watching!.end(span);
    await this.#batch.settleTimes();
    await this.#faults.settle();
    this.#faults.checkDevice();
    this.#faults.throwUnread();
    const fault = this.#faults.of(source);
    if (fault !== undefined) throw fault;
    if (outcome.status === "fulfilled") return outcome.value;
    throw new ComputationError("webgpu", `reading back failed: ${(outcome.reason as Error).message}`);
  }
}

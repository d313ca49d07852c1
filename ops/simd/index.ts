/** The WASM device: kernels compiled from `ops/assembly`, with SIMD, on a memory of their own. */
import type { Backend, BackendPool, Buffer, Call, Conv2dCall, MatmulCall, ReduceCall } from "../backend.ts";
import { unfuse } from "../calls.ts";
import { dtypes } from "../dtype.ts";
import { runAttention } from "./attention.ts";
import { measureCeiling } from "./ceiling.ts";
import { runConv2d } from "./conv2d.ts";
import { describeCall } from "./describe.ts";
import { runCopy, runElementwise } from "./elementwise.ts";
import { type Heap, Scratch, type WasmBuffer } from "./heap.ts";
import { runInHostLoops } from "./fallback.ts";
import { runGather, runScatter } from "./gather.ts";
import { scratchView, type Context } from "./kernel.ts";
import { loadDevice, type Kernels } from "./load.ts";
import { runHostKernel } from "./host.ts";
import { runMatmul } from "./matmul.ts";
import { runNorm } from "./norm.ts";
import { runPool2d } from "./pool2d.ts";
import { runRandom } from "./random.ts";
import { runReduce } from "./reduce.ts";
import { runScan } from "./scan.ts";
import { runSoftmax } from "./softmax.ts";
import { runSort } from "./sort.ts";
import { runTake } from "./take.ts";
import type { Team } from "./threads.ts";

/** Throws `DeviceError` when the engine lacks WebAssembly SIMD or the binary cannot be loaded. */
export async function createBackend(): Promise<Backend> {
  const { heap, kernels, team } = await loadDevice();
  return new WasmBackend(heap, kernels, team);
}

class WasmBackend implements Backend {
  readonly name = "wasm";
  readonly dtypes = new Set(dtypes);
  readonly #heap: Heap;
  readonly #kernels: Kernels;
  readonly #team: Team | undefined;

  constructor(heap: Heap, kernels: Kernels, team: Team | undefined) {
    this.#heap = heap;
    this.#kernels = kernels;
    this.#team = team;
  }

  /** How many threads share large calls; they start with the second such call. */
  get threads(): number {
    return this.#team?.threads ?? 1;
  }

  get bytesAllocated(): number {
    return this.#heap.bytesAllocated;
  }

  get pool(): BackendPool {
    return this.#heap.poolUse;
  }

  trim(): number {
    const bytes = this.#heap.trim();
    this.#heap.compact();
    return bytes;
  }

  allocate(byteLength: number): WasmBuffer {
    return this.#heap.allocate(byteLength);
  }

  release(buffer: Buffer): void {
    this.#heap.release(buffer as WasmBuffer);
  }

  write(buffer: Buffer, { buffer: bytes, byteOffset, byteLength }: ArrayBufferView): void {
    this.#heap.bytes.set(new Uint8Array(bytes, byteOffset, byteLength), (buffer as WasmBuffer).pointer);
  }

  run(call: Call): void {
    this.#within((context) => runCall(context, call));
  }

  /** float32 operations a second that registers alone allow, on all threads that are there. Takes about 30 ms. */
  maddCeiling(): number {
    return this.#within(measureCeiling);
  }

  #within<Result>(work: (context: Context) => Result): Result {
    this.#team?.muster();
    const context = { heap: this.#heap, kernels: this.#kernels, team: this.#team, scratch: new Scratch(this.#heap) };
    try {
      return work(context);
    } finally {
      context.scratch.release();
    }
  }

  describe(call: Call): string {
    return describeCall(this.#kernels, call);
  }

  async read(buffer: Buffer, byteOffset: number, byteLength: number): Promise<ArrayBuffer> {
    return this.readSync(buffer, byteOffset, byteLength);
  }

  readSync(buffer: Buffer, byteOffset: number, byteLength: number): ArrayBuffer {
    return this.#heap.copy((buffer as WasmBuffer).pointer + byteOffset, byteLength);
  }
}

function runCall(context: Context, call: Call): void {
  switch (call.kind) {
    case "elementwise":
      return runElementwise(context, call);
    case "reduce":
      return call.epilogue === undefined ? runReduce(context, call) : runThenEpilogue(context, call);
    case "matmul":
      return call.epilogue === undefined ? runMatmul(context, call) : runInPlace(context, call);
    case "softmax":
      return runSoftmax(context, call);
    case "norm":
      return runNorm(context, call);
    case "attention":
      return call.output.dtype === "float64" ? runInHostLoops(context, call) : runAttention(context, call);
    case "conv2d":
      if (call.output.dtype === "float64" || call.input.dtype === "float64") return runInHostLoops(context, call);
      return call.epilogue === undefined ? runConv2d(context, call) : runInPlace(context, call);
    case "pool2d":
      return call.output.dtype === "float64" ? runInHostLoops(context, call) : runPool2d(context, call);
    case "scan":
      return runScan(context, call);
    case "sort":
      return runSort(context, call);
    case "take":
      return runTake(context, call);
    case "gather":
      return runGather(context, call);
    case "scatter":
      return runScatter(context, call);
    case "random":
      return runRandom(context, call);
    case "copy":
      return runCopy(context, call);
    case "host":
      return call.kernel === undefined ? runInHostLoops(context, call) : runHostKernel(context, call, call.kernel);
    default:
      return runInHostLoops(context, call);
  }
}

/** A fold with its prologue, then the epilogue on the few numbers that are left. */
function runThenEpilogue(context: Context, { prologue, ...call }: ReduceCall): void {
  const [fold, epilogue] = unfuse(call, (dtype, shape) => scratchView(context, dtype, shape)) as [ReduceCall, Call];
  runReduce(context, prologue === undefined ? fold : { ...fold, prologue });
  runCall(context, epilogue);
}

/** Step by step; numbers that have the output's dtype already wait for their epilogue there. */
function runInPlace(context: Context, call: MatmulCall | Conv2dCall): void {
  const { output } = call;
  for (const plain of unfuse(call, (dtype, shape) => (dtype === output.dtype ? output : scratchView(context, dtype, shape)))) runCall(context, plain);
}

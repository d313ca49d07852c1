/** The WASM device: kernels compiled from `ops/assembly`, with SIMD, on a memory of their own. */
import type { Backend, Buffer, Call } from "../backend.ts";
import { unfuse } from "../calls.ts";
import { dtypes } from "../dtype.ts";
import { runCopy, runElementwise } from "./elementwise.ts";
import { Heap, Scratch, type WasmBuffer } from "./heap.ts";
import { runInHostLoops } from "./fallback.ts";
import { scratchView, type Context } from "./kernel.ts";
import { chooseBinary, loadKernels, type Kernels } from "./load.ts";
import { runMatmul } from "./matmul.ts";
import { runReduce } from "./reduce.ts";
import { runSoftmax } from "./softmax.ts";

/** Throws `DeviceError` when the engine lacks WebAssembly SIMD or the binary cannot be loaded. */
export async function createBackend(): Promise<Backend> {
  const file = chooseBinary(); // first, because a heap needs WebAssembly
  const heap = new Heap();
  return new WasmBackend(heap, await loadKernels(file, heap.memory));
}

class WasmBackend implements Backend {
  readonly name = "wasm";
  readonly dtypes = new Set(dtypes);
  readonly #heap: Heap;
  readonly #kernels: Kernels;

  constructor(heap: Heap, kernels: Kernels) {
    this.#heap = heap;
    this.#kernels = kernels;
  }

  get bytesAllocated(): number {
    return this.#heap.bytesAllocated;
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
    const context = { heap: this.#heap, kernels: this.#kernels, scratch: new Scratch(this.#heap) };
    try {
      runCall(context, call);
    } finally {
      context.scratch.release();
    }
  }

  async read(buffer: Buffer, byteOffset: number, byteLength: number): Promise<ArrayBuffer> {
    return this.readSync(buffer, byteOffset, byteLength);
  }

  readSync(buffer: Buffer, byteOffset: number, byteLength: number): ArrayBuffer {
    const start = (buffer as WasmBuffer).pointer + byteOffset;
    return this.#heap.memory.buffer.slice(start, start + byteLength);
  }
}

function runCall(context: Context, call: Call): void {
  switch (call.kind) {
    case "elementwise":
      return runElementwise(context, call);
    case "reduce":
      return call.prologue === undefined && call.epilogue === undefined ? runReduce(context, call) : runUnfused(context, call);
    case "matmul":
      return call.epilogue === undefined ? runMatmul(context, call) : runUnfused(context, call);
    case "softmax":
      return call.log === true ? runInHostLoops(context, call) : runSoftmax(context, call);
    case "copy":
      return runCopy(context, call);
    default:
      return runInHostLoops(context, call);
  }
}

/** Step by step through temporaries. */
function runUnfused(context: Context, call: Call): void {
  for (const plain of unfuse(call, (dtype, shape) => scratchView(context, dtype, shape))) runCall(context, plain);
}

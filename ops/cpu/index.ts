/**
 * The CPU in plain loops: always there, needs nothing, and is the oracle that the other devices are tested against.
 * Written for being right and readable; the WASM device is the fast one.
 */
import type { Backend, BackendPool, Buffer, Call, View } from "../backend.ts";
import { unfuse } from "../calls.ts";
import { bytesOf, computeDtype, dtypes, type Dtype } from "../dtype.ts";
import { MemoryError } from "../errors.ts";
import { Pool } from "../pool/pool.ts";
import { contiguousStrides, sizeOf, type Shape } from "../shape.ts";
import { runAttention } from "./attention.ts";
import { runConv2d } from "./conv2d.ts";
import { convert, load, store, type CpuBuffer } from "./elements.ts";
import { runElementwise } from "./elementwise.ts";
import { runHost } from "./host.ts";
import { runMatmul } from "./matmul.ts";
import { runNorm } from "./norm.ts";
import { runPool2d } from "./pool2d.ts";
import { runRandom } from "./random.ts";
import { runReduce } from "./reduce.ts";
import { runScan } from "./scan.ts";
import { runSoftmax } from "./softmax.ts";
import { runSort } from "./sort.ts";
import { runGather, runScatter, runTake } from "./take.ts";

export class CpuBackend implements Backend {
  readonly name = "cpu";
  readonly dtypes = new Set(dtypes);
  bytesAllocated = 0;
  readonly #pool = new Pool<ArrayBuffer>({ create: arrayOf, destroy: () => {} }, { alignment: 64, keptBytes: 2 ** 26 });

  get pool(): BackendPool {
    return { ...this.#pool.use(), fragmentation: 0 };
  }

  trim(): number {
    return this.#pool.trim(0);
  }

  allocate(byteLength: number): CpuBuffer {
    const taken = this.#pool.take(byteLength);
    if (taken === undefined) throw new MemoryError("allocate", `no room on cpu: ${byteLength} bytes`);
    this.bytesAllocated += byteLength;
    return { device: "cpu", byteLength, bytes: taken.block };
  }

  release(buffer: Buffer): void {
    const { bytes, byteLength } = buffer as CpuBuffer;
    this.bytesAllocated -= byteLength;
    this.#pool.give(bytes, bytes.byteLength, byteLength);
  }

  write(buffer: Buffer, { buffer: bytes, byteOffset, byteLength }: ArrayBufferView): void {
    new Uint8Array((buffer as CpuBuffer).bytes).set(new Uint8Array(bytes, byteOffset, byteLength));
  }

  run(call: Call): void {
    runOnCpu(call);
  }

  async read(buffer: Buffer, byteOffset: number, byteLength: number): Promise<ArrayBuffer> {
    return this.readSync(buffer, byteOffset, byteLength);
  }

  readSync(buffer: Buffer, byteOffset: number, byteLength: number): ArrayBuffer {
    return (buffer as CpuBuffer).bytes.slice(byteOffset, byteOffset + byteLength);
  }
}

/** Runs a call on buffers in host memory. Also serves the WASM device, on its own memory, for what has no kernel there. */
export function runOnCpu(call: Call): void {
  for (const plain of unfuse(call, temporary)) runPlain(plain);
}

function temporary(dtype: Dtype, shape: Shape): View {
  const byteLength = sizeOf(shape) * bytesOf(dtype);
  const buffer: CpuBuffer = { device: "cpu", byteLength, bytes: newBytes(byteLength) };
  return { buffer, dtype, shape, strides: contiguousStrides(shape), offset: 0 };
}

function runPlain(call: Call): void {
  switch (call.kind) {
    case "elementwise":
      return runElementwise(call);
    case "reduce":
      return runReduce(call);
    case "scan":
      return runScan(call);
    case "sort":
      return runSort(call);
    case "take":
      return runTake(call);
    case "gather":
      return runGather(call);
    case "scatter":
      return runScatter(call);
    case "matmul":
      return runMatmul(call);
    case "softmax":
      return runSoftmax(call);
    case "norm":
      return runNorm(call);
    case "attention":
      return runAttention(call);
    case "conv2d":
      return runConv2d(call);
    case "pool2d":
      return runPool2d(call);
    case "random":
      return runRandom(call);
    case "copy":
      return store(call.output, convert(load(call.input), computeDtype(call.input.dtype), computeDtype(call.output.dtype)));
    case "host":
      return runHost(call);
  }
}

function newBytes(byteLength: number): ArrayBuffer {
  const bytes = arrayOf(byteLength);
  if (bytes === undefined) throw new MemoryError("allocate", `no room on cpu: ${byteLength} bytes`);
  return bytes;
}

function arrayOf(byteLength: number): ArrayBuffer | undefined {
  try {
    return new ArrayBuffer(byteLength);
  } catch {
    return undefined; // the engine throws a RangeError
  }
}

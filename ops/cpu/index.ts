/**
 * The CPU in plain loops: always there, needs nothing, and is the oracle that the other devices are tested against.
 * Written for being right and readable; the WASM device is the fast one.
 */
import type { Backend, Buffer, Call } from "../backend.ts";
import { computeDtype, dtypes } from "../dtype.ts";
import { MemoryError } from "../errors.ts";
import { convert, load, store, type CpuBuffer } from "./elements.ts";
import { runElementwise } from "./elementwise.ts";
import { runMatmul } from "./matmul.ts";
import { runReduce } from "./reduce.ts";
import { runSoftmax } from "./softmax.ts";

export class CpuBackend implements Backend {
  readonly name = "cpu";
  readonly dtypes = new Set(dtypes);
  bytesAllocated = 0;

  allocate(byteLength: number): CpuBuffer {
    const bytes = newBytes(byteLength);
    this.bytesAllocated += byteLength;
    return { device: "cpu", byteLength, bytes };
  }

  release(buffer: Buffer): void {
    this.bytesAllocated -= buffer.byteLength;
  }

  write(buffer: Buffer, { buffer: bytes, byteOffset, byteLength }: ArrayBufferView): void {
    new Uint8Array((buffer as CpuBuffer).bytes).set(new Uint8Array(bytes, byteOffset, byteLength));
  }

  run(call: Call): void {
    switch (call.kind) {
      case "elementwise":
        return runElementwise(call);
      case "reduce":
        return runReduce(call);
      case "matmul":
        return runMatmul(call);
      case "softmax":
        return runSoftmax(call);
      case "copy":
        return store(call.output, convert(load(call.input), computeDtype(call.input.dtype), computeDtype(call.output.dtype)));
    }
  }

  async read(buffer: Buffer, byteOffset: number, byteLength: number): Promise<ArrayBuffer> {
    return this.readSync(buffer, byteOffset, byteLength);
  }

  readSync(buffer: Buffer, byteOffset: number, byteLength: number): ArrayBuffer {
    return (buffer as CpuBuffer).bytes.slice(byteOffset, byteOffset + byteLength);
  }
}

function newBytes(byteLength: number): ArrayBuffer {
  try {
    return new ArrayBuffer(byteLength);
  } catch {
    throw new MemoryError("allocate", `no room on cpu: ${byteLength} bytes`);
  }
}

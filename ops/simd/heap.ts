/** The memory that the kernels work in, and the buffers in it. */
import type { Buffer } from "../backend.ts";
import { storageArray, type Dtype, type TypedArray } from "../dtype.ts";
import { MemoryError } from "../errors.ts";
import { Allocator } from "./allocator.ts";

export interface WasmBuffer extends Buffer {
  readonly pointer: number;
}

const page = 65536;
const maximumPages = 65536; // 4 GB, all that 32-bit pointers reach

/** Kernels read and write whole vectors, so what lies behind the last buffer must exist. */
const slack = 128;

/** Shared memory is as large as address space can be had for; some hosts give less than 4 GB. Undefined when they give none. */
export function sharedMemory(): WebAssembly.Memory | undefined {
  for (let maximum = maximumPages; maximum >= 4096; maximum /= 2) {
    try {
      return new WebAssembly.Memory({ initial: 16, maximum, shared: true });
    } catch {
      // the engine throws a RangeError
    }
  }
  return undefined;
}

export class Heap {
  readonly memory: WebAssembly.Memory;
  readonly #allocator = new Allocator(slack, (end) => this.#reserve(end + slack));
  bytesAllocated = 0;

  constructor(memory = new WebAssembly.Memory({ initial: 16, maximum: maximumPages })) {
    this.memory = memory;
  }

  /** Throws `MemoryError` when the 4 GB are used up or the host refuses. */
  allocate(byteLength: number): WasmBuffer {
    const pointer = this.#allocator.allocate(byteLength);
    if (pointer === undefined) throw new MemoryError("allocate", `no room on wasm: ${byteLength} bytes`);
    this.bytesAllocated += byteLength;
    return { device: "wasm", byteLength, pointer };
  }

  release({ pointer, byteLength }: WasmBuffer): void {
    this.bytesAllocated -= byteLength;
    this.#allocator.release(pointer, byteLength);
  }

  /** A window on the memory. Growing the memory detaches it, so make it after the last allocation and drop it soon. */
  view(dtype: Dtype, pointer: number, length: number): TypedArray {
    return storageArray(dtype, this.memory.buffer, pointer, length);
  }

  /** A copy that no thread writes to. */
  copy(pointer: number, byteLength: number): ArrayBuffer {
    const { buffer } = this.memory;
    // Shared memory's own `slice` would give shared memory.
    return buffer instanceof ArrayBuffer ? buffer.slice(pointer, pointer + byteLength) : Uint8Array.from(new Uint8Array(buffer, pointer, byteLength)).buffer;
  }

  get bytes(): Uint8Array {
    return new Uint8Array(this.memory.buffer);
  }

  /** Grows by a quarter at least, because growing may copy. */
  #reserve(end: number): boolean {
    const have = this.memory.buffer.byteLength;
    if (end <= have) return true;
    const missing = Math.ceil((end - have) / page);
    return this.#grow(Math.max(missing, Math.ceil(have / page / 4))) || this.#grow(missing);
  }

  #grow(pages: number): boolean {
    try {
      this.memory.grow(pages);
      return true;
    } catch {
      return false; // the engine throws a RangeError
    }
  }
}

/** Buffers that a call needs only while it runs. */
export class Scratch {
  readonly #heap: Heap;
  readonly #buffers: WasmBuffer[] = [];

  constructor(heap: Heap) {
    this.#heap = heap;
  }

  take(byteLength: number): WasmBuffer {
    const buffer = this.#heap.allocate(byteLength);
    this.#buffers.push(buffer);
    return buffer;
  }

  release(): void {
    for (const buffer of this.#buffers) this.#heap.release(buffer);
  }
}

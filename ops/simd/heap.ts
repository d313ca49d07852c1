/** The memory that the kernels work in, and the buffers in it. */
import type { BackendPool, Buffer } from "../backend.ts";
import { configuration } from "../configure.ts";
import { storageArray, type Dtype, type TypedArray } from "../dtype.ts";
import { MemoryError } from "../errors.ts";
import { Pool } from "../pool/pool.ts";
import { createSpace, type Space, type Strategy } from "../pool/space.ts";
import { Views } from "./views.ts";

export interface WasmBuffer extends Buffer {
  /** Changes when the heap is compacted, so nobody keeps it from one call to the next. */
  pointer: number;
  /** Bytes of its place, by which it is given back. */
  readonly size: number;
}

const alignment = 64;

const page = 65536;
const maximumPages = 65536; // 4 GB, all that 32-bit pointers reach

/** Kernels read and write whole vectors, so what lies behind the last buffer must exist. */
const slack = 128;

/** Below lie the constants of the kernels: every instance writes the same ones there when it starts. */
const constantsEnd = 16384;

/** Between the constants and the buffers lies room for what calls need while they run, as a stack. Beyond it they take buffers. */
const stackEnd = constantsEnd + 2 ** 18;

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

/** Idle buffers that are kept whole; beyond that they become free ranges, which merge. */
const keptBytes = 2 ** 28;

export class Heap {
  readonly memory: WebAssembly.Memory;
  readonly views: Views;
  /** Where the stack ends now. */
  stackTop = constantsEnd;
  readonly strategy: Strategy;
  readonly #pool: Pool<number>;
  #space: Space;
  /** What calls may move between two calls: everything that is not scratch. */
  readonly #movable = new Set<WasmBuffer>();
  #fixed = 0;
  bytesAllocated = 0;

  constructor(memory = new WebAssembly.Memory({ initial: 16, maximum: maximumPages })) {
    this.memory = memory;
    this.views = new Views(memory);
    this.strategy = configuration().pool?.strategy ?? "best-fit";
    this.#space = this.#newSpace();
    const blocks = { create: (size: number) => this.#space.allocate(size), destroy: (start: number, size: number) => this.#space.release(start, size) };
    this.#pool = new Pool(blocks, { alignment, keptBytes, capacity: maximumPages * page });
  }

  #newSpace(): Space {
    return createSpace(this.strategy, stackEnd, (end) => this.#reserve(end + slack));
  }

  /** A buffer that stays until it is released; `compact` may move it. Throws `MemoryError` when the 4 GB are used up or the host refuses. */
  allocate(byteLength: number): WasmBuffer {
    const buffer = this.#take(byteLength) ?? (this.#fixed === 0 && this.compact() > 0 ? this.#take(byteLength) : undefined);
    if (buffer === undefined) throw noRoom(byteLength);
    this.#movable.add(buffer);
    return buffer;
  }

  /** A buffer that does not move while a call runs. */
  allocateFixed(byteLength: number): WasmBuffer {
    const buffer = this.#take(byteLength);
    if (buffer === undefined) throw noRoom(byteLength);
    this.#fixed++;
    return buffer;
  }

  #take(byteLength: number): WasmBuffer | undefined {
    const taken = this.#pool.take(byteLength);
    if (taken === undefined) return undefined;
    this.bytesAllocated += byteLength;
    return { device: "wasm", byteLength, pointer: taken.block, size: taken.size };
  }

  release(buffer: WasmBuffer): void {
    const { pointer, size, byteLength } = buffer;
    this.bytesAllocated -= byteLength;
    if (!this.#movable.delete(buffer)) this.#fixed--;
    this.#pool.give(pointer, size, byteLength);
  }

  /**
   * Moves the buffers together, so that what is free becomes one range. Not while a call runs. Returns how many bytes were moved; 0
   * for buddies, whose places are given by their sizes.
   */
  compact(): number {
    this.#pool.trim(0);
    if (this.#fixed > 0 || this.strategy === "buddy" || this.#space.free().bytes === 0) return 0;
    this.#space = this.#newSpace();
    let moved = 0;
    const { bytes } = this;
    for (const buffer of [...this.#movable].toSorted((a, b) => a.pointer - b.pointer)) {
      const start = this.#space.allocate(buffer.size)!; // never later than where it was, so nothing is overwritten
      if (start === buffer.pointer) continue;
      bytes.copyWithin(start, buffer.pointer, buffer.pointer + buffer.byteLength);
      buffer.pointer = start;
      moved += buffer.byteLength;
    }
    return moved;
  }

  get poolUse(): BackendPool {
    const { bytes, largest } = this.#space.free();
    return { ...this.#pool.use(), strategy: this.strategy, fragmentation: bytes === 0 ? 0 : 1 - largest / bytes };
  }

  /** Makes idle buffers free ranges. Returns how many bytes they had. */
  trim(): number {
    return this.#pool.trim(0);
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

function noRoom(byteLength: number): MemoryError {
  return new MemoryError("allocate", `no room on wasm: ${byteLength} bytes`);
}

/** Room that a call needs only while it runs: on the stack while it lasts, in buffers of the heap beyond. */
export class Scratch {
  readonly #heap: Heap;
  readonly #start: number;
  #buffers: WasmBuffer[] | undefined;

  constructor(heap: Heap) {
    this.#heap = heap;
    this.#start = heap.stackTop;
  }

  take(byteLength: number): WasmBuffer {
    const pointer = this.#heap.stackTop;
    const end = pointer + Math.ceil((byteLength + slack) / alignment) * alignment;
    if (end > stackEnd) return this.#takeBuffer(byteLength);
    this.#heap.stackTop = end;
    return { device: "wasm", byteLength, pointer, size: 0 };
  }

  #takeBuffer(byteLength: number): WasmBuffer {
    const buffer = this.#heap.allocateFixed(byteLength);
    this.#buffers ??= [];
    this.#buffers.push(buffer);
    return buffer;
  }

  release(): void {
    this.#heap.stackTop = this.#start;
    if (this.#buffers !== undefined) for (const buffer of this.#buffers) this.#heap.release(buffer);
  }
}

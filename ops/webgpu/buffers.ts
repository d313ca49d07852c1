/**
 * Buffers on the GPU and their reuse. Sizes are rounded up to classes, so that a released buffer serves the next tensor of
 * about its size; the queue's order makes that safe even while calls on the old tensor are waiting.
 */
import type { Buffer } from "../backend.ts";
import { MemoryError, type TesseraError } from "../errors.ts";
import type { Faults } from "./faults.ts";

interface Memory {
  readonly gpu: GPUBuffer;
  readonly used: number;
}

export class GpuBuffer implements Buffer {
  readonly device = "webgpu";
  readonly byteLength: number;
  readonly gpu: GPUBuffer;
  /** The batch that last used its memory, perhaps for an earlier tensor; a host write waits for that batch to be submitted. */
  used: number;
  /** The batch that last computed its contents. */
  computed = -1;
  /** Set when its contents come from a computation that failed. */
  spoiled: TesseraError | undefined;

  constructor({ gpu, used }: Memory, byteLength: number) {
    this.gpu = gpu;
    this.used = used;
    this.byteLength = byteLength;
  }
}

const usage = 0x4 | 0x8 | 0x80; // COPY_SRC | COPY_DST | STORAGE; the named constants exist in browsers only
/** Free buffers kept for reuse, at most. */
const keptBytes = 256 * 2 ** 20;

/** Multiples of 256 bytes up to 4 KiB, then eighths of a power of two: at most an eighth is wasted. */
export function sizeClass(byteLength: number): number {
  const step = byteLength <= 4096 ? 256 : 2 ** (Math.ceil(Math.log2(byteLength)) - 4);
  return Math.max(256, Math.ceil(byteLength / step) * step);
}

export class Buffers {
  readonly #device: GPUDevice;
  readonly #faults: Faults;
  readonly #free = new Map<number, Memory[]>();
  #freeBytes = 0;
  bytesAllocated = 0;

  constructor(device: GPUDevice, faults: Faults) {
    this.#device = device;
    this.#faults = faults;
  }

  /** Throws `MemoryError` for more bytes than a shader can bind; that the GPU has no room is known only later, by a fault. */
  allocate(byteLength: number): GpuBuffer {
    const { maxStorageBufferBindingSize, maxBufferSize } = this.#device.limits;
    const limit = Math.min(maxStorageBufferBindingSize, maxBufferSize);
    if (byteLength > limit) throw new MemoryError("webgpu", `tensor too large for this GPU: ${byteLength} bytes, the limit is ${limit}`, "use the wasm device, or smaller pieces");
    const size = Math.min(sizeClass(byteLength), Math.floor(limit / 256) * 256);
    const buffer = new GpuBuffer(this.#take(size), byteLength);
    this.bytesAllocated += byteLength;
    return buffer;
  }

  #take(size: number): Memory {
    const kept = this.#free.get(size)?.pop();
    if (kept === undefined) return { gpu: this.#faults.watch("out-of-memory", () => this.#device.createBuffer({ size, usage })), used: -1 };
    this.#freeBytes -= size;
    return kept;
  }

  /** Makes the buffer free for later allocations. Returns false when it cannot be kept and is the caller's to destroy. */
  release(buffer: GpuBuffer): boolean {
    const { gpu, used, byteLength, spoiled } = buffer;
    this.bytesAllocated -= byteLength;
    if (spoiled !== undefined || this.#freeBytes + gpu.size > keptBytes) return false;
    this.#freeBytes += gpu.size;
    const list = this.#free.get(gpu.size);
    if (list === undefined) this.#free.set(gpu.size, [{ gpu, used }]);
    else list.push({ gpu, used });
    return true;
  }
}

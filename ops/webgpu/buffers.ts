/** Buffers on the GPU. A released one serves the next tensor of about its size; the queue's order makes that safe even while calls on the old one are waiting. */
import type { BackendPool, Buffer } from "../backend.ts";
import { MemoryError, type TesseraError } from "../errors.ts";
import { Pool, sizeClass } from "../pool/pool.ts";
import type { Faults } from "./faults.ts";

export interface Memory {
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

/** The alignment that bindings ask for. */
const alignment = 256;
/** Idle buffers that are kept, at most. */
const keptBytes = 2 ** 28;

export class Buffers {
  readonly #device: GPUDevice;
  readonly #pool: Pool<Memory>;
  bytesAllocated = 0;

  /** `destroy` waits for the calls that use the memory. */
  constructor(device: GPUDevice, faults: Faults, destroy: (memory: Memory) => void) {
    this.#device = device;
    const create = (size: number): Memory => ({ gpu: faults.watch("out-of-memory", () => device.createBuffer({ size, usage })), used: -1 });
    this.#pool = new Pool({ create, destroy }, { alignment, keptBytes });
  }

  get pool(): BackendPool {
    return { ...this.#pool.use(), fragmentation: 0 };
  }

  trim(): number {
    return this.#pool.trim(0);
  }

  /** Throws `MemoryError` for more bytes than a shader can bind; that the GPU has no room is known only later, by a fault. */
  allocate(byteLength: number): GpuBuffer {
    const { maxStorageBufferBindingSize, maxBufferSize } = this.#device.limits;
    const limit = Math.min(maxStorageBufferBindingSize, maxBufferSize);
    const taken = sizeClass(byteLength, alignment) > limit ? undefined : this.#pool.take(byteLength);
    if (taken === undefined) throw new MemoryError("webgpu", `tensor too large for this GPU: ${byteLength} bytes, the limit is ${limit}`, "use the wasm device, or smaller pieces");
    this.bytesAllocated += byteLength;
    return new GpuBuffer(taken.block, byteLength);
  }

  /** Makes the buffer free for later allocations, unless a failed computation spoiled it. */
  release({ gpu, used, byteLength, spoiled }: GpuBuffer): void {
    this.bytesAllocated -= byteLength;
    this.#pool.give({ gpu, used }, gpu.size, byteLength, spoiled === undefined);
  }
}

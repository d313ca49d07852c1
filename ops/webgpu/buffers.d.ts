/**
 * Buffers on the GPU and their reuse. Sizes are rounded up to classes, so that a released buffer serves the next tensor of
 * about its size; the queue's order makes that safe even while calls on the old tensor are waiting.
 */
import type { Buffer } from "../backend.ts";
import { type TesseraError } from "../errors.ts";
import type { Faults } from "./faults.ts";
interface Memory {
    readonly gpu: GPUBuffer;
    readonly used: number;
}
export declare class GpuBuffer implements Buffer {
    readonly device = "webgpu";
    readonly byteLength: number;
    readonly gpu: GPUBuffer;
    /** The batch that last used its memory, perhaps for an earlier tensor; a host write waits for that batch to be submitted. */
    used: number;
    /** The batch that last computed its contents. */
    computed: number;
    /** Set when its contents come from a computation that failed. */
    spoiled: TesseraError | undefined;
    constructor({ gpu, used }: Memory, byteLength: number);
}
/** Multiples of 256 bytes up to 4 KiB, then eighths of a power of two: at most an eighth is wasted. */
export declare function sizeClass(byteLength: number): number;
export declare class Buffers {
    #private;
    bytesAllocated: number;
    constructor(device: GPUDevice, faults: Faults);
    /** Throws `MemoryError` for more bytes than a shader can bind; that the GPU has no room is known only later, by a fault. */
    allocate(byteLength: number): GpuBuffer;
    /** Makes the buffer free for later allocations. Returns false when it cannot be kept and is the caller's to destroy. */
    release(buffer: GpuBuffer): boolean;
}
export {};

/**
 * The queue of recorded kernels: one command encoder, submitted when a result is read, when a buffer in use is written
 * from the host, or when enough has gathered to keep the GPU busy meanwhile.
 *
 * Parameters of all kernels of a batch lie in one uniform buffer, each at its own offset, uploaded just before the batch
 * is submitted; the queue's order keeps the next upload behind the last batch.
 */
import type { GpuBuffer } from "./buffers.ts";
import type { Faults } from "./faults.ts";
import { type Kernel } from "./kernel.ts";
import type { Pipelines } from "./pipelines.ts";
export declare class Batch {
    #private;
    /** Counts submissions; every kernel recorded now belongs to this one. */
    number: number;
    constructor(device: GPUDevice, faults: Faults, pipelines: Pipelines);
    record(kernel: Kernel): void;
    /** Copies a whole buffer into another. */
    copyBytes(from: GpuBuffer, to: GpuBuffer, start: number): void;
    submit(): void;
    /** After the waiting kernels that may use it. */
    destroy({ gpu, used }: GpuBuffer): void;
}

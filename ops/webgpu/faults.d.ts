/**
 * What went wrong on the GPU, which tells it late and to nobody in particular. Errors are caught in scopes, tied to the
 * batch that was being recorded, and thrown when a buffer of that batch or a later one is read. Never swallowed.
 */
import { type TesseraError } from "../errors.ts";
import type { GpuBuffer } from "./buffers.ts";
export declare class Faults {
    #private;
    constructor(device: GPUDevice, currentBatch: () => number);
    /** Does the work with an error scope around it. */
    watch<Result>(filter: GPUErrorFilter, work: () => Result): Result;
    /** Waits until every scope so far has told its outcome. */
    settle(): Promise<void>;
    /** Why a buffer's contents cannot be trusted, as far as is known. */
    of({ spoiled, computed }: GpuBuffer): TesseraError | undefined;
    /** Throws, once, an error that no scope caught. */
    throwUnread(): void;
    /** Throws `DeviceError` when the device is lost. */
    checkDevice(): void;
}

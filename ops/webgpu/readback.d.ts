/** Copies from the GPU to the host through a few staging buffers that are used again. */
import type { Faults } from "./faults.ts";
export declare class Readback {
    #private;
    constructor(device: GPUDevice, faults: Faults);
    /** A copy of bytes as they are after everything submitted so far. */
    read(source: GPUBuffer, byteOffset: number, byteLength: number): Promise<ArrayBuffer>;
}

/** The GPU through WebGPU. Every call is queued and nothing waits, except `read`. What one kind of call becomes on the GPU is in the file of its name. */
import type { Backend, Buffer, Call } from "../backend.ts";
import { type GpuBuffer } from "./buffers.ts";
/** Throws `DeviceError` with the reason when the host has no usable GPU. May be called again after the device was lost. */
export declare function createBackend(): Promise<Backend>;
export declare class WebgpuBackend implements Backend {
    #private;
    readonly name = "webgpu";
    readonly dtypes: Set<"float32" | "float16" | "bfloat16" | "int32" | "uint32" | "int16" | "uint16" | "int8" | "uint8" | "bool">;
    constructor(device: GPUDevice);
    get bytesAllocated(): number;
    /** Throws `MemoryError` when the GPU cannot bind so many bytes at once. That it has no room it tells later: the error comes with the read. */
    allocate(byteLength: number): GpuBuffer;
    release(buffer: Buffer): void;
    write(buffer: Buffer, bytes: ArrayBufferView): void;
    run(call: Call): void;
    read(buffer: Buffer, byteOffset: number, byteLength: number): Promise<ArrayBuffer>;
}

/** Throws `DeviceError` when the host has no WebGPU, no adapter, or the adapter gives no device. */
export declare function requestDevice(): Promise<GPUDevice>;

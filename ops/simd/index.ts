/** The WASM device. */
import type { Backend } from "../backend.ts";
import { DeviceError } from "../errors.ts";

export async function createBackend(): Promise<Backend> {
  throw new DeviceError("wasm", "the kernels are not built");
}

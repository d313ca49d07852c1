/** Finding a GPU: the device with the adapter's own limits, or a `DeviceError` with the reason. */
import { DeviceError } from "../errors.ts";

/** Limits that decide how large a tensor or how wide a fused program can be; the adapter's best is asked for. */
const raised = [
  "maxBufferSize",
  "maxStorageBufferBindingSize",
  "maxStorageBuffersPerShaderStage",
] as const;

/** Faster where present; everything works without. */
const wished: readonly GPUFeatureName[] = ["subgroups", "timestamp-query"];

const hint = "use the cpu or wasm device, or a browser with WebGPU";

/** Throws `DeviceError` when the host has no WebGPU, no adapter, or the adapter gives no device. */
export async function requestDevice(): Promise<GPUDevice> {
  const gpu = (globalThis.navigator as Navigator | undefined)?.gpu;
  if (gpu === undefined) throw new DeviceError("webgpu", `this host has no WebGPU: ${whyAbsent()}`, hint);
  const adapter = await gpu.requestAdapter({ powerPreference: "high-performance" });
  if (adapter === null) throw new DeviceError("webgpu", "no adapter: the browser found no usable GPU or has it switched off", hint);
  const requiredLimits = Object.fromEntries(raised.map((name) => [name, adapter.limits[name]]));
  try {
    return await adapter.requestDevice({ label: "tessera", requiredLimits, requiredFeatures: wished.filter((feature) => adapter.features.has(feature)) });
  } catch (error) {
    throw new DeviceError("webgpu", `the adapter gave no device: ${(error as Error).message}`, hint);
  }
}

/** Browsers hide WebGPU from pages that are not secure contexts. */
function whyAbsent(): string {
  return globalThis.isSecureContext === false ? "the page is not served over https or from localhost" : "navigator.gpu is missing";
}

/** What a kernel can do on this machine and in this place, measured at its start. */
import { devices, setDevice } from "../ops/core.ts";
import type { Device, KernelInfo } from "./wire/messages.ts";

export interface HostPlace {
  /** How the kernel is kept apart from the page. */
  isolation: KernelInfo["isolation"];
  /** Where new tensors are made. `auto` measures what is fastest. */
  device: KernelInfo["device"] | "auto";
}

const NAMES: Record<Device, string> = { cpu: "The CPU", wasm: "WebAssembly", webgpu: "WebGPU" };
/** What follows when a device is missing. */
const FOLLOWS: Record<Device, string> = {
  cpu: "Tensors cannot be made",
  wasm: "Tensors run on plain loops instead, slowly",
  webgpu: "Tensors run on the CPU instead",
};

/** Chooses the device and tells what is there, and what is missing and why, in sentences for the reader. */
export async function measureInfo({ isolation, device }: HostPlace): Promise<KernelInfo> {
  const chosen = await setDevice(device);
  const found = await devices();
  const sharedMemory = typeof SharedArrayBuffer === "function" && (isolation === "process" || globalThis.crossOriginIsolated);
  const simd = simdLevel();
  const missing = found.filter(({ available }) => !available).map(({ name, reason = "for an unknown reason" }) => `${NAMES[name]} is not available: ${reason.replace(`${name}: `, "")}. ${FOLLOWS[name]}.`);
  if (isolation === "opaque") missing.push("This site has one origin only, so the kernel runs in a sandbox on it: cells cannot use the browser's storage.");
  if (!sharedMemory) missing.push("There is no shared memory, because this page is not isolated from others: tensors run on one thread, and Interrupt may have to restart the kernel.");
  if (simd === "none") missing.push("This browser has no WASM SIMD: tensors run on plain loops, slowly.");
  return { device: chosen, devices: found.filter(({ available }) => available).map(({ name }) => name), threads: found.find(({ current }) => current)?.threads ?? 1, sharedMemory, simd, isolation, missing };
}

/** Two smallest modules, each with one instruction that the engine must know. */
function simdLevel(): KernelInfo["simd"] {
  // Some readers switch run-time compilation off, and WebAssembly is gone with it.
  if (typeof WebAssembly === "undefined") return "none";
  const zero = [65, 0, 253, 15];
  // i8x16.splat; then i8x16.relaxed_swizzle of two such vectors.
  if (!WebAssembly.validate(module(...zero))) return "none";
  return WebAssembly.validate(module(...zero, ...zero, 253, 128, 2)) ? "relaxed" : "simd";
}

/** A module with one function that returns a vector. */
function module(...code: number[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, code.length + 4, 1, code.length + 2, 0, ...code, 11]);
}

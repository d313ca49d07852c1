/** Which devices this host has, and which of them new tensors are made on. The one file that knows all backends; they load on first use. */
import type { Backend, DeviceName } from "./backend.ts";
import { CpuBackend } from "./cpu/index.ts";
import { ConfigurationError } from "./errors.ts";
import { measure } from "./measure.ts";

const cpu = new CpuBackend();

const loaders: Record<DeviceName, () => Promise<Backend>> = {
  cpu: async () => cpu,
  wasm: async () => (await import("./simd/index.ts")).createBackend(),
  webgpu: async () => (await import("./webgpu/index.ts")).createBackend(),
};

const names = Object.keys(loaders) as DeviceName[];
const loaded = new Map<DeviceName, Promise<Backend>>();
let current: Backend = cpu;

/** The device of tensors that are made from host data. It is the cpu until `setDevice` was called. */
export const currentBackend = (): Backend => current;

/** Loads a device on first use. Throws `DeviceError` when the host lacks it; asking again tries again. */
export async function loadBackend(op: string, name: DeviceName): Promise<Backend> {
  const load = loaders[name];
  if (load === undefined) throw new ConfigurationError(op, `unknown device: ${String(name)}`, `one of auto, ${names.join(", ")}`);
  const backend = loaded.get(name) ?? load();
  loaded.set(name, backend);
  try {
    const ready = await backend;
    void ready.lost?.then(() => loaded.get(name) === backend && loaded.delete(name));
    return ready;
  } catch (error) {
    loaded.delete(name);
    throw error;
  }
}

/**
 * Chooses the device of the tensors made from now on; those that exist stay where they are. "auto" measures a small
 * product and a chain of elementwise operations on every device this host has, and takes the fastest.
 * Returns the name of the device. Throws `DeviceError` when the host lacks it.
 */
export async function setDevice(name: DeviceName | "auto"): Promise<DeviceName> {
  current = name === "auto" ? await fastest() : await loadBackend("setDevice", name);
  return current.name;
}

async function fastest(): Promise<Backend> {
  let best: { backend: Backend; ms: number } | undefined;
  for (const name of names.toReversed()) {
    const backend = await loadBackend("setDevice", name).catch(() => undefined); // `devices()` tells why
    if (backend === undefined || (name === "cpu" && best !== undefined)) continue;
    const ms = await measure(backend);
    if (best === undefined || ms < best.ms) best = { backend, ms };
  }
  return best?.backend ?? cpu;
}

export interface DeviceStatus {
  readonly name: DeviceName;
  readonly available: boolean;
  /** Why the device is not available. */
  readonly reason?: string;
  /** Whether new tensors are made on it. */
  readonly current: boolean;
}

/** Every device of the library, whether this host has it, and why not. */
export function devices(): Promise<DeviceStatus[]> {
  return Promise.all(
    names.map(async (name): Promise<DeviceStatus> => {
      const isCurrent = current.name === name;
      try {
        await loadBackend("devices", name);
        return { name, available: true, current: isCurrent };
      } catch (error) {
        return { name, available: false, reason: error instanceof Error ? error.message : String(error), current: isCurrent };
      }
    }),
  );
}

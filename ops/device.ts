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
const ready = new Set<Backend>([cpu]);
let current: Backend = cpu;

/** The device of tensors that are made from host data. It is the cpu until `setDevice` was called. */
export const currentBackend = (): Backend => current;

/** The same, unless it lacks float64: then wasm if it was used, or the cpu. For numbers that must not be rounded, or must be read at once. */
export const exactBackend = (): Backend => current.dtypes.has("float64") ? current : ([...ready].findLast(({ dtypes }) => dtypes.has("float64")) ?? cpu);

/** The devices that were used so far. */
export const usedBackends = (): readonly Backend[] => [...ready];

/** Loads a device on first use. Throws `DeviceError` when the host lacks it; asking again tries again, and so after a device was lost. */
export async function loadBackend(op: string, name: DeviceName): Promise<Backend> {
  if (!names.includes(name)) throw new ConfigurationError(op, `unknown device: ${String(name)}`, `one of auto, ${names.join(", ")}`);
  return loaded.get(name) ?? load(name);
}

function load(name: DeviceName): Promise<Backend> {
  const loading = loaders[name]();
  loaded.set(name, loading);
  const forget = (): void => void loaded.delete(name);
  loading.then((backend) => {
    ready.add(backend);
    void backend.lost?.then(() => {
      ready.delete(backend);
      forget();
    });
  }, forget);
  return loading;
}

/**
 * Chooses the device of the tensors made from now on; those that exist stay where they are. "auto" measures a small
 * product and a chain of elementwise operations on every other device this host has (a GPU that the processor plays is left
 * out), and takes the fastest.
 * Returns the name of the device. Throws `DeviceError` when the host lacks it.
 */
export async function setDevice(name: DeviceName | "auto"): Promise<DeviceName> {
  current = name === "auto" ? await fastest() : await loadBackend("setDevice", name);
  return current.name;
}

/** The cpu is not measured: it is for hosts that have nothing else. */
async function fastest(): Promise<Backend> {
  let best: { backend: Backend; ms: number } = { backend: cpu, ms: Infinity };
  for (const name of names) {
    const backend: Backend = await loadBackend("setDevice", name).catch(() => cpu); // `devices()` tells why
    // Measuring a software GPU takes seconds, only to find it slower than the same processor's SIMD.
    if (backend === cpu || (backend.isSoftware && best.backend !== cpu)) continue;
    const ms = await measure(backend, best.ms);
    if (ms < best.ms) best = { backend, ms };
  }
  return best.backend;
}

/** What `devices` tells of each. */
export interface DeviceStatus {
  readonly name: DeviceName;
  readonly available: boolean;
  /** Why the device is not available. */
  readonly reason?: string;
  /** Whether new tensors are made on it. */
  readonly current: boolean;
  /** How many threads of the processor share its large computations; more than 1 on wasm only, where memory can be shared. */
  readonly threads: number;
}

/** Every device of the library, whether this host has it, and why not. */
export function devices(): Promise<DeviceStatus[]> {
  return Promise.all(
    names.map(async (name): Promise<DeviceStatus> => {
      const isCurrent = current.name === name;
      try {
        const { threads = 1 } = await loadBackend("devices", name);
        return { name, available: true, current: isCurrent, threads };
      } catch (error) {
        return { name, available: false, reason: error instanceof Error ? error.message : String(error), current: isCurrent, threads: 0 };
      }
    }),
  );
}

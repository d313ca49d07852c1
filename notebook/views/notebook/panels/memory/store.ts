/** Samples of the kernel's memory over the last minutes, in columns of numbers, and the newest of them whole. */
import type { Device } from "../../../../../kernel/wire/messages.ts";
import type { HeldTensor, MemoryData } from "../../../../../kernel/wire/profile.ts";

/** Ten a second: five minutes. A power of two. */
const CAPACITY = 4096;
export const devices: readonly Device[] = ["cpu", "wasm", "webgpu"];

export interface Sample {
  now: number;
  /** Bytes in use, and bytes that wait to be used again, of each of `devices`. */
  live: readonly number[];
  idle: readonly number[];
}

export class MemoryStore {
  latest: MemoryData | null = null;
  /** What variables hold, as it was last looked at. */
  held: readonly HeldTensor[] = [];
  readonly #samples: Sample[] = [];
  #count = 0;

  take(data: MemoryData): void {
    // A new kernel begins at nought.
    if (this.latest && data.now < this.latest.now) [this.#samples.length, this.#count] = [0, 0];
    this.latest = data;
    if (data.held) this.held = data.held;
    const of = (device: Device, field: "liveBytes" | "idleBytes") => data.pools.find((pool) => pool.device === device)?.[field] ?? 0;
    this.#samples[this.#count++ % CAPACITY] = { now: data.now, live: devices.map((device) => of(device, "liveBytes")), idle: devices.map((device) => of(device, "idleBytes")) };
  }

  /** The oldest first. */
  samples(): Sample[] {
    const start = this.#count % CAPACITY;
    return this.#count <= CAPACITY ? this.#samples.slice() : [...this.#samples.slice(start), ...this.#samples.slice(0, start)];
  }

  /** Devices that ever held something. */
  used(): Device[] {
    const samples = this.samples();
    return devices.filter((_, index) => samples.some(({ live, idle }) => live[index]! + idle[index]! > 0));
  }
}

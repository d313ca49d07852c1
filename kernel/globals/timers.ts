/** Timers of cells: what they print belongs to the cell that set them, and so do their errors. */
import type { Owner } from "../owner.ts";

export interface Timers {
  setTimeout: typeof globalThis.setTimeout;
  setInterval: typeof globalThis.setInterval;
  queueMicrotask: typeof globalThis.queueMicrotask;
}

export function createTimers(owner: Owner): Timers {
  const { setTimeout, setInterval, queueMicrotask } = globalThis;
  type Callback = (...args: unknown[]) => void;
  const check = (callback: unknown): Callback => {
    if (typeof callback !== "function") throw new TypeError(`timer callback is not a function: ${typeof callback}`);
    return owner.bind(callback as Callback);
  };
  return {
    setTimeout: ((callback: unknown, delay?: number, ...args: unknown[]) => setTimeout(check(callback), delay, ...args)) as typeof setTimeout,
    setInterval: ((callback: unknown, delay?: number, ...args: unknown[]) => setInterval(check(callback), delay, ...args)) as typeof setInterval,
    queueMicrotask: (callback: unknown) => queueMicrotask(check(callback)),
  };
}

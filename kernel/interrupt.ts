/**
 * How a running cell is stopped with its variables kept: loops ask `check` now and then, awaits are raced against the Stop.
 * A flag in shared memory is seen even by a loop that never lets go of the thread.
 */
import type { Run } from "./run.ts";

/** Thrown inside a cell that was stopped. */
export class Interrupted extends Error {
  override name = "Interrupted";
  constructor() {
    super("the cell was stopped");
  }
}

export interface Interrupter {
  /** The run that a Stop means; null between runs. */
  active: Run | null;
  /** Whether a Stop can only be heard when the thread is let go. */
  readonly deaf: boolean;
  /** Throws `Interrupted` when the run, or the active one that called its function, is stopped. Quick. */
  check(run: Run): void;
  /** Settles as `value` does, or rejects with `Interrupted` when the run is stopped first. */
  race<Value>(run: Run, value: Value | PromiseLike<Value>): Promise<Value>;
  /** Stops the active run at its next check, and at once where it waits. */
  stop(): void;
}

/** @param flag a number in shared memory that is 1 while a Stop is asked for; null where there is none */
export function createInterrupter(flag: Int32Array | null): Interrupter {
  const waits = new Map<Run, Set<(error: Error) => void>>();
  return {
    active: null,
    deaf: flag === null,
    check(run) {
      if (flag !== null && Atomics.load(flag, 0) === 1 && this.active) this.active.cancelled = true;
      if (run.cancelled || this.active?.cancelled) throw new Interrupted();
    },
    race(run, value) {
      if (run.cancelled) return Promise.reject(new Interrupted());
      return new Promise((resolve, reject) => {
        const rejects = waits.get(run) ?? new Set();
        waits.set(run, rejects.add(reject));
        const done = () => {
          rejects.delete(reject);
          if (rejects.size === 0) waits.delete(run);
        };
        Promise.resolve(value).then(
          (result) => {
            done();
            resolve(result);
          },
          (error: unknown) => {
            done();
            reject(error);
          },
        );
      });
    },
    stop() {
      if (flag !== null) Atomics.store(flag, 0, 0);
      const run = this.active;
      if (!run) return;
      run.cancelled = true;
      for (const reject of waits.get(run) ?? []) reject(new Interrupted());
      waits.delete(run);
    },
  };
}

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
  /** Raised while a Stop is asked for, or a pause, see `../cells/transform/guards.ts`. */
  readonly flag: Int32Array;
  /** Asks loops that may wait to let go of the thread for a turn. */
  askForPause(): void;
  /** Whether a pause is asked for; it is heard with that. */
  takePause(): boolean;
  /** A run begins: it is the one that a Stop means. */
  begin(run: Run): void;
  /** The active run has ended. */
  end(): void;
  /** Whether a Stop can only be heard when the thread is let go. */
  readonly deaf: boolean;
  /** Throws `Interrupted` when the run, or the active one that called its function, is stopped. Quick. */
  check(run: Run): void;
  /** The same for whatever runs now, where that is not known. */
  checkActive(): void;
  /** Settles as `value` does, or rejects with `Interrupted` when the run is stopped first. */
  race<Value>(run: Run, value: Value | PromiseLike<Value>): Promise<Value>;
  /** Stops the active run at its next check, and at once where it waits. */
  stop(): void;
}

const STOP = 1;
const PAUSE = 2;

/** @param shared two numbers in shared memory, of which the first is 1 while a Stop is asked for; null where there is none */
export function createInterrupter(shared: Int32Array | null): Interrupter {
  const flag = shared ?? new Int32Array(2);
  /** The message behind a raised flag has come, so it may be lowered. Not before: the next run may be the one that it means. */
  let isHeard = false;
  let active: Run | null = null;
  const waits = new Map<Run, Set<(error: Error) => void>>();
  return {
    flag,
    deaf: shared === null,
    // Never over a Stop, which another thread may raise at any time.
    askForPause: () => void Atomics.compareExchange(flag, 0, 0, PAUSE),
    takePause: () => Atomics.compareExchange(flag, 0, PAUSE, 0) === PAUSE,
    begin(run) {
      // Until now it stayed up, because what a stopped run left behind may still turn.
      if (isHeard) Atomics.store(flag, 0, 0);
      isHeard = false;
      active = run;
    },
    end() {
      active = null;
    },
    check(run) {
      if (Atomics.load(flag, 0) === STOP && active) active.cancelled = true;
      if (run.cancelled || active?.cancelled) throw new Interrupted();
    },
    checkActive() {
      if (active && (active.cancelled || Atomics.load(flag, 0) === STOP)) this.check(active);
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
      isHeard = true;
      if (!active) return;
      active.cancelled = true;
      for (const reject of waits.get(active) ?? []) reject(new Interrupted());
      waits.delete(active);
    },
  };
}

/**
 * Whose output is it? Between two turns of the event loop only one run speaks: the one that runs, or the one whose timer
 * fired or whose await ended. Functions that cells define speak for whoever called them.
 */
import type { Run } from "./run.ts";

export interface Owner {
  /** Whom output belongs to now; null before the first run. */
  readonly current: Run | null;
  /** From now on the named run executes, and speaks whenever nobody else does. */
  execute(run: Run): void;
  /** Until the next turn of the event loop the named run speaks. */
  speak(run: Run): void;
  /** `callback`, made to speak for the run that is current now. It does not run once that run was stopped. */
  bind<Args extends unknown[]>(callback: (...args: Args) => unknown): (...args: Args) => void;
}

/** @param onError an error that a bound callback threw */
export function createOwner(onError: (run: Run, error: unknown) => void): Owner {
  let current: Run | null = null;
  let executing: Run | null = null;

  function speak(run: Run) {
    if (run === current) return;
    current = run;
    // The microtasks that follow belong to it as well; the next turn does not.
    setTimeout(() => {
      if (current === run) current = executing;
    });
  }

  return {
    get current() {
      return current;
    },
    execute(run) {
      current = executing = run;
    },
    speak,
    bind(callback) {
      const run = current;
      return (...args) => {
        if (!run) return void callback(...args);
        if (run.cancelled) return;
        speak(run);
        try {
          callback(...args);
        } catch (error) {
          onError(run, error);
        }
      };
    },
  };
}

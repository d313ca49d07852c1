/**
 * Whether sharing a job pays, found by trying. Threads gain nothing while other programs have the cores, or where a job is too small, and
 * nobody can know that beforehand. So both ways are timed for every kind of job, and the slower one is tried again now and then.
 */

interface Times {
  runs: number;
  /** Milliseconds, older ones forgotten gradually. */
  alone: number;
  shared: number;
}

/** Of so many jobs of a kind the last few take the slower way: a few, because the first one finds the workers asleep. */
const period = 64;
const trials = 4;
/** Milliseconds from which on jobs are shared in any case: whoever finds no core then only takes fewer ranges, which costs a few percent at most. */
const large = 0.5;
/** How much a new time counts. */
const weight = 0.25;
/** Kinds remembered; programs with more begin anew. */
const most = 1000;

export class Worth {
  readonly #kinds = new Map<number, Times>();

  /** Runs a job of a kind (a number that jobs of equal cost share) the way that was faster so far. */
  run(kind: number, alone: () => void, shared: () => void): void {
    const times = this.#timesOf(kind);
    const isTrial = times.runs++ % period >= period - trials;
    const isShared = times.shared >= large || times.shared <= times.alone !== isTrial;
    const start = performance.now();
    (isShared ? shared : alone)();
    const ms = performance.now() - start;
    const way = isShared ? "shared" : "alone";
    times[way] = times[way] === 0 ? ms : times[way] + weight * (ms - times[way]);
  }

  #timesOf(kind: number): Times {
    const found = this.#kinds.get(kind);
    if (found !== undefined) return found;
    if (this.#kinds.size >= most) this.#kinds.clear();
    const times = { runs: 0, alone: 0, shared: 0 };
    this.#kinds.set(kind, times);
    return times;
  }
}

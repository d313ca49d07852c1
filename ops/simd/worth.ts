/**
 * Whether sharing a job pays, found by trying. Threads gain nothing while other programs have the cores, or where a job is too small, and
 * nobody can know that beforehand. So both ways are timed for every kind of job, and the slower one is tried again now and then. Jobs that
 * one thread does in no time are left to it, and hardly ever timed: writing them down for others costs a tenth of them.
 */

interface Times {
  runs: number;
  /** Milliseconds: falls with the best, rises gradually. 0 when it was never tried, as below. */
  alone: number;
  /** Milliseconds, older ones forgotten gradually. */
  shared: number;
}

/** Of so many jobs of a kind the last one takes the slower way; the last few where that is sharing, because the first one finds the workers asleep. */
const period = 64;
const trials = 4;
/** Jobs of so many grains are shared at once; the first few of smaller ones are not. */
const many = 16;
/** Milliseconds up to which a job is not shared: half of it is less than what a busy core costs. */
const small = 0.03;
/**
 * Milliseconds from which on jobs are shared in any case: whoever finds no core then only takes fewer ranges. In shorter ones a worker that lost
 * its core in the middle of a range is waited for as long as the others had taken for all.
 */
const large = 4;
/** How much a new time counts. */
const weight = 0.25;
/** Kinds of a name that are remembered; programs with more begin anew. */
const most = 1000;

/** A job, seen from outside. Those of one name and cost are of a kind. */
interface Candidate {
  readonly name: string;
  readonly cost: number;
  /** How many workers could have a part that is worth their while. */
  readonly grains: number;
  readonly alone: () => void;
  /** Returns false where it cannot be shared: then nothing was done. */
  readonly shared: () => boolean;
}

export class Worth {
  readonly #kinds = new Map<string, Map<number, Times>>();

  /** Runs a job the way that was faster so far. */
  run({ name, cost, grains, alone, shared }: Candidate): void {
    const times = this.#timesOf(name, cost);
    const isSharing = times.shared <= times.alone;
    const isTrial = times.runs % period >= period - (isSharing ? 1 : trials);
    const isFirst = times.runs++ < trials && grains < many;
    const isSmall = times.alone > 0 && times.alone < small;
    if (isSmall && !isTrial && !isFirst) return alone();
    const isShared = !isSmall && !isFirst && (times.shared >= large || isSharing !== isTrial);
    const start = performance.now();
    if (isShared && shared()) {
      times.shared = blend(times.shared, performance.now() - start);
    } else {
      alone();
      const ms = performance.now() - start;
      times.alone = Math.min(ms, blend(times.alone, ms));
    }
  }

  #timesOf(name: string, cost: number): Times {
    let costs = this.#kinds.get(name);
    if (costs === undefined || costs.size >= most) this.#kinds.set(name, (costs = new Map()));
    let times = costs.get(cost);
    if (times === undefined) costs.set(cost, (times = { runs: 0, alone: 0, shared: 0 }));
    return times;
  }
}

const blend = (before: number, ms: number): number => (before === 0 ? ms : before + weight * (ms - before));

/** What the machine's arithmetic could do at the very most, to compare kernels with. */
import { runJob, workersOf } from "./job.ts";
import type { Context } from "./kernel.ts";

const turns = 20_000;
const rounds = 15;
/** Floating-point operations of a turn: twelve vectors of four, a product and a sum each. */
const operations = 12 * 4 * 2;

/** float32 operations a second on all threads, the best of some short rounds. Takes about 30 ms. */
export function measureCeiling(context: Context): number {
  const workers = workersOf(context);
  const scratch = { base: context.scratch.take(64 * workers).pointer, perWorker: 64 };
  const size = workers * 4;
  let best = 0;
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    runJob(context, { size, block: 1, grain: 1, stages: [{ kernel: "madd_ceiling", args: [turns, scratch] }] });
    best = Math.max(best, (size * turns * operations) / ((performance.now() - start) / 1000));
  }
  return best;
}

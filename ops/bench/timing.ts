/** Timing that a noisy machine spoils least: warmed up, in batches, competitors in turn, medians. */

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export const geometricMean = (values: readonly number[]): number => Math.exp(values.reduce((total, value) => total + Math.log(value), 0) / values.length);

/** Runs something that many times and returns when all is done. */
export type Batch = (count: number) => Promise<void>;

/** Of warming up: V8 compiles its best code late, and only for what is called often. */
const warmUp = { ms: 400, runs: 300 };
/** A batch is about this long, so that the clock's grain and the wait at its end count for little. */
const batchMs = 40;
/** A thread pool of one library may spin for a while after its last call; the next one shall not pay for it. */
const pauseMs = 4;

/** Whoever took this long in all, in three rounds or more, has no further turns. */
const enough = { ms: 4000, rounds: 3 };

/** Milliseconds of one run: the median of the rounds, and the best of them, which a busy machine spoils less. */
export interface Timing {
  readonly ms: number;
  readonly best: number;
}

/** Times one run of each competitor, by rounds: everyone has a turn in each, starting with another one every time. */
export async function interleave<Name extends string>(competitors: ReadonlyMap<Name, Batch>, rounds: number): Promise<Map<Name, Timing>> {
  const counts = new Map<Name, number>();
  for (const [name, batch] of competitors) counts.set(name, await warmedUp(batch));
  const names = [...competitors.keys()];
  const samples = new Map<Name, number[]>(names.map((name) => [name, []]));
  const spent = new Map<Name, number>(names.map((name) => [name, 0]));
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < names.length; turn++) {
      const name = names[(round + turn) % names.length]!;
      if (round >= enough.rounds && spent.get(name)! > enough.ms) continue;
      const [batch, count] = [competitors.get(name)!, counts.get(name)!];
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      // What the others have put out of the caches comes back before the clock starts.
      if (count > 1) await batch(1);
      const ms = await elapsed(batch, count);
      samples.get(name)!.push(ms / count);
      spent.set(name, spent.get(name)! + ms);
    }
  }
  return new Map(names.map((name) => [name, { ms: median(samples.get(name)!), best: Math.min(...samples.get(name)!) }]));
}

/** Warms up and returns how many runs make a batch. */
async function warmedUp(batch: Batch): Promise<number> {
  const start = performance.now();
  for (let runs = 0; runs < warmUp.runs && performance.now() - start < warmUp.ms; runs++) await batch(1);
  if (performance.now() - start > enough.ms) return 1;
  let count = 1;
  for (;;) {
    const ms = await elapsed(batch, count);
    if (ms >= batchMs / 2) return Math.max(1, Math.round((count * batchMs) / ms));
    count *= ms < batchMs / 20 ? 8 : 2;
  }
}

async function elapsed(batch: Batch, count: number): Promise<number> {
  const start = performance.now();
  await batch(count);
  return performance.now() - start;
}

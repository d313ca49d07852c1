/** What numbers come to: running states, which take one number after the other, and folds over all of them. Missing values never get here. */

import type { Groups } from "./groups.ts";

/** Takes the next number; returns what all of them so far come to. */
type Running = (number: number) => number;

/** Spread is that of a sample: its divisor is the count less one, as in pandas. */
export const running = {
  count: counting,
  sum: summing,
  mean: averaging,
  min: () => keeping(Math.min),
  max: () => keeping(Math.max),
  variance: spreading,
  std: () => {
    const variance = spreading();
    return (number) => Math.sqrt(variance(number));
  },
} satisfies Record<string, () => Running>;

/** The names of what numbers are folded to. */
export type FoldName = keyof typeof running | "median";

export const foldNames: readonly string[] = [...Object.keys(running), "median"];

/** All numbers folded to one: 0 for the sum and the count of none, else NaN where there is no answer. */
export function fold(name: FoldName, numbers: Float64Array): number {
  if (name === "median") return median(numbers);
  const next = running[name]();
  let result = name === "sum" || name === "count" ? 0 : NaN;
  for (const number of numbers) result = next(number);
  return result;
}

/** How many numbers each group has, and their sums as `summing` has them, from one walk over all rows. Rows with a null are left out. */
export function sumGroups({ codes, firsts }: Groups, values: ArrayLike<number>, nulls: Uint8Array | undefined): { counts: Float64Array; sums: Float64Array } {
  const [counts, sums, lost] = [new Float64Array(firsts.length), new Float64Array(firsts.length), new Float64Array(firsts.length)];
  for (let row = 0; row < codes.length; row++) {
    if (nulls !== undefined && nulls[row] === 1) continue;
    const group = codes[row]!;
    const [before, number] = [sums[group]!, values[row]!];
    const next = before + number;
    const part = next - before;
    lost[group]! += before - (next - part) + (number - part);
    sums[group] = next;
    counts[group]!++;
  }
  return { counts, sums: sums.map((sum, group) => (Number.isFinite(sum) ? sum + lost[group]! : sum)) };
}

/** The middle number, or the mean of the two in the middle. */
function median(numbers: Float64Array): number {
  const sorted = numbers.toSorted();
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2;
}

function counting(): Running {
  let count = 0;
  return () => ++count;
}

function keeping(better: (a: number, b: number) => number): Running {
  let best: number | undefined;
  return (number) => (best = best === undefined ? number : better(best, number));
}

/** Neumaier's sum: what rounding loses is added up beside, so that the order of the rows hardly matters. */
function summing(): Running {
  let total = 0;
  let lost = 0;
  return (number) => {
    const next = total + number;
    lost += Math.abs(total) >= Math.abs(number) ? total - next + number : number - next + total;
    total = next;
    return Number.isFinite(total) ? total + lost : total;
  };
}

function averaging(): Running {
  const sum = summing();
  let count = 0;
  return (number) => sum(number) / ++count;
}

/** Welford (1962). */
function spreading(): Running {
  let count = 0;
  let mean = 0;
  let squares = 0;
  return (number) => {
    const distance = number - mean;
    mean += distance / ++count;
    squares += distance * (number - mean);
    return count < 2 ? NaN : squares / (count - 1);
  };
}

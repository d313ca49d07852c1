/** The permutation test: how often chance, dealing the values to two samples, makes a difference as great. */
import { ComputationError, ValidationError } from "../errors.ts";
import { Philox } from "../philox.ts";
import { drawSeed } from "../random.ts";
import { describeValue, type Sample } from "../sample.ts";
import { checkTestOptions, readSample, type TestOptions } from "./observations.ts";
import { concatenated } from "./concatenated.ts";
import { checkResampling, inSlices, type LongWork } from "./slices.ts";
import { testResult, type Alternative, type TestResult } from "./test-result.ts";

export interface PermutationOptions extends Omit<TestOptions, "level">, LongWork {
  /** What is compared, of the two samples in their order. Default: the difference of the means, which is fastest. */
  readonly statistic?: (x: Float64Array, y: Float64Array) => number;
  /** Ways of dealing that are drawn. When there are no more than so many in all, each is looked at once and p is exact. Default: 9999. */
  readonly resamples?: number;
  /** Makes the result the same each time. Default: drawn from the library's random numbers, see `manualSeed`. */
  readonly seed?: number;
}

/**
 * Whether two samples come from one distribution. As SciPy's `permutation_test` of independent samples: drawn ways count the given one too, (k + 1) / (n + 1), and two-sided
 * is twice the lesser side. Throws `ValidationError` for NaN, infinities, fewer than two values in a sample and wrong options, `ComputationError` for a statistic that is
 * not a number. Rejects with the signal's reason when stopped.
 */
export async function permutationTest(x: Sample, y: Sample, options: PermutationOptions = {}): Promise<TestResult> {
  const op = "stats.permutationTest";
  const { alternative } = checkTestOptions(op, options);
  const { resamples = 9999, seed = drawSeed(), statistic } = options;
  checkResampling(op, resamples, seed);
  if (statistic !== undefined && typeof statistic !== "function") throw new ValidationError(op, `statistic is not a function: ${describeValue(statistic)}`);
  const [a, b] = await Promise.all([readSample(op, "x", x, options, { least: 2 }), readSample(op, "y", y, options, { least: 2 })]);
  const all = concatenated([a, b]);
  const difference = statistic ? checked(op, statistic, a.length) : differenceOfMeans(all, a.length);
  const given = difference(all);
  const ways = choices(all.length, a.length);
  const isExact = ways <= resamples;
  const deal = isExact ? combinations(all, a.length) : shuffles(all, a.length, new Philox(seed));
  const slack = Math.abs(100 * Number.EPSILON * given); // rounding makes equal ones differ
  let [less, greater] = isExact ? [0, 0] : [1, 1];
  const total = isExact ? ways : resamples;
  await inSlices(total, options, (done) => {
    const value = difference(deal());
    if (value <= given + slack) less++;
    if (value >= given - slack) greater++;
    return done + 1;
  });
  const count = isExact ? ways : resamples + 1;
  const name = statistic ? statistic.name || "statistic" : "difference of means";
  const test = `permutation test (${isExact ? `all ${ways} ways` : `${resamples} ways drawn`})`;
  return testResult(name, { test, statistic: given, pValue: sided(less / count, greater / count, alternative), alternative, n: [a.length, b.length] });
}

function sided(less: number, greater: number, alternative: Alternative): number {
  return alternative === "less" ? less : alternative === "greater" ? greater : Math.min(1, 2 * Math.min(less, greater));
}

type Difference = (dealt: Float64Array) => number;

function checked(op: string, statistic: (x: Float64Array, y: Float64Array) => number, first: number): Difference {
  return (dealt) => {
    const value = statistic(dealt.slice(0, first), dealt.slice(first));
    if (typeof value === "number" && !Number.isNaN(value)) return value;
    throw new ComputationError(op, `statistic is not a number: ${describeValue(value)}`);
  };
}

/** The sum of all stays the same: only the first sample has to be added up. */
function differenceOfMeans(all: Float64Array, first: number): Difference {
  const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
  const second = all.length - first;
  return (dealt) => {
    let sum = 0;
    for (let i = 0; i < first; i++) sum += dealt[i]! - mean;
    return sum / first + sum / second;
  };
}

/** n over k, or Infinity. */
function choices(n: number, k: number): number {
  let product = 1;
  for (let i = 1; i <= Math.min(k, n - k); i++) product = Math.round((product * (n + 1 - i)) / i);
  return product;
}

/** Deals at random again and again: Fisher and Yates as far as the first sample reaches. */
function shuffles(all: Float64Array, first: number, random: Philox): () => Float64Array {
  const dealt = all.slice();
  return () => {
    for (let i = 0; i < first; i++) {
      const other = i + Math.floor((random.word() / 2 ** 32) * (dealt.length - i));
      const value = dealt[i]!;
      dealt[i] = dealt[other]!;
      dealt[other] = value;
    }
    return dealt;
  };
}

/** Deals in every way once: the places that go to the first sample, in lexicographic order. */
function combinations(all: Float64Array, first: number): () => Float64Array {
  const places = Array.from({ length: first }, (_, i) => i);
  const dealt = new Float64Array(all.length);
  return () => {
    let [front, back] = [0, first];
    all.forEach((value, i) => void (dealt[places[front] === i ? front++ : back++] = value));
    let last = first - 1;
    while (last >= 0 && places[last] === all.length - first + last) last--;
    if (last >= 0) for (let i = last, place = places[last]! + 1; i < first; i++, place++) places[i] = place;
    return dealt;
  };
}

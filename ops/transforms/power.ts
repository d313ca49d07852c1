/** Features made more like a normal distribution: Yeo and Johnson, "A new family of power transformations" (2000). */
import type { TypedArray } from "../dtype.ts";
import { add, div, mul, sub } from "../math/arithmetic.ts";
import { applyOnHost } from "../operand.ts";
import { momentsOf, type Moments } from "../stats/moments.ts";
import type { Tensor } from "../tensor.ts";
import { invertibleTransform, knownValues, perFeature, type InvertibleTransform } from "./feature.ts";
import type { LearntOptions, Scaling } from "./scalers.ts";

/** Of each feature: its exponent, and what the result is centred and divided by. */
export interface PowerState extends Scaling {
  readonly lambda: readonly number[];
}

export interface PowerOptions extends LearntOptions<PowerState> {
  /** Whether the result has mean 0 and variance 1. Default: true. */
  readonly standardise?: boolean;
}

/** Each feature with the exponent of greatest likelihood, as `PowerTransformer(method="yeo-johnson")`. NaN stays NaN; a constant feature is only centred. */
export function power({ standardise = true, state }: PowerOptions = {}): InvertibleTransform<PowerState> {
  return invertibleTransform("power", { standardise }, {
    learn: async (_, data) => {
      const learnt = (await knownValues(data)).map((values, j) => learnFeature(values, data.moments[j]!, standardise));
      return { lambda: learnt.map(({ lambda }) => lambda), center: learnt.map(({ center }) => center), scale: learnt.map(({ scale }) => scale) };
    },
    width: ({ lambda }) => lambda.length,
    apply: (op, x, { lambda, center, scale }) => div(sub(eachFeature(op, x, lambda, yeoJohnson), perFeature(op, x, center)), perFeature(op, x, scale)),
    inverse: (op, x, { lambda, center, scale }) => eachFeature(op, add(mul(x, perFeature(op, x, scale)), perFeature(op, x, center)), lambda, inverseYeoJohnson),
  }, state);
}

function learnFeature(values: TypedArray, { min, max }: Moments, standardise: boolean): { lambda: number; center: number; scale: number } {
  const isConstant = min === max;
  const logs = Float64Array.from(values, logOf); // what every exponent needs, taken once
  const lambda = isConstant ? 1 : minimize(unlikelihood(logs));
  if (!standardise) return { lambda, center: 0, scale: 1 };
  const { mean, m2, count } = momentsOf(logs.map((log) => powerOfLog(log, lambda)));
  return { lambda, center: mean, scale: isConstant ? 1 : Math.sqrt(m2 / count) };
}

/** Minus the logarithm of the likelihood of normal results, but for a constant. */
function unlikelihood(logs: Float64Array): (lambda: number) => number {
  const stretch = logs.reduce((sum, log) => sum + log, 0);
  const results = new Float64Array(logs.length);
  return (lambda) => {
    for (let i = 0; i < logs.length; i++) results[i] = powerOfLog(logs[i]!, lambda);
    const { m2, count } = momentsOf(results);
    return m2 > 0 ? (count / 2) * Math.log(m2 / count) - (lambda - 1) * stretch : Infinity;
  };
}

const yeoJohnson = (x: number, lambda: number): number => powerOfLog(logOf(x), lambda);

/** The logarithm of how far a number lies from -1, or from 1 where it is negative, with its sign. */
const logOf = (x: number): number => (x >= 0 ? Math.log1p(x) : -Math.log1p(-x));

function powerOfLog(log: number, lambda: number): number {
  if (log >= 0) return lambda === 0 ? log : Math.expm1(lambda * log) / lambda;
  return lambda === 2 ? log : -Math.expm1((lambda - 2) * log) / (2 - lambda);
}

function inverseYeoJohnson(y: number, lambda: number): number {
  if (y >= 0) return lambda === 0 ? Math.expm1(y) : Math.expm1(Math.log1p(y * lambda) / lambda);
  return lambda === 2 ? -Math.expm1(-y) : -Math.expm1(Math.log1p(-(2 - lambda) * y) / (2 - lambda));
}

/** Where a function with one valley is least. */
function minimize(f: (x: number) => number): number {
  let low = -2;
  let high = 2;
  while (f(low) < f(low + 0.5) && low > -64) low -= high - low;
  while (f(high) < f(high - 0.5) && high < 64) high += high - low;
  return leastBetween(f, low, high);
}

const golden = (3 - Math.sqrt(5)) / 2;
/** Below it the valley is flat to rounding. */
const nearest = 1e-9;

/** By parabolas through the three best points, and by golden sections where these do not get on: Brent, "Algorithms for minimization without derivatives" (1973). */
function leastBetween(f: (x: number) => number, low: number, high: number): number {
  const first = low + golden * (high - low);
  const start = { x: first, y: f(first) };
  let [best, second, third] = [start, start, start];
  let [step, before] = [0, 0];
  while (high - low > 4 * nearest && Math.max(best.x - low, high - best.x) > 2 * nearest) {
    const parabola = parabolaStep(best, second, third);
    const to = best.x + parabola;
    if (Math.abs(parabola) < Math.abs(before) / 2 && to > low && to < high) [step, before] = [parabola, step];
    else step = golden * (before = best.x < (low + high) / 2 ? high - best.x : low - best.x);
    if (Math.abs(step) < nearest) step = step < 0 ? -nearest : nearest;
    const x = Math.min(Math.max(best.x + step, low), high);
    const point = { x, y: f(x) };
    if (point.y <= best.y) {
      if (x < best.x) high = best.x;
      else low = best.x;
      [best, second, third] = [point, best, second];
    } else {
      if (x < best.x) low = x;
      else high = x;
      if (point.y <= second.y || second === best) [second, third] = [point, second];
      else if (point.y <= third.y || third === best || third === second) third = point;
    }
  }
  return best.x;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** From the best of three points to where the parabola through them is least; NaN when two of them are one. */
function parabolaStep(best: Point, second: Point, third: Point): number {
  const [a, b] = [(best.x - second.x) * (best.y - third.y), (best.x - third.x) * (best.y - second.y)];
  return -((best.x - second.x) * a - (best.x - third.x) * b) / (2 * (a - b));
}

function eachFeature(op: string, x: Tensor, lambda: readonly number[], f: (x: number, lambda: number) => number): Tensor {
  const work = (data: TypedArray): TypedArray[] => [data.map((value: number, i: number) => f(value, lambda[i % lambda.length]!))];
  return applyOnHost(op, [x], [x], work)[0]!;
}

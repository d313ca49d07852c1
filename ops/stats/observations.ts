/** How the tests read what they are given: numbers of the host in float64, checked, with missing values refused or left out. */
import { ComputationError, ShapeError, ValidationError } from "../errors.ts";
import { numbersOf, type Sample } from "../sample.ts";
import { isConstant, momentsOf, type Moments } from "./moments.ts";
import type { NullPolicy } from "./nulls.ts";
import type { Alternative } from "./test-result.ts";

export interface ObservationOptions {
  /**
   * What is done about NaN. "raise" (default): it is refused, and its row named, because a test of fewer observations is another test. "omit": it is left out, and
   * of pairs the whole pair.
   */
  readonly nulls?: Exclude<NullPolicy, "propagate">;
}

export interface TestOptions extends ObservationOptions {
  /** Default: "two-sided". */
  readonly alternative?: Alternative;
  /** Confidence of the interval, above 0 and below 1. Default: 0.95. */
  readonly level?: number;
}

/** What a method asks of its numbers. */
interface Demands {
  /** How many it takes at least. Default: 1. */
  readonly least?: number;
  /** Whether it can take infinities: where only the order counts. Default: false. */
  readonly infinite?: boolean;
}

/** All numbers of a sample. Throws `ValidationError` for NaN and infinities, naming the row, and for too few. */
export async function readSample(op: string, name: string, x: Sample, options: ObservationOptions, demands: Demands = {}): Promise<Float64Array> {
  const numbers = await numbersOf(op, x);
  const kept = omits(op, options) ? numbers.filter((value) => !Number.isNaN(value)) : numbers;
  return checkNumbers(op, name, kept, demands);
}

/** Two samples whose elements belong together. Throws `ShapeError` as well, for unequal lengths. */
export async function readPairs(op: string, x: Sample, y: Sample, options: ObservationOptions, demands: Demands = {}): Promise<[Float64Array, Float64Array]> {
  const [left, right] = await Promise.all([numbersOf(op, x), numbersOf(op, y)]);
  if (left.length !== right.length) throw new ShapeError(op, `lengths differ: ${left.length} and ${right.length}`, "the elements belong together in pairs");
  const whole = (_: number, i: number): boolean => !Number.isNaN(left[i]!) && !Number.isNaN(right[i]!);
  const omit = omits(op, options);
  return [checkNumbers(op, "x", omit ? left.filter(whole) : left, demands), checkNumbers(op, "y", omit ? right.filter(whole) : right, demands)];
}

/** Two groups or more. */
export async function readGroups(op: string, groups: readonly Sample[], options: ObservationOptions, demands: Demands = {}): Promise<Float64Array[]> {
  if (!Array.isArray(groups) || groups.length < 2) throw new ValidationError(op, `not two groups or more: ${Array.isArray(groups) ? groups.length : String(groups)}`, "an array of samples");
  return Promise.all(groups.map((group, i) => readSample(op, `group ${i}`, group, options, demands)));
}

/** Throws `ValidationError` for NaN and infinities, naming the row, and for too few numbers. */
export function checkNumbers(op: string, name: string, numbers: Float64Array, { least = 1, infinite = false }: Demands = {}): Float64Array {
  const row = numbers.findIndex((value) => (infinite ? Number.isNaN(value) : !Number.isFinite(value)));
  if (row >= 0) throw new ValidationError(op, `${name} is not ${infinite ? "a number" : "finite"} in row ${row}: ${numbers[row]}`, 'leave missing values out with { nulls: "omit" }');
  if (numbers.length < least) throw new ValidationError(op, `too few observations in ${name}: ${numbers.length}, at least ${least}`);
  return numbers;
}

/** The moments of a sample that varies. Throws `ComputationError` when all values are equal. */
export function checkedMoments(op: string, name: string, numbers: Float64Array): Moments {
  const moments = momentsOf(numbers);
  if (isConstant(moments)) throw new ComputationError(op, `all values of ${name} are equal: ${numbers[0]}`, "the test compares with their spread, which is 0");
  return moments;
}

/** Throws `ValidationError` for an unknown alternative or a level outside (0, 1). */
export function checkTestOptions(op: string, { alternative = "two-sided", level = 0.95 }: TestOptions): { alternative: Alternative; level: number } {
  if (!["two-sided", "less", "greater"].includes(alternative)) throw new ValidationError(op, `unknown alternative: ${String(alternative)}`, "one of two-sided, less, greater");
  return { alternative, level: checkLevel(op, level) };
}

export function checkLevel(op: string, level: number): number {
  if (level > 0 && level < 1) return level;
  throw new ValidationError(op, `level is not between 0 and 1: ${String(level)}`, "a confidence such as 0.95");
}

/** Whether missing values are left out. Throws `ValidationError` for an unknown way with them. */
export function omits(op: string, { nulls = "raise" }: ObservationOptions): boolean {
  if (nulls !== "raise" && nulls !== "omit") throw new ValidationError(op, `unknown way with nulls: ${String(nulls)}`, "raise or omit");
  return nulls === "omit";
}

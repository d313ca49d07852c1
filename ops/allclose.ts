/** The one comparison of numeric results in tests and self-checks. */
import { ValidationError } from "./errors.ts";

export interface Tolerance {
  /** Relative to the expected number. Default: 1e-6. */
  readonly rtol?: number;
  /** Absolute. Default: 0. */
  readonly atol?: number;
}

/**
 * Throws `ValidationError`, naming the worst element, unless every |actual - expected| <= atol + rtol |expected|. Infinities must be
 * equal, and NaN answers NaN.
 */
export function toBeAllclose(actual: ArrayLike<number>, expected: ArrayLike<number>, { rtol = 1e-6, atol = 0 }: Tolerance = {}): void {
  if (actual.length !== expected.length) {
    throw new ValidationError("toBeAllclose", `lengths differ: ${actual.length} and ${expected.length}`);
  }
  let worst = { index: -1, excess: 0 };
  for (let i = 0; i < expected.length; i++) {
    const excess = excessOf(actual[i]!, expected[i]!, rtol, atol);
    if (excess > worst.excess) worst = { index: i, excess };
  }
  if (worst.index < 0) return;
  const { index } = worst;
  throw new ValidationError("toBeAllclose", `not close at ${index}: ${actual[index]} where ${expected[index]} is expected`);
}

function excessOf(actual: number, expected: number, rtol: number, atol: number): number {
  if (Object.is(actual, expected) || actual === expected) return 0;
  const difference = Math.abs(actual - expected);
  const allowed = Number.isFinite(expected) ? atol + rtol * Math.abs(expected) : 0;
  return difference <= allowed ? 0 : Number.isNaN(difference) ? Infinity : difference - allowed;
}

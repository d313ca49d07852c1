/** What the functions on time series accept: evenly spaced numbers, none missing. */
import { exactBackend } from "../../device.ts";
import { ValidationError } from "../../errors.ts";
import { describeValue, type Sample } from "../../sample.ts";
import { withOwned } from "../../stats/owned.ts";
import { Tensor } from "../../tensor.ts";
import { upload } from "../../transfer.ts";
import { elementsOf, exactNumbers, exactSeries } from "../input.ts";

/** The numbers of a series of `least` numbers or more. Throws `ShapeError` for other than one axis; `ValidationError` for too few, and for NaN and infinities, naming the first place. They may be the caller's own: change nothing in them. */
export async function readSeries(op: string, x: Sample, least = 1): Promise<Float64Array> {
  const isHere = Array.isArray(x) || ArrayBuffer.isView(x); // then they need not go to a device and back
  const numbers = isHere ? exactNumbers(op, x) : await withOwned(op, x, async (own) => elementsOf(await exactSeries(op, own)));
  if (numbers.length < least) throw new ValidationError(op, `the series is too short: ${numbers.length} values`, `at least ${least}`);
  return numbers;
}

/** Numbers as a tensor of float64 [n]. */
export const seriesTensor = (op: string, numbers: Float64Array): Tensor => new Tensor(upload(op, exactBackend(), numbers, "float64", [numbers.length]), []);

/** Throws `ValidationError` unless the option is an integer from `least` on, up to `most`, and odd where it has to be. */
export function checkCount(op: string, name: string, value: number, least: number, odd = false, most = Number.MAX_SAFE_INTEGER): void {
  if (Number.isSafeInteger(value) && value >= least && value <= most && !(odd && value % 2 === 0)) return;
  throw new ValidationError(op, `${name} is not an ${odd ? "odd " : ""}integer from ${least} ${most === Number.MAX_SAFE_INTEGER ? "on" : `to ${most}`}: ${describeValue(value)}`);
}

/** Throws `ValidationError` unless the option is a finite number above 0. */
export function checkPositive(op: string, name: string, value: number): void {
  if (!(Number.isFinite(value) && value > 0)) throw new ValidationError(op, `${name} is not a number above 0: ${describeValue(value)}`);
}

/** What is done about NaN, which stands for a missing value. */
import { ValidationError } from "../errors.ts";
import { numbersOf, type Sample } from "../sample.ts";

/** `omit`: calculated from the other values; `propagate`: the answer is NaN; `raise`: refused. Their names are those of SciPy's `nan_policy`. */
export type NullPolicy = "omit" | "propagate" | "raise";

export interface NullOptions {
  /** What is done about NaN. Default: `omit`. */
  readonly nulls?: NullPolicy;
}

/** Checks a sample of so many values and NaNs. True when the answer is NaN. Throws `ValidationError` when there is no value, and for a NaN that is to be refused. */
export async function isUnknown(op: string, x: Sample, { count, nulls }: { readonly count: number; readonly nulls: number }, policy: NullPolicy = "omit"): Promise<boolean> {
  checkPolicy(op, policy);
  if (nulls > 0 && policy === "raise") throw refused(op, await numbersOf(op, x));
  if (nulls > 0 && policy === "propagate") return true;
  if (count === 0) throw new ValidationError(op, nulls > 0 ? `all values are NaN: ${nulls}` : "no values");
  return false;
}

/** The values that are not NaN, as a copy; undefined when the answer is NaN. Throws `ValidationError` as `isUnknown`. */
export async function knownValues(op: string, x: Sample, policy?: NullPolicy): Promise<Float64Array | undefined> {
  const numbers = await numbersOf(op, x);
  const known = numbers.filter((value) => !Number.isNaN(value));
  return (await isUnknown(op, numbers, { count: known.length, nulls: numbers.length - known.length }, policy)) ? undefined : known;
}

function checkPolicy(op: string, policy: NullPolicy): void {
  if (!["omit", "propagate", "raise"].includes(policy)) throw new ValidationError(op, `unknown way with nulls: ${String(policy)}`, "one of omit, propagate, raise");
}

const refused = (op: string, numbers: Float64Array): ValidationError => new ValidationError(op, `element ${numbers.findIndex(Number.isNaN)} is NaN`, 'leave such out by nulls: "omit"');

/** Whether a plain object is a check: it may come from a file. */
import { ValidationError } from "../../errors.ts";
import { describeValue } from "../../sample.ts";
import { columnsOf, leading, type Check } from "./check.ts";

/** Throws `ValidationError` for what is no check, says too little, or asks for a share outside [0, 1]. */
export function validate(check: Check): void {
  const op = "quality.checks";
  const wanted = Object.hasOwn(leading, check?.check ?? "") ? leading[check.check] : undefined;
  if (wanted === undefined) throw new ValidationError(op, `no such check: ${describeValue((check as Check | undefined)?.check)}`, `one of ${Object.keys(leading).join(", ")}`);
  const lacking = wanted.find((part) => !(part in check));
  if (lacking !== undefined) throw new ValidationError(op, `${check.check} has no ${lacking}`);
  if ("columns" in check && columnsOf(check).length === 0) throw new ValidationError(op, `${check.check} names no column`);
  if ("mostly" in check && check.mostly !== undefined && (typeof check.mostly !== "number" || !(check.mostly >= 0 && check.mostly <= 1))) {
    throw new ValidationError(op, `mostly is not from 0 to 1: ${String(check.mostly)}`, "a fraction, such as 0.95");
  }
}

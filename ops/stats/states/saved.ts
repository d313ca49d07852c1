/** States as JSON: what all of them need to write and to check when they are read again. */
import { ValidationError } from "../../errors.ts";
import { describeValue } from "../../sample.ts";

/** A number that survives JSON, which has no NaN and no infinities. */
export type SavedNumber = number | "NaN" | "Infinity" | "-Infinity";

export const saveNumber = (x: number): SavedNumber => (Number.isFinite(x) ? x : (String(x) as SavedNumber));

export const readNumber = (saved: SavedNumber): number => Number(saved);

/** Throws `ValidationError` unless the object was saved by a state of that kind. */
export function checkKind(op: string, saved: unknown, kind: string): void {
  if (typeof saved === "object" && saved !== null && "kind" in saved && saved.kind === kind) return;
  throw new ValidationError(op, `not a saved ${kind}: ${describeValue(saved)}`, "what toJSON returned");
}

/** Throws `ValidationError` unless two states may be merged. */
export function checkAlike(op: string, what: string, own: number, other: number): void {
  if (own !== other) throw new ValidationError(op, `states differ in ${what}: ${own} and ${other}`);
}

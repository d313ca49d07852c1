/**
 * Which Plot call made a value. Plot's own results are handed to the cell unchanged; this remembers beside them how they
 * came to be. Options that a transform returned stay known when they are spread into new ones, through an enumerable symbol.
 */
import * as Plot from "@observablehq/plot";

export interface Call {
  /** A function that Plot exports. */
  name: string;
  args: unknown[];
  result: unknown;
}

const CALL = Symbol("plot call");
const calls = new WeakMap<object, Call>();
const constants = new Map<unknown, string>(Object.entries(Plot).filter(([name]) => /^[a-z]/.test(name)).map(([name, value]) => [value, name]));

/** Remembers the call that made `result`; primitives need no memory. */
export function rememberCall(name: string, args: unknown[], result: unknown): void {
  if (result === null || (typeof result !== "object" && typeof result !== "function")) return;
  const call = { name, args, result };
  if (isOptions(result)) Object.defineProperty(result, CALL, { value: call, enumerable: true, configurable: true });
  else calls.set(result, call);
}

/** Remembers that `value` stands for what Plot exports as `name`. */
export function rememberConstant(name: string, value: unknown): void {
  constants.set(value, name);
}

/** The call that made a value, or that made what was spread into it. */
export function findCall(value: unknown): Call | undefined {
  if (value === null || (typeof value !== "object" && typeof value !== "function")) return undefined;
  return calls.get(value) ?? (value as { [CALL]?: Call })[CALL];
}

/** The name under which Plot exports this very value. */
export function findConstant(value: unknown): string | undefined {
  return constants.get(value);
}

/** What was laid over a call's result by spreading it: the own properties that differ. */
export function findExtras(value: object, call: Call): Record<string, unknown> {
  const made = call.result as Record<string, unknown>;
  return Object.fromEntries(Object.entries(value).filter(([key, own]) => made[key] !== own));
}

/** Marks are Plot's `Mark`s and the arrays of them that composite marks return. */
export function isMark(value: unknown): boolean {
  return value instanceof Plot.Mark || (Array.isArray(value) && findCall(value) !== undefined);
}

function isOptions(value: object): boolean {
  return typeof value !== "function" && !Array.isArray(value) && !(value instanceof Plot.Mark);
}

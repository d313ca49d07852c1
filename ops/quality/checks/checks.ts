/** A list of checks: put together call by call or from plain objects, run on data, kept as JSON. */
import { ValidationError } from "../../errors.ts";
import { describeValue } from "../../sample.ts";
import type { ColumnType } from "../../table/column.ts";
import type { RowObject } from "../../table/table.ts";
import { tableOf, type Data } from "../input.ts";
import type { PlainValue } from "../predicates.ts";
import { nameOf, type Check, type CheckOptions } from "./check.ts";
import { CheckReport } from "./report.ts";
import { runCheck, type RunOptions } from "./run.ts";
import { validate } from "./validate.ts";

type Bound = number | string | Date;

/** As JSON keeps it. */
const plain = (bound: Bound): number | string => (bound instanceof Date ? bound.toISOString() : bound);

type NumberRange = { readonly min?: number; readonly max?: number } & Omit<CheckOptions, "mostly">;

/** Checks. Every method returns a new list with one more check. */
export class Checks {
  readonly list: readonly Check[];
  readonly #data: Data | undefined;

  /** Throws `ValidationError` for a check that is not one, and for `mostly` outside [0, 1]. */
  constructor(list: readonly Check[] = [], data?: Data) {
    if (!Array.isArray(list)) throw new ValidationError("quality.checks", `not a list of checks: ${describeValue(list)}`, "what toJSON gave");
    for (const check of list) validate(check);
    this.list = list;
    this.#data = data;
  }

  /** With one more check, given as a plain object. */
  add(check: Check): Checks {
    return new Checks([...this.list, check], this.#data);
  }

  /** No value is missing. */
  isComplete(column: string, options: CheckOptions = {}): Checks {
    return this.add({ check: "isComplete", column, ...options });
  }

  /** No value, or no row of several columns, occurs twice. */
  isUnique(columns: string | readonly string[], options: CheckOptions = {}): Checks {
    return this.add({ check: "isUnique", columns: typeof columns === "string" ? [columns] : columns, ...options });
  }

  /** Values lie from `min` to `max`, both included: numbers, or dates. */
  hasRange(column: string, { min, max, ...options }: { readonly min?: Bound; readonly max?: Bound } & CheckOptions): Checks {
    return this.add({ check: "hasRange", column, ...(min !== undefined && { min: plain(min) }), ...(max !== undefined && { max: plain(max) }), ...options });
  }

  /** No value is less than 0. */
  isNonNegative(column: string, options: CheckOptions = {}): Checks {
    return this.add({ check: "isNonNegative", column, ...options });
  }

  /** Values are among those given. */
  isIn(column: string, set: Iterable<PlainValue>, options: CheckOptions = {}): Checks {
    return this.add({ check: "isIn", column, set: [...set], ...options });
  }

  /** Values as text have a match; `^` and `$` tie it to the ends. */
  matches(column: string, pattern: RegExp | string, options: CheckOptions = {}): Checks {
    const parts = typeof pattern === "string" ? { pattern } : { pattern: pattern.source, flags: pattern.flags.replace(/[gy]/g, "") };
    return this.add({ check: "matches", column, ...parts, ...options });
  }

  /** Values are of a type, or strings that read as one. */
  hasType(column: string, type: ColumnType, options: CheckOptions = {}): Checks {
    return this.add({ check: "hasType", column, type, ...options });
  }

  /** No value is less than the one before it; none equal to it when `strictly`. */
  isIncreasing(column: string, options: CheckOptions & { readonly strictly?: boolean } = {}): Checks {
    return this.add({ check: "isIncreasing", column, ...options });
  }

  /** Every value occurs in another column. */
  references(column: string, to: string, options: CheckOptions = {}): Checks {
    return this.add({ check: "references", column, to, ...options });
  }

  /** The function is true for every row. It can't be kept as JSON. */
  satisfies(predicate: (row: RowObject, index: number) => boolean, name: string, options: CheckOptions = {}): Checks {
    return this.add({ check: "satisfies", predicate, name, ...options });
  }

  /** The number of rows. */
  hasSize(range: NumberRange): Checks {
    return this.add({ check: "hasSize", ...range });
  }

  hasMean(column: string, range: NumberRange): Checks {
    return this.add({ check: "hasMean", column, ...range });
  }

  /** The standard deviation of the population. */
  hasStd(column: string, range: NumberRange): Checks {
    return this.add({ check: "hasStd", column, ...range });
  }

  /** The quantile q, from 0 to 1. */
  hasQuantile(column: string, q: number, range: NumberRange): Checks {
    return this.add({ check: "hasQuantile", column, q, ...range });
  }

  hasDistinctness(column: string, range: NumberRange): Checks {
    return this.add({ check: "hasDistinctness", column, ...range });
  }

  /** In nats. */
  hasEntropy(column: string, range: NumberRange): Checks {
    return this.add({ check: "hasEntropy", column, ...range });
  }

  /** Runs all of them on the data, by default on that of `quality.check`. A check that can't be carried out has failed, and says why. */
  async run(data: Data | undefined = this.#data, options: RunOptions = {}): Promise<CheckReport> {
    const op = "quality.check";
    if (data === undefined) throw new ValidationError(op, "no data", "checks(...).run(data), or check(data)");
    const { witnesses = 0 } = options;
    if (witnesses !== Infinity && !(Number.isInteger(witnesses) && witnesses >= 0)) throw new ValidationError(op, `witnesses is not a whole number from 0 on: ${String(witnesses)}`);
    const found = await tableOf(op, data);
    return new CheckReport(this.list.map((check) => runCheck(op, found, check, options)));
  }

  /** For `JSON.stringify`; `quality.checks` reads it. Throws `ValidationError` for a check that holds a function. */
  toJSON(): Check[] {
    const wrong = this.list.find(({ check }) => check === "satisfies");
    if (wrong !== undefined) throw new ValidationError("quality.checks", `a function can't be kept as JSON: ${nameOf(wrong)}`);
    return [...this.list];
  }
}

/** Checks for some data: `await check(table).isComplete("title").isUnique("id").run()`. */
export function check(data: Data): Checks {
  return new Checks([], data);
}

/** Checks for any data, from plain objects such as `toJSON` gives. Throws `ValidationError` for what is no check. */
export function checks(list: readonly Check[] = []): Checks {
  return new Checks(list);
}

/** The columns of two tables whose keys agree. */
import { ValidationError } from "../errors.ts";
import { describeValue } from "../sample.ts";
import type { Column } from "./column.ts";
import { concatColumns } from "./concat.ts";
import { joinRows, partnered, type Pairs } from "./matching.ts";
import { takeRows } from "./take.ts";

/** Of `join`. */
export interface JoinOptions {
  /** The columns that have to agree: by name, or `{ left: "right" }` where the names differ. Missing values agree with one another, as in pandas. */
  readonly on: string | readonly string[] | Readonly<Record<string, string>>;
  /**
   * Which rows without a partner are kept, with missing values for the columns of the other table: none ("inner", the default), those of the "left", of
   * the "right", of both ("full"). "semi" keeps the left rows that have a partner and "anti" those that have none, both without columns of the right.
   */
  readonly how?: "inner" | "left" | "right" | "full" | "semi" | "anti";
  /** Added to the name of a right column where the left has one of that name. Default: "_right". */
  readonly suffix?: string;
}

const hows: readonly unknown[] = ["inner", "left", "right", "full", "semi", "anti"] satisfies JoinOptions["how"][];

/** Left rows in their order, each with its partners in theirs; for "right" the other way round; right rows without a partner last. */
export function joinTables(left: readonly Column[], right: readonly Column[], { on, how = "inner", suffix = "_right" }: JoinOptions): Column[] {
  if (!hows.includes(how)) throw new ValidationError("join", `unknown way to join: ${describeValue(how)}`, `one of ${hows.join(", ")}`);
  const names = keyNames(on);
  const leftKeys = names.map(([name]) => find("left", left, name));
  const rightKeys = names.map(([, name]) => find("right", right, name));
  if (how === "semi" || how === "anti") {
    const has = partnered(leftKeys, rightKeys);
    const kept = Uint32Array.from(has.keys()).filter((row) => (has[row] === 1) === (how === "semi"));
    return left.map((column) => takeRows(column, kept));
  }
  const pairs = how === "right" ? turned(joinRows(rightKeys, leftKeys, { left: true, right: false })) : joinRows(leftKeys, rightKeys, { left: how !== "inner", right: how === "full" });
  const leftNames = new Set(left.map(({ name }) => name));
  const ofLeft = left.map((column) => {
    const key = leftKeys.indexOf(column);
    return key < 0 ? takeRows(column, pairs.left) : keyColumn(column, rightKeys[key]!, pairs);
  });
  const ofRight = right.filter((column) => !rightKeys.includes(column)).map((column) => takeRows(column, pairs.right));
  return [...ofLeft, ...ofRight.map((column) => (leftNames.has(column.name) ? column.rename(column.name + suffix) : column))];
}

const turned = ({ left, right }: Pairs): Pairs => ({ left: right, right: left });

/** The key of each pair, of whichever side has it. */
function keyColumn(left: Column, right: Column, pairs: Pairs): Column {
  if (!pairs.left.includes(-1)) return takeRows(left, pairs.left);
  return takeRows(concatColumns("join", [left, right]), pairs.left.map((row, i) => (row < 0 ? left.length + pairs.right[i]! : row)));
}

function keyNames(on: JoinOptions["on"]): (readonly [left: string, right: string])[] {
  if (typeof on !== "string" && (typeof on !== "object" || on === null)) throw new ValidationError("join", `not the names of keys: ${describeValue(on)}`, '{ on: "id" } or { on: { left: "right" } }');
  const names = typeof on === "string" || Array.isArray(on) ? ([on].flat() as string[]).map((name) => [name, name] as const) : Object.entries(on as Readonly<Record<string, string>>);
  if (names.length === 0) throw new ValidationError("join", "no keys", '{ on: "id" }');
  return names;
}

function find(side: string, columns: readonly Column[], name: string): Column {
  const found = columns.find((column) => column.name === name);
  if (found !== undefined) return found;
  throw new ValidationError("join", `no such column in the ${side} table: ${describeValue(name)}`, `one of ${columns.map((column) => column.name).join(", ")}`);
}

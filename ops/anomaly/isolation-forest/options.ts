/** The options of an isolation forest, checked. */
import { ValidationError } from "../../errors.ts";
import type { DetectorOptions } from "../detector.ts";

export interface IsolationForestOptions extends DetectorOptions {
  /** How many trees. Default: 100. */
  readonly trees?: number;
  /** Rows that a tree is grown from, drawn without replacement: a number above 1 is a count, at most all rows; a number in (0, 1] is a share of the rows. Default: "auto", the lesser of 256 and all. */
  readonly maxSamples?: number | "auto";
  /** Features that a tree may split on, drawn for each tree: a number above 1 is a count, a number in (0, 1] is a share. Default: 1, all of them. */
  readonly maxFeatures?: number;
  /** The same seed, data and options give the same trees. Default: drawn from the stream of `manualSeed`. */
  readonly seed?: number;
  /** The share of the trees that `partialFit` grows anew, in (0, 1]. Default: 0.25. */
  readonly refresh?: number;
}

export type Settings = Required<Pick<IsolationForestOptions, "trees" | "maxSamples" | "maxFeatures" | "refresh">>;

export const defaults: Settings = { trees: 100, maxSamples: "auto", maxFeatures: 1, refresh: 0.25 };

/** Scores hardly change beyond some hundreds. */
const mostTrees = 100_000;

export function checkSettings(op: string, settings: Settings, seed: number): void {
  const { trees, maxSamples, maxFeatures, refresh } = settings;
  if (!Number.isInteger(trees) || trees < 1 || trees > mostTrees) throw new ValidationError(op, `trees is not a whole number from 1 to ${mostTrees}: ${trees}`);
  if (maxSamples !== "auto") checkAmount(op, "maxSamples", maxSamples, 'a count, a share in (0, 1], or "auto"');
  checkAmount(op, "maxFeatures", maxFeatures, "a count, or a share in (0, 1]");
  if (!(refresh > 0 && refresh <= 1)) throw new ValidationError(op, `refresh is not in (0, 1]: ${refresh}`, "the share of the trees that partialFit replaces");
  if (!Number.isSafeInteger(seed) || seed < 0) throw new ValidationError(op, `invalid seed: ${seed}`, "a whole number from 0 on");
}

function checkAmount(op: string, name: string, amount: number, hint: string): void {
  const valid = typeof amount === "number" && amount > 0 && (amount <= 1 || Number.isSafeInteger(amount));
  if (!valid) throw new ValidationError(op, `invalid ${name}: ${String(amount)}`, hint);
}

/** How many rows a tree of so many is grown from. */
export const samplesOf = ({ maxSamples }: Settings, rows: number): number => (maxSamples === "auto" ? Math.min(256, rows) : Math.min(amountOf(maxSamples, rows), rows));

/** Throws `ValidationError` when there are not so many. */
export function featuresOf(op: string, { maxFeatures }: Settings, width: number): number {
  const count = amountOf(maxFeatures, width);
  if (count > width) throw new ValidationError(op, `maxFeatures is more than there are, ${width}: ${maxFeatures}`);
  return count;
}

const amountOf = (amount: number, all: number): number => (amount > 1 ? amount : Math.max(Math.floor(amount * all), 1));

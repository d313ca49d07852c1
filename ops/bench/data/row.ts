/** What a row of the benchmark is: the same work by Tessera, by a plain loop and by libraries. */
import { Tensor } from "../../index.ts";

/** One way to do the work. */
export interface Entry {
  readonly name: string;
  /** Does it once and ends when it is done. */
  readonly run: () => unknown;
  /** Does it once more and tells how far the result is from what it should be. */
  readonly error: () => Promise<number>;
  /** Errors up to it pass. */
  readonly tolerance: number;
  /** What part of the row's work it does, for what is too slow to do all. */
  readonly share: number;
}

export type Prepared = readonly Entry[];

type Numbers = ArrayLike<number>;

/** What a result should be, or what tells how far it is from that. */
type Expected = Numbers | ((numbers: Numbers) => number);

type Check = Pick<Entry, "tolerance"> & Partial<Pick<Entry, "share">>;

/** Work of plain loops or a library; `numbers` are what is compared. */
export function entry<T>(name: string, compute: () => T | Promise<T>, numbers: (result: T) => Numbers, expected: Expected, { tolerance, share = 1 }: Check): Entry {
  return { name, run: compute, error: async () => errorOf(numbers(await compute()), expected), tolerance, share };
}

/** Our own work. Tensors are computed, and disposed at once, so that their memory is used again. */
export function tessera<T>(compute: () => T | Promise<T>, numbers: (result: T) => Numbers | Promise<Numbers>, expected: Expected, { tolerance }: Check): Entry {
  const run = async (): Promise<void> => {
    const found = tensorsIn(await compute());
    for (const tensor of found) await tensor.ready();
    for (const tensor of found) tensor.dispose();
  };
  const error = async (): Promise<number> => {
    const result = await compute();
    const found = errorOf(await numbers(result), expected);
    for (const tensor of tensorsIn(result)) tensor.dispose();
    return found;
  };
  return { name: "tessera", run, error, tolerance, share: 1 };
}

/** A tensor, or those in a plain object such as a decomposition. */
function tensorsIn(result: unknown): Tensor[] {
  if (result instanceof Tensor) return [result];
  const isPlain = typeof result === "object" && result !== null && Object.getPrototypeOf(result) === Object.prototype;
  return isPlain ? Object.values(result).filter((value) => value instanceof Tensor) : [];
}

const errorOf = (numbers: Numbers, expected: Expected): number => (typeof expected === "function" ? expected(numbers) : largestError(numbers, expected));

/** The largest difference, relative where the expected number is above 1. NaN has to meet NaN; infinite when anything else fails. */
export function largestError(numbers: Numbers, expected: Numbers): number {
  if (numbers.length !== expected.length) return Infinity;
  let worst = 0;
  for (let i = 0; i < expected.length; i++) {
    const [a, b] = [numbers[i]!, expected[i]!];
    if (a === b || (Number.isNaN(a) && Number.isNaN(b))) continue;
    const difference = Math.abs(a - b) / Math.max(1, Math.abs(b));
    worst = Math.max(worst, Number.isNaN(difference) ? Infinity : difference);
  }
  return worst;
}

/** All numbers of a tensor. */
export const read = async (x: Tensor): Promise<Numbers> => (await x.data()) as Numbers;

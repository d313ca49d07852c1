/** Categories as numbers. */
import { tensor } from "../creation.ts";
import { isFloat, type Dtype } from "../dtype.ts";
import { newElements } from "../elements.ts";
import { ComputationError, ShapeError, ValidationError } from "../errors.ts";
import { formatShape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { codesOf, featuresOf, sortedCategories, type Categorical, type Categories, type Category } from "./categories.ts";
import { frozen, type Parameters, type SavedTransform, type Transform } from "./transform.ts";

/** A transform of categories. It reads them on the host, so its result is a promise. */
export interface Encoder extends Transform {
  /** Undefined before `fit`. */
  readonly state: Categories | undefined;
  /** Learns the categories, forgetting what was learnt before. */
  fit(x: Categorical): Promise<this>;
  /** Throws `ComputationError` before `fit`, `ShapeError` for another number of features, and `ValidationError` for an unknown category unless it has a place. */
  apply(x: Categorical): Promise<Tensor>;
  /** The rows of categories that `apply` made these of; undefined where there was an unknown one. */
  inverse(x: Tensor): Promise<(Category | undefined)[][]>;
}

export interface OneHotOptions {
  /** What becomes of a category that was not learnt: "error" (default), or "ignore": zeros only. */
  readonly handleUnknown?: "error" | "ignore";
  /** Default: "float32". */
  readonly dtype?: Dtype;
  /** What an earlier one learnt. */
  readonly state?: Categories;
}

/** A column for each category, 1 where the row has it and 0 elsewhere: [n, categories of all features], as scikit-learn's `OneHotEncoder`. */
export function oneHot({ handleUnknown = "error", dtype = "float32", state }: OneHotOptions = {}): Encoder {
  const op = "transforms.oneHot";
  if (handleUnknown !== "error" && handleUnknown !== "ignore") throw new ValidationError(op, `unknown handleUnknown: ${String(handleUnknown)}`, "error or ignore");
  return encoder("oneHot", { handleUnknown, dtype }, state, handleUnknown === "ignore", {
    encode: (codes, rows, { categories }) => {
      const starts = startsOf(categories);
      const width = starts.at(-1)!;
      const out = newElements(op, "float32", rows * width);
      codes.forEach((column, j) => column.forEach((code, i) => code >= 0 && (out[i * width + starts[j]! + code] = 1)));
      return tensor(out, { dtype, shape: [rows, width] });
    },
    decode: (row, { categories }) => {
      const starts = startsOf(categories);
      return categories.map((_, j) => row.slice(starts[j]!, starts[j + 1]!).findIndex((value) => value > 0));
    },
    width: ({ categories }) => startsOf(categories).at(-1)!,
  });
}

/** Where the columns of each feature start, and where the last ones end. */
function startsOf(categories: Categories["categories"]): number[] {
  const starts = [0];
  for (const { length } of categories) starts.push(starts.at(-1)! + length);
  return starts;
}

export interface OrdinalOptions {
  /** What becomes of a category that was not learnt: "error" (default), or "value": `unknownValue`. */
  readonly handleUnknown?: "error" | "value";
  /** Default: -1. */
  readonly unknownValue?: number;
  /** Default: "float32", which can hold NaN. */
  readonly dtype?: Dtype;
  /** What an earlier one learnt. */
  readonly state?: Categories;
}

/** Each category as its place among the sorted ones: [n, features], as `OrdinalEncoder`. What is missing becomes NaN where the dtype has it. */
export function ordinal({ handleUnknown = "error", unknownValue = -1, dtype = "float32", state }: OrdinalOptions = {}): Encoder {
  const op = "transforms.ordinal";
  if (handleUnknown !== "error" && handleUnknown !== "value") throw new ValidationError(op, `unknown handleUnknown: ${String(handleUnknown)}`, "error or value");
  const missing = isFloat(dtype) ? NaN : undefined;
  return encoder("ordinal", { handleUnknown, unknownValue, dtype }, state, handleUnknown === "value", {
    encode: (codes, rows, { categories }) => {
      const width = categories.length;
      const numbers = new Float64Array(rows * width);
      codes.forEach((column, j) => {
        const numberOf = categories[j]!.map((category, place) => (category === null && missing !== undefined ? missing : place));
        column.forEach((code, i) => void (numbers[i * width + j] = code < 0 ? unknownValue : numberOf[code]!));
      });
      return tensor(numbers, { dtype, shape: [rows, width] });
    },
    decode: (row, { categories }) => row.map((value, j) => (Number.isNaN(value) ? categories[j]!.indexOf(null) : value)),
    width: ({ categories }) => categories.length,
  });
}

/** Between codes, which are places among the categories of a feature and -1 for unknown, and the numbers of rows. */
interface Coding {
  /** Of each feature the codes of all rows. */
  readonly encode: (codes: readonly Int32Array[], rows: number, learnt: Categories) => Tensor;
  readonly decode: (row: readonly number[], learnt: Categories) => readonly number[];
  readonly width: (learnt: Categories) => number;
}

function encoder(name: string, parameters: Parameters, saved: Categories | undefined, allowsUnknown: boolean, { encode, decode, width }: Coding): Encoder {
  const op = `transforms.${name}`;
  const kept = frozen(parameters);
  let learnt = saved;
  const known = (): Categories => {
    if (learnt === undefined) throw new ComputationError(op, "nothing was learnt yet", "call fit first");
    return learnt;
  };
  return {
    name,
    parameters: kept,
    isRandom: false,
    takes: "rows",
    get state() {
      return learnt;
    },
    async fit(x) {
      const { rows, features } = await featuresOf(op, x);
      if (rows === 0) throw new ValidationError(op, "nothing to learn from: no rows");
      learnt = { categories: features.map((values, j) => sortedCategories(op, j, values)) };
      return this;
    },
    async apply(x) {
      const state = known();
      const found = await featuresOf(op, x, state.categories.length);
      return encode(found.rows === 0 ? [] : codesOf(op, found, state, allowsUnknown), found.rows, state);
    },
    async inverse(x) {
      const state = known();
      if (x.ndim !== 2 || x.shape[1] !== width(state)) throw new ShapeError(op, `not rows of ${width(state)} numbers: ${formatShape(x.shape)}`);
      const [data, length] = [await x.data(), width(state)];
      return Array.from({ length: x.shape[0]! }, (_, i) => decode(Array.from(data.subarray(i * length, (i + 1) * length)), state).map((code, j) => state.categories[j]![code]));
    },
    toJSON: (): SavedTransform => ({ name, ...kept, ...(learnt && { state: learnt }) }),
  };
}

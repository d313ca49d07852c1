/** Transforms of rows of features, [n, features], that learn something of each feature first: what is the same for all of them. */
import { isFloat, type TypedArray } from "../dtype.ts";
import { ComputationError, ShapeError, ValidationError } from "../errors.ts";
import { onDeviceOf } from "../indices.ts";
import { astype, reshape, transpose } from "../math/manipulation.ts";
import { asRows, type Rows } from "../sample.ts";
import { scope } from "../scope.ts";
import { formatShape } from "../shape.ts";
import { exactSample } from "../stats/exact.ts";
import type { Moments } from "../stats/moments.ts";
import { withOwned } from "../stats/owned.ts";
import { momentsOfRows } from "../stats/row-moments.ts";
import { Tensor } from "../tensor.ts";
import { frozen, wide, type Parameters, type SavedTransform, type Transform } from "./transform.ts";

/** Has its numbers as rows of features: a table. */
interface HasMatrix {
  matrix(): Tensor;
}

/** One observation a row: a tensor [n, features], rows of numbers, or a table of numbers. */
export type Features = Rows | HasMatrix;

/** A transform of features that learns. Every list of its state has one number for each feature. */
export interface FeatureTransform<State = unknown> extends Transform {
  /** What was learnt; undefined before `fit`. */
  readonly state: State | undefined;
  /** Learns, forgetting what was learnt before. NaN is a missing value. Throws `ValidationError` for infinite numbers and for features without a value. */
  fit(x: Features): Promise<this>;
  /** Rows of the same features: floats keep their dtype, integers become float64 (float32 on webgpu). Throws `ComputationError` before `fit`, `ShapeError` for another number of features. */
  apply(x: Features): Tensor;
}

/** One whose results can be turned back. */
export interface InvertibleTransform<State = unknown> extends FeatureTransform<State> {
  /** The rows that `apply` made these of. */
  inverse(x: Features): Tensor;
}

/** What is learnt from. */
export interface LearningData {
  /** [features, n], float32 or float64, one feature after the other. NaN is missing; there are no infinities. */
  readonly features: Tensor;
  /** Of every feature. */
  readonly moments: readonly Moments[];
}

/** How a transform learns and works. `width` tells how many features a state is of. */
export interface FeatureWork<State> {
  readonly learn: (op: string, data: LearningData) => State | Promise<State>;
  readonly width: (state: State) => number;
  /** `x` has 32 or 64 bits. */
  readonly apply: (op: string, x: Tensor, state: State) => Tensor;
}

export interface InvertibleWork<State> extends FeatureWork<State> {
  readonly inverse: (op: string, x: Tensor, state: State) => Tensor;
}

/** `saved` is the state out of JSON. */
export function featureTransform<State>(name: string, parameters: Parameters, work: FeatureWork<State>, saved?: State): FeatureTransform<State> {
  return new Learner(name, parameters, work, saved);
}

export function invertibleTransform<State>(name: string, parameters: Parameters, work: InvertibleWork<State>, saved?: State): InvertibleTransform<State> {
  return new InvertibleLearner(name, parameters, work, saved);
}

class Learner<State, Work extends FeatureWork<State>> implements FeatureTransform<State> {
  readonly name: string;
  readonly parameters: Parameters;
  readonly isRandom = false;
  readonly takes = "rows";
  state: State | undefined;
  protected readonly work: Work;

  constructor(name: string, parameters: Parameters, work: Work, saved: State | undefined) {
    this.name = name;
    this.parameters = frozen(parameters);
    this.work = work;
    this.state = saved;
  }

  async fit(x: Features): Promise<this> {
    const op = `transforms.${this.name}`;
    const rows = asRows(op, hasMatrix(x) ? x.matrix() : x);
    try {
      this.state = await withOwned(op, rows, async (own) => this.work.learn(op, await learningData(op, own)));
    } finally {
      if (rows !== x) rows.dispose();
    }
    return this;
  }

  apply(x: Features): Tensor {
    return this.transform(x, this.work.apply);
  }

  protected transform(x: Features, compute: FeatureWork<State>["apply"]): Tensor {
    const op = `transforms.${this.name}`;
    const { state } = this;
    if (state === undefined) throw new ComputationError(op, "nothing was learnt yet", "call fit first");
    return scope(() => {
      const rows = asFloatRows(op, x);
      const width = this.work.width(state);
      if (rows.shape[1] !== width) throw new ShapeError(op, `learnt from ${width} features: ${formatShape(rows.shape)}`);
      return astype(compute(op, wide(rows), state), rows.dtype);
    });
  }

  toJSON(): SavedTransform {
    return { name: this.name, ...this.parameters, ...(this.state !== undefined && { state: this.state }) };
  }
}

class InvertibleLearner<State> extends Learner<State, InvertibleWork<State>> implements InvertibleTransform<State> {
  inverse(x: Features): Tensor {
    return this.transform(x, this.work.inverse);
  }
}

const hasMatrix = (x: Features): x is HasMatrix => typeof x === "object" && x !== null && "matrix" in x && typeof x.matrix === "function";

/** The rows as floats of their own dtype, or of float64 where the device has it. */
export function asFloatRows(op: string, x: Features): Tensor {
  const rows = asRows(op, hasMatrix(x) ? x.matrix() : x);
  return isFloat(rows.dtype) ? rows : astype(rows, rows.device === "webgpu" ? "float32" : "float64");
}

/** The features of rows. Throws `ValidationError` for no rows, infinite numbers and a feature without a value. */
async function learningData(op: string, rows: Tensor): Promise<LearningData> {
  const [count, width] = rows.shape as [number, number];
  if (count === 0) throw new ValidationError(op, `nothing to learn from: ${formatShape(rows.shape)}`);
  const exact = await exactSample(op, rows);
  const features = reshape(reshape(transpose(exact), [-1]), [width, count]); // in memory, not as a view: it is read more than once
  const moments = await momentsOfRows(op, features);
  for (const [j, { count: known, min, max }] of moments.entries()) {
    if (min === -Infinity || max === Infinity) throw await infiniteIn(op, exact, j);
    if (known === 0) throw new ValidationError(op, `feature ${j} has no values: all ${count} are NaN`);
  }
  return { features, moments };
}

async function infiniteIn(op: string, rows: Tensor, feature: number): Promise<ValidationError> {
  const width = rows.shape[1]!;
  const at = (await rows.data()).findIndex((value, i) => i % width === feature && Math.abs(value) === Infinity);
  return new ValidationError(op, `row ${Math.floor(at / width)} of feature ${feature} is infinite: ${(await rows.data())[at]}`, "missing values are NaN");
}

/** A number for each feature, which meets the rows of a tensor. */
export const perFeature = (op: string, x: Tensor, numbers: readonly number[]): Tensor => onDeviceOf(op, x, numbers, x.dtype, [numbers.length]);

/** The values of each feature that are not missing, on the host. */
export async function knownValues({ features, moments }: LearningData): Promise<TypedArray[]> {
  const [width, count] = features.shape as [number, number];
  const data = await features.data();
  return Array.from({ length: width }, (_, j) => {
    const column = data.subarray(j * count, (j + 1) * count);
    return moments[j]!.nulls === 0 ? column : column.filter((value) => !Number.isNaN(value));
  });
}

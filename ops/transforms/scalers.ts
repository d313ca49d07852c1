/** Features on a common scale, as scikit-learn's scalers have them: all are x minus a centre, divided by a scale. NaN stays NaN. */
import { ValidationError } from "../errors.ts";
import { add, div, mul, sub } from "../math/arithmetic.ts";
import { quantilesOfRows } from "../stats/quantiles.ts";
import { invertibleTransform, perFeature, type InvertibleTransform, type InvertibleWork, type LearningData } from "./feature.ts";
import { checkRange } from "./random.ts";

/** Of each feature: what is taken off, and what it is divided by then. */
export interface Scaling {
  readonly center: readonly number[];
  readonly scale: readonly number[];
}

type Scale = readonly [center: number, scale: number];

export interface LearntOptions<State> {
  /** What an earlier one learnt: `JSON.parse(JSON.stringify(transform)).state`. */
  readonly state?: State;
}

export interface StandardiseOptions extends LearntOptions<Scaling> {
  /** Default: true. */
  readonly withMean?: boolean;
  /** Default: true. */
  readonly withStd?: boolean;
}

/** Mean 0 and variance 1 (divided by n), as `StandardScaler`. A constant feature is only centred. */
export function standardise({ withMean = true, withStd = true, state }: StandardiseOptions = {}): InvertibleTransform<Scaling> {
  return scaler("standardise", { withMean, withStd }, state, ({ moments }) => moments.map(({ count, mean, m2 }) => {
    const variance = m2 / count;
    // What rounding leaves of a constant feature is no spread: Chan, Golub and LeVeque (1983).
    const isConstant = variance <= count * Number.EPSILON * variance + (count * mean * Number.EPSILON) ** 2;
    return [withMean ? mean : 0, withStd && !isConstant ? Math.sqrt(variance) : 1];
  }));
}

export interface MinMaxOptions extends LearntOptions<Scaling> {
  /** Where the least and the greatest value go. Default: [0, 1]. */
  readonly range?: readonly [number, number];
}

/** The least value of each feature at the start of the range and the greatest at its end, as `MinMaxScaler`. A constant feature goes to the start. Throws `ValidationError` for an empty range. */
export function minMax({ range = [0, 1], state }: MinMaxOptions = {}): InvertibleTransform<Scaling> {
  const [low, high] = checkRange("transforms.minMax", "range", range, -Infinity);
  if (low === high) throw new ValidationError("transforms.minMax", `empty range: [${low}, ${high}]`);
  return scaler("minMax", { range }, state, ({ moments }) => moments.map(({ min, max }) => {
    const scale = orOne(max - min) / (high - low);
    return [min - low * scale, scale];
  }));
}

export interface RobustOptions extends LearntOptions<Scaling> {
  /** Default: true. */
  readonly withCentering?: boolean;
  /** Default: true. */
  readonly withScaling?: boolean;
  /** The percentiles whose distance is the scale. Default: [25, 75]. */
  readonly quantileRange?: readonly [number, number];
}

/** Median 0 and an interquartile range of 1, as `RobustScaler`: what outliers cannot move. Quantiles are R-7. A feature whose range is 0 is only centred. */
export function robust({ withCentering = true, withScaling = true, quantileRange = [25, 75], state }: RobustOptions = {}): InvertibleTransform<Scaling> {
  const [low, high] = checkRange("transforms.robust", "quantileRange", quantileRange, 0, 100);
  return scaler("robust", { withCentering, withScaling, quantileRange }, state, async ({ features, moments }, op) => {
    const quantiles = (await quantilesOfRows(op, features, moments, [low / 100, 0.5, high / 100])) as [number, number, number][];
    return quantiles.map(([first, middle, last]) => [withCentering ? middle : 0, withScaling ? orOne(last - first) : 1]);
  });
}

/** scikit-learn takes less than this for no spread at all. */
const orOne = (spread: number): number => (spread < 10 * Number.EPSILON ? 1 : spread);

function scaler(name: string, parameters: Readonly<Record<string, unknown>>, saved: Scaling | undefined, learn: (data: LearningData, op: string) => readonly Scale[] | Promise<readonly Scale[]>): InvertibleTransform<Scaling> {
  const work: InvertibleWork<Scaling> = {
    learn: async (op, data) => {
      const scales = await learn(data, op);
      return { center: scales.map(([center]) => center), scale: scales.map(([, scale]) => scale) };
    },
    width: ({ center }) => center.length,
    apply: (op, x, { center, scale }) => div(sub(x, perFeature(op, x, center)), perFeature(op, x, scale)),
    inverse: (op, x, { center, scale }) => add(mul(x, perFeature(op, x, scale)), perFeature(op, x, center)),
  };
  return invertibleTransform(name, parameters, work, saved);
}

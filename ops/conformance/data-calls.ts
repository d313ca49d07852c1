/** One call of every public function of data, for the tests that run all of them: on every device, and looking at what they leave in memory. */
import * as anomaly from "../anomaly/index.ts";
import { Tensor } from "../tensor.ts";
import * as quality from "../quality/index.ts";
import type { Rows, Sample } from "../sample.ts";
import { keepScope } from "../scope.ts";
import * as stats from "../stats/index.ts";
import { Column, table, Table } from "../table/index.ts";
import * as transforms from "../transforms/index.ts";

/** The same data, as arrays of the host or as tensors. Its numbers are whole or eighths, which float32 holds. */
export interface Given {
  readonly x: Sample & (Tensor | readonly number[]);
  readonly y: Sample & (Tensor | readonly number[]);
  readonly gaps: Sample & (Tensor | readonly number[]);
  readonly season: Sample;
  readonly labels: Sample;
  readonly rows: Rows;
  readonly counts: Rows;
  /** Pixels [3, 9, 8]; always a tensor, as transforms of images want it. */
  readonly image: Tensor;
}

const eighths = (length: number, at: (i: number) => number): number[] => Array.from({ length }, (_, i) => Math.round(at(i) * 8) / 8);

export const numbers = {
  x: eighths(48, (i) => 20 * Math.sin(i * i) + i / 2),
  y: eighths(48, (i) => 15 * Math.sin(i * i + 0.4) + i / 3),
  gaps: eighths(48, (i) => (i % 11 === 5 ? NaN : 9 * Math.cos(i * i))),
  season: eighths(96, (i) => 10 * Math.sin((i * Math.PI) / 6) + (i === 50 ? 40 : 0) + Math.sin(i * i)),
  labels: Array.from({ length: 48 }, (_, i) => Number(i % 12 === 3)),
  rows: Array.from({ length: 48 }, (_, i) => eighths(3, (j) => (i === 17 ? 30 : 1) * (4 * Math.sin(i * (j + 2)) + j))),
  counts: [[12, 5, 7], [9, 11, 6]],
  image: Array.from({ length: 3 }, (_, c) => Array.from({ length: 9 }, (__, h) => eighths(8, (w) => (Math.sin(c + h * w) + 1) / 2))),
};

type Call = (given: Given) => unknown;

const statistics: Record<string, Call> = {
  autocorrelation: ({ x }) => stats.autocorrelation(x, 4),
  describe: ({ gaps }) => stats.describe(gaps),
  histogram: ({ x }) => stats.histogram(x, { bins: 7 }),
  "histogram by rule": ({ x }) => stats.histogram(x, { bins: "fd" }),
  iqr: ({ gaps }) => stats.iqr(gaps),
  median: ({ gaps }) => stats.median(gaps),
  quantile: ({ x }) => stats.quantile(x, [0, 0.3, 1]),
  "quantile of an axis": ({ x }) => stats.quantile(x, 0.3, { axis: 0 }),
  mad: ({ x }) => stats.mad(x),
  mode: ({ x }) => stats.mode(x),
  trimmedMean: ({ x }) => stats.trimmedMean(x, 0.1),
  kurtosis: ({ x }) => stats.kurtosis(x),
  mean: ({ gaps }) => stats.mean(gaps),
  moments: ({ gaps }) => stats.moments(gaps),
  "moments of an axis": ({ x }) => stats.moments(x, { axis: 0 }),
  skewness: ({ x }) => stats.skewness(x),
  standardError: ({ x }) => stats.standardError(x),
  std: ({ x }) => stats.std(x),
  variance: ({ x }) => stats.variance(x),
  zscore: ({ x }) => stats.zscore(x),
  cohensD: ({ x, y }) => stats.cohensD(x, y),
  hedgesG: ({ x, y }) => stats.hedgesG(x, y),
  anova: ({ x, y }) => stats.anova([x, y]),
  chiSquare: ({ labels }) => stats.chiSquare(labels),
  chiSquareIndependence: ({ counts }) => stats.chiSquareIndependence(counts),
  fisherExact: () => stats.fisherExact([[3, 4], [8, 2]]),
  jarqueBera: ({ x }) => stats.jarqueBera(x),
  kolmogorovSmirnov: ({ x }) => stats.kolmogorovSmirnov(x, "normal"),
  kolmogorovSmirnovTwoSample: ({ x, y }) => stats.kolmogorovSmirnovTwoSample(x, y),
  kruskalWallis: ({ x, y }) => stats.kruskalWallis([x, y]),
  levene: ({ x, y }) => stats.levene([x, y]),
  mannWhitney: ({ x, y }) => stats.mannWhitney(x, y),
  shapiroWilk: ({ x }) => stats.shapiroWilk(x),
  tTest: ({ x, y }) => stats.tTest(x, y),
  tTestOneSample: ({ x }) => stats.tTestOneSample(x, 1),
  tTestPaired: ({ x, y }) => stats.tTestPaired(x, y),
  welchTest: ({ x, y }) => stats.welchTest(x, y),
  wilcoxon: ({ x, y }) => stats.wilcoxon(x, y),
  correlation: ({ x, y }) => stats.correlation(x, y),
  "correlation of ranks": ({ x, y }) => stats.correlation(x, y, { method: "kendall" }),
  correlationMatrix: ({ rows }) => stats.correlationMatrix(rows),
  "correlationMatrix of ranks": ({ rows }) => stats.correlationMatrix(rows, { method: "spearman" }),
  covariance: ({ x, y }) => stats.covariance(x, y),
  covarianceMatrix: ({ rows }) => stats.covarianceMatrix(rows),
  ewm: ({ x }) => [stats.ewm(x, { span: 5 }).mean(), stats.ewm(x, { span: 5 }).std()],
  rolling: ({ x }) => {
    const window = stats.rolling(x, { window: 5 });
    return [window.mean(), window.std(), window.min(), window.median(), window.zscore(), window.apply((values) => values[0]!)];
  },
  regression: ({ rows, x }) => stats.regression(rows, x),
  bootstrap: ({ x }) => stats.bootstrap(x, "mean", { resamples: 50, seed: 1 }),
  "bootstrap of a function": ({ x }) => stats.bootstrap(x, (values) => values[0]! + values[1]!, { resamples: 20, seed: 1, method: "percentile" }),
  permutationTest: ({ x, y }) => stats.permutationTest(x, y, { resamples: 50, seed: 1 }),
};

const qualities: Record<string, Call> = {
  accuracy: ({ gaps }) => quality.accuracy(gaps, -5, 5),
  completeness: ({ gaps }) => quality.completeness(gaps),
  consistency: ({ x }) => quality.consistency(x),
  distinctness: ({ gaps }) => quality.distinctness(gaps),
  drift: ({ x, y }) => quality.drift(x, y),
  entropy: ({ gaps }) => quality.entropy(gaps),
  mutualInformation: ({ x, labels }) => quality.mutualInformation(x, labels as Tensor),
  overall: ({ gaps }) => quality.overall(gaps),
  scores: ({ gaps }) => quality.scores(gaps),
  report: ({ gaps }) => quality.report(gaps, { now: 0 }),
  suggest: ({ gaps }) => quality.suggest(gaps),
  uniqueness: ({ gaps }) => quality.uniqueness(gaps),
  uniqueValueRatio: ({ gaps }) => quality.uniqueValueRatio(gaps),
  validity: ({ gaps }) => quality.validity(gaps, { range: [-3, 20] }),
  check: ({ gaps }) => quality.check(gaps).isComplete("value", { mostly: 0.9 }).isNonNegative("value").hasMean("value", { min: -1, max: 1 }).run(),
  "report of rows": ({ rows }) => quality.report(rows instanceof Tensor ? rows : table([...rows], { columns: ["0", "1", "2"] }), { now: 0 }),
  Profile: async ({ gaps, x }) => (await (await new quality.Profile().push(gaps)).push(x)).columns(),
};

/** What a detector finds; its own memory is its own. */
async function judged<Input>(detector: Judging<Input>, data: Input): Promise<unknown> {
  await keepScope(detector.fit(data)); // as the cells of a notebook do
  const [scores, flags] = [await keepScope(detector.score(data)), await keepScope(detector.predict(data))];
  return { scores, flags, found: await detector.anomalies(data), reasons: await detector.explain(data, 17) };
}

interface Judging<Input> {
  fit(data: Input): Promise<unknown>;
  score(data: Input): Promise<Tensor>;
  predict(data: Input): Promise<Tensor>;
  anomalies(data: Input): Promise<unknown>;
  explain(data: Input, row: number): Promise<unknown>;
}

const detectors: Record<string, Call> = {
  copod: ({ rows }) => judged(anomaly.copod(), rows),
  cusum: ({ x }) => judged(anomaly.cusum(), x),
  ecod: ({ rows }) => judged(anomaly.ecod(), rows),
  ewma: ({ x }) => judged(anomaly.ewma(), x),
  gesd: ({ x }) => judged(anomaly.gesd(), x),
  halfSpaceTrees: ({ rows }) => judged(anomaly.halfSpaceTrees({ seed: 1, window: 20, scale: true }), rows),
  hbos: ({ rows }) => judged(anomaly.hbos(), rows),
  iqr: ({ x }) => judged(anomaly.iqr(), x),
  isolationForest: ({ rows }) => judged(anomaly.isolationForest({ seed: 1, trees: 20, contamination: 0.1 }), rows),
  knn: ({ rows }) => judged(anomaly.knn({ k: 3 }), rows),
  levelShift: ({ x }) => judged(anomaly.levelShift({ window: 5 }), x),
  lof: ({ rows }) => judged(anomaly.lof({ k: 4 }), rows),
  modifiedZscore: ({ x }) => judged(anomaly.modifiedZscore(), x),
  seasonal: ({ season }) => judged(anomaly.seasonal({ period: 12 }), season),
  spectralResidual: ({ season }) => judged(anomaly.spectralResidual(), season),
  streaming: ({ x }) => judged(anomaly.streaming({ warmup: 5 }), x),
  "streaming by half-space trees": ({ season }) => judged(anomaly.streaming({ method: "halfSpaceTrees", window: 20, seed: 1 }), season),
  volatilityShift: ({ x }) => judged(anomaly.volatilityShift({ window: 5 }), x),
  zscore: ({ x }) => judged(anomaly.zscore(), x),
  evaluate: ({ x, labels }) => anomaly.evaluate(x, labels),
  findPeriod: ({ season }) => anomaly.findPeriod(season),
  matrixProfile: ({ season }) => anomaly.matrixProfile(season, { window: 8 }),
  discords: async ({ season }) => {
    const profile = await anomaly.matrixProfile(season, { window: 8 });
    return [profile, await anomaly.discords(profile), await anomaly.motifs(profile)];
  },
  nabScore: ({ labels }) => anomaly.nabScore(labels, [[10, 20]], { probation: 0 }),
  seasonalHybridEsd: ({ season }) => anomaly.seasonalHybridEsd(season, { period: 12 }),
  stl: ({ season }) => anomaly.stl(season, { period: 12 }),
  "robust stl": ({ season }) => anomaly.stl(season, { period: 12, robust: true }),
};

/** Learnt from rows, used on them, and turned back. */
async function learnt(transform: transforms.FeatureTransform | transforms.InvertibleTransform, rows: Rows): Promise<unknown> {
  await keepScope(transform.fit(rows));
  const made = transform.apply(rows);
  return "inverse" in transform ? [made, transform.inverse(made), transform.state] : [made, transform.state];
}

const made: Record<string, Call> = {
  adjustBrightness: ({ image }) => transforms.adjustBrightness(0.5).apply(image),
  adjustContrast: ({ image }) => transforms.adjustContrast(0.5).apply(image),
  adjustHue: ({ image }) => transforms.adjustHue(0.2).apply(image),
  adjustSaturation: ({ image }) => transforms.adjustSaturation(0.5).apply(image),
  centerCrop: ({ image }) => [transforms.centerCrop(5).apply(image), transforms.centerCrop(12).apply(image)],
  colorJitter: ({ image }) => transforms.colorJitter({ brightness: 0.2, hue: 0.1, seed: 1 }).apply(image),
  convertDtype: ({ image }) => transforms.convertDtype("uint8").apply(image),
  crop: ({ image }) => transforms.crop({ top: 1, left: 2, height: 3, width: 4 }).apply(image),
  grayscale: ({ image }) => transforms.grayscale().apply(image),
  normalize: ({ image }) => transforms.normalize({ mean: [0.5, 0.4, 0.3], std: [0.25, 0.5, 0.125] }).apply(image),
  pad: ({ image }) => (["constant", "edge", "reflect", "symmetric"] as const).map((mode) => transforms.pad([1, 2], { mode }).apply(image)),
  randomCrop: ({ image }) => transforms.randomCrop(4, { seed: 1, padding: 1 }).apply(image),
  randomHorizontalFlip: ({ image }) => transforms.randomHorizontalFlip({ seed: 1, p: 1 }).apply(image),
  randomResizedCrop: ({ image }) => transforms.randomResizedCrop(4, { seed: 1 }).apply(image),
  randomVerticalFlip: ({ image }) => transforms.randomVerticalFlip({ seed: 1, p: 1 }).apply(image),
  resize: ({ image }) => (["bilinear", "bicubic", "nearest", "nearest-exact", "lanczos3", "box", "hamming", "area"] as const).map((interpolation) => transforms.resize([5, 6], { interpolation }).apply(image)),
  "resize without antialias": ({ image }) => transforms.resize(13, { antialias: false }).apply(image),
  toImage: ({ image }) => transforms.toImage(image),
  clip: ({ image }) => transforms.clip({ min: 0.25, max: 0.5 }).apply(image),
  log1p: ({ image }) => transforms.log1p().inverse(transforms.log1p().apply(image)),
  impute: ({ rows }) => learnt(transforms.impute({ strategy: "median" }), rows),
  minMax: ({ rows }) => learnt(transforms.minMax(), rows),
  normalizeRows: ({ rows }) => transforms.normalizeRows().apply(rows),
  oneHot: async ({ counts }) => (await transforms.oneHot().fit(counts)).apply(counts),
  ordinal: async ({ counts }) => (await transforms.ordinal().fit(counts)).apply(counts),
  polynomial: ({ rows }) => transforms.polynomial({ degree: 2 }).apply(rows),
  power: ({ rows }) => learnt(transforms.power(), rows),
  robust: ({ rows }) => learnt(transforms.robust(), rows),
  standardise: ({ rows }) => learnt(transforms.standardise(), rows),
  pipeline: async ({ image }) => {
    const pipe = transforms.pipeline([transforms.resize(6), transforms.centerCrop(4), transforms.normalize({ mean: 0.5, std: 0.25 })]);
    const results = [await pipe.apply(image), await pipe.apply(image)];
    pipe.dispose();
    return results;
  },
  "pipeline of features": async ({ rows }) => (await transforms.pipeline([transforms.impute(), transforms.standardise(), transforms.minMax()], { cache: false }).fit(rows)).apply(rows),
  "pipeline of a batch": async ({ image }) => transforms.pipeline([transforms.centerCrop(4), transforms.normalize({ mean: 0.5, std: 0.25 })], { cache: false }).applyBatch([image, image]),
};

const tables: Record<string, Call> = {
  columns: async ({ x, y }) => {
    const made = await table({ x, y }).toHost();
    return made.sort({ by: "x", descending: true }).filter((row) => Number(row["y"]) > 0).derive({ sum: (row) => Number(row["x"]) + Number(row["y"]) });
  },
  groups: async ({ x, labels }) => (await table({ x, labels: labels as Tensor }).toHost()).groupBy("labels").aggregate({ mean: ["mean", "x"], n: "count" }),
  matrix: async ({ x, y }) => (await table({ x, y }).toHost()).select("y", "x").matrix(undefined, { dtype: "float32" }),
  window: async ({ x }) => (await table({ x }).toHost()).window({ mean: ["mean", "x", [-2, 0]], before: ["lag", "x"] }),
};

/** By the name in a cell. */
export const dataCalls: readonly (readonly [name: string, call: Call])[] = Object.entries({ stats: statistics, quality: qualities, anomaly: detectors, transforms: made, table: tables }).flatMap(([room, calls]) =>
  Object.entries(calls).map(([name, call]) => [`${room}.${name}`, call] as const),
);

/** The tensors in a result, at any depth. */
export function tensorsIn(result: unknown): Set<Tensor> {
  const found = new Set<Tensor>();
  const seen = new Set<unknown>();
  const visit = (part: unknown): void => {
    if (typeof part !== "object" || part === null || seen.has(part)) return;
    seen.add(part);
    if (part instanceof Tensor) found.add(part);
    else if (part instanceof Column && part.source !== undefined) found.add(part.source);
    else if (!ArrayBuffer.isView(part)) Object.values(part).forEach(visit);
  };
  visit(result);
  return found;
}

/** A result as plain data, without what differs from run to run. */
export async function plainOf(result: unknown): Promise<unknown> {
  if (result instanceof Tensor) return Array.from(await result.data());
  if (result instanceof Table) return (await result.toHost()).rows();
  if (typeof result !== "object" || result === null) return typeof result === "function" ? undefined : result;
  if (ArrayBuffer.isView(result) || Array.isArray(result)) return Promise.all(Array.from(result as ArrayLike<unknown>, plainOf));
  const data = "toJSON" in result && typeof result.toJSON === "function" ? (result.toJSON() as object) : result;
  return Object.fromEntries(await Promise.all(Object.entries(data).map(async ([key, value]) => [key, await plainOf(value)] as const)));
}

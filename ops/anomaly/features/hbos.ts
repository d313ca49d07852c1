/** The histogram-based outlier score (Goldstein and Dengel, 2012), in the form of PyOD. */
import type { TypedArray } from "../../dtype.ts";
import { ValidationError } from "../../errors.ts";
import { onDeviceOf } from "../../indices.ts";
import { slice } from "../../math/slice.ts";
import { applyOnHost } from "../../operand.ts";
import { sortRows } from "../../stats/order.ts";
import { concatenated } from "../../stats/concatenated.ts";
import { momentsOfRows } from "../../stats/row-moments.ts";
import type { Tensor } from "../../tensor.ts";
import type { DetectorOptions, SavedDetector } from "../detector.ts";
import { FeatureDetector, perFeature } from "./feature-detector.ts";
import { elementsOf, exactTensor } from "../input.ts";
import { addCounts, binOf, histogramOf, usualBins, type Histogram } from "./histogram.ts";
import { orTenth, savedOptions } from "../threshold.ts";

const kind = "anomaly.hbos";

const mostBins = 2 ** 20;

export interface HbosOptions extends DetectorOptions {
  /** Bins of equal width for each feature, 2 at least, or "auto": as many as PyOD's rule after Birgé and Rozenholc (2006) finds best, fewer than √n. Default: 10. */
  readonly bins?: number | "auto";
  /** Is added to every density, so that an empty bin has a finite score. From 0 (not included) to 1. Default: 0.1. */
  readonly alpha?: number;
  /** Values outside of the bins count as in the first or the last one up to this share of a bin's width, and as in the emptiest one beyond. From 0 to 1. Default: 0.5. */
  readonly tolerance?: number;
}

/** Scores are sums over the features of -log2(density + alpha). */
export class Hbos extends FeatureDetector<Histogram> {
  readonly kind = kind;
  readonly bins: number | "auto";
  readonly alpha: number;
  readonly tolerance: number;

  constructor(options: HbosOptions = {}) {
    super(kind, Infinity, orTenth(options));
    const { bins = 10, alpha = 0.1, tolerance = 0.5 } = options;
    if (bins !== "auto" && !(Number.isInteger(bins) && bins >= 2 && bins <= mostBins)) throw new ValidationError(kind, `bins is not "auto" or a number from 2 to ${mostBins}: ${bins}`);
    if (!(alpha > 0 && alpha <= 1)) throw new ValidationError(kind, `alpha is not in (0, 1]: ${alpha}`);
    if (!(tolerance >= 0 && tolerance <= 1)) throw new ValidationError(kind, `tolerance is not in [0, 1]: ${tolerance}`);
    this.bins = bins;
    this.alpha = alpha;
    this.tolerance = tolerance;
  }

  protected async learnFeatures(features: Tensor): Promise<Histogram[]> {
    const moments = await momentsOfRows(kind, features);
    const bins = this.bins === "auto" ? (await sortRows(kind, features)).map(usualBins) : moments.map(() => this.bins as number);
    return Promise.all(moments.map(({ min, max }, feature) => histogramOf(kind, slice(features, feature), [min, max], bins[feature]!)));
  }

  /** The bins stay where `fit` put them; what lies outside of them makes all of them less dense. */
  protected async learnFeaturesMore(histograms: readonly Histogram[], features: Tensor): Promise<Histogram[]> {
    const more = perFeature(await elementsOf(features), histograms.length);
    return histograms.map((histogram, feature) => addCounts(histogram, more[feature]!));
  }

  protected async contributions(histograms: readonly Histogram[], features: Tensor): Promise<Tensor> {
    const { alpha, tolerance } = this;
    const [width, length] = features.shape as [number, number];
    const scored = histograms.map((histogram) => scoredBins(histogram, alpha));
    const stride = Math.max(...scored.map(({ edges }) => edges.length));
    const table = (numbersOf: (bins: ScoredBins) => Float64Array): Promise<Tensor> => {
      const numbers = new Float64Array(width * stride);
      scored.forEach((bins, feature) => numbers.set(numbersOf(bins), feature * stride));
      return exactTensor(kind, numbers, [width, stride], features);
    };
    const inputs = [features, await table(({ edges }) => edges), await table(({ scores }) => scores), onDeviceOf(kind, features, scored.map(({ bins }) => bins), "int32")];
    const loops = (values: TypedArray): Float64Array[] => [concatenated(perFeature(values as Float64Array, width).map((column, feature) => contributionsOf(column, scored[feature]!, tolerance)))];
    const kernel = { name: "contribute_bins", items: width, grain: Math.ceil(4096 / length), params: [length, stride, tolerance] };
    return applyOnHost(kind, inputs, [{ dtype: "float64", shape: [width, length] }], loops, kernel)[0]!;
  }

  /** The middle of the fullest bin. */
  protected expected({ edges, counts }: Histogram): number {
    const bin = counts.indexOf(Math.max(...counts));
    return (edges[bin]! + edges[bin + 1]!) / 2;
  }

  toJSON(): SavedDetector {
    const { bins, alpha, tolerance } = this;
    return this.saved({ bins, alpha, tolerance }, ({ edges, counts, total }) => ({ edges: Array.from(edges), counts: Array.from(counts), total }));
  }

  static fromJSON(saved: SavedDetector): Hbos {
    const detector = new Hbos(savedOptions(saved));
    const { state } = saved;
    if (state === undefined) return detector;
    const { learnt, columns } = state as { readonly learnt: number; readonly columns: readonly { readonly edges: readonly number[]; readonly counts: readonly number[]; readonly total: number }[] };
    detector.learnt = learnt;
    detector.columns = columns.map(({ edges, counts, total }) => ({ edges: Float64Array.from(edges), counts: Float64Array.from(counts), total }));
    return detector;
  }
}

interface ScoredBins {
  readonly edges: Float64Array;
  /** Of each bin, and after them of what lies far outside of all. */
  readonly scores: Float64Array;
  /** 0 where all that was learnt was one value, which is the edge: it tells nothing, and any other is as strange as an empty bin, whose score is the first. */
  readonly bins: number;
}

function scoredBins({ edges, counts, total }: Histogram, alpha: number): ScoredBins {
  if (edges[0] === edges[1]) return { edges, scores: Float64Array.of(-Math.log2(alpha)), bins: 0 };
  const scores = counts.map((count, bin) => -Math.log2(count / (edges[bin + 1]! - edges[bin]!) / total + alpha));
  return { edges, scores: Float64Array.of(...scores, Math.max(...scores)), bins: counts.length };
}

/** The readable form of the kernel, for one feature. */
function contributionsOf(values: Float64Array, { edges, scores, bins }: ScoredBins, tolerance: number): Float64Array {
  if (bins === 0) return values.map((value) => (value === edges[0] ? 0 : scores[0]!));
  const allowed = (edges[1]! - edges[0]!) * tolerance;
  return values.map((value) => {
    const bin = binOf(edges, value, false);
    const outside = bin < 0 ? edges[0]! - value : bin >= bins ? value - edges[bins]! : 0;
    return scores[outside <= allowed ? Math.min(Math.max(bin, 0), bins - 1) : bins]!;
  });
}

/**
 * A detector of rows with rare values: each feature has a histogram of its own and contributes -log2(density + alpha), as PyOD's HBOS (the paper divides
 * the bins by the highest one instead, and adds no alpha). A value on an inner edge is scored by the bin below it, as there. Without a threshold or a
 * contamination, the contamination is 0.1. Unlike PyOD's, a constant feature contributes 0, and -log2(alpha) for any other value.
 */
export const hbos = (options?: HbosOptions): Hbos => new Hbos(options);

/** The histogram-based outlier score (Goldstein and Dengel, 2012), in the form of PyOD. */
import { ValidationError } from "../../errors.ts";
import { transpose } from "../../math/index.ts";
import type { Tensor } from "../../tensor.ts";
import type { DetectorOptions, SavedDetector } from "../detector.ts";
import { FeatureDetector } from "./feature-detector.ts";
import { elementsOf } from "../input.ts";
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
export class Hbos extends FeatureDetector<Float64Array, Histogram> {
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

  protected async read(rows: Tensor): Promise<Float64Array[]> {
    const [count, width] = rows.shape as [number, number];
    const values = await elementsOf(transpose(rows));
    return Array.from({ length: width }, (_, feature) => values.subarray(feature * count, (feature + 1) * count));
  }

  protected learnColumn(values: Float64Array): Histogram {
    return histogramOf(values, this.bins === "auto" ? usualBins(values) : this.bins);
  }

  /** The bins stay where `fit` put them; what lies outside of them makes all of them less dense. */
  protected learnColumnMore(histogram: Histogram, values: Float64Array): Histogram {
    return addCounts(histogram, values);
  }

  protected contributions({ edges, counts, total }: Histogram, values: Float64Array): Float64Array {
    const width = edges[1]! - edges[0]!;
    // A constant feature has no width to have a density in: its value tells nothing, and any other is as strange as an empty bin.
    if (width === 0) return values.map((value) => (value === edges[0] ? 0 : -Math.log2(this.alpha)));
    const scores = counts.map((count, bin) => -Math.log2(count / (edges[bin + 1]! - edges[bin]!) / total + this.alpha));
    const emptiest = Math.max(...scores);
    const last = counts.length - 1;
    const allowed = width * this.tolerance;
    const contributions = new Float64Array(values.length);
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!;
      const bin = binOf(edges, value, false);
      const outside = bin < 0 ? edges[0]! - value : bin > last ? value - edges[last + 1]! : 0;
      contributions[i] = outside <= allowed ? scores[Math.min(Math.max(bin, 0), last)]! : emptiest;
    }
    return contributions;
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

/**
 * A detector of rows with rare values: each feature has a histogram of its own and contributes -log2(density + alpha), as PyOD's HBOS (the paper divides
 * the bins by the highest one instead, and adds no alpha). A value on an inner edge is scored by the bin below it, as there. Without a threshold or a
 * contamination, the contamination is 0.1. Unlike PyOD's, a constant feature contributes 0, and -log2(alpha) for any other value.
 */
export const hbos = (options?: HbosOptions): Hbos => new Hbos(options);

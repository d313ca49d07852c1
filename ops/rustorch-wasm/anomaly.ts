/** `WasmAnomalyDetector`: z-scores and isolation forests of batches, and a window that is fed value by value. */
import { growForestNow } from "../anomaly/isolation-forest/grow.ts";
import { makeForest, scoreRows } from "../anomaly/isolation-forest/score.ts";
import { exactNumbers } from "../anomaly/input.ts";
import { streaming, type Streaming } from "../anomaly/streaming/streaming.ts";
import { zscores } from "../anomaly/univariate/zscore.ts";
import { ShapeError, ValidationError } from "../errors.ts";
import { Philox } from "../philox.ts";
import { drawSeed } from "../random.ts";
import { reshape } from "../math/index.ts";
import { scope } from "../scope.ts";
import { formatShape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { guarded } from "./error.ts";
import type { WasmTensor } from "./tensor.ts";

export interface WasmAnomaly {
  /** The place of the element, or of the row. */
  readonly index: number;
  /** The element; of a row of several features, its first. */
  readonly value: number;
  readonly score: number;
  /** What the score exceeds. */
  readonly threshold: number;
  readonly method: "statistical" | "isolation_forest" | "realtime";
}

/** From which on Liu, Ting and Zhou (2008) call the score of an isolation forest an anomaly; 0.5 is the score of data without any. */
const forestThreshold = 0.6;

export class WasmAnomalyDetector {
  readonly #stream: Streaming;
  #processed = 0;
  #detected = 0;

  /** `threshold`: standard deviations from the mean beyond which a value is an anomaly. `window_size`: how many values before it `detect_realtime` judges a value by, 2 or more. */
  constructor(threshold: number, windowSize: number) {
    this.#stream = guarded("WasmAnomalyDetector.new", () => streaming({ window: windowSize, threshold: checked(threshold) }));
  }

  /** Elements whose z-score (ddof 0) exceeds the threshold, in order. */
  detect_statistical(tensor: WasmTensor): WasmAnomaly[] {
    return guarded("WasmAnomalyDetector.detect_statistical", () => {
      const values = exactNumbers("detect_statistical", reshape(tensor.tensor, [-1]));
      return this.#found(zscores(values).scores.map(Math.abs), (index) => values[index]!, this.#stream.threshold, "statistical");
    });
  }

  /** Rows [n, features], or elements [n], that an isolation forest of so many trees scores above 0.6, in order. */
  detect_isolation_forest(tensor: WasmTensor, trees: number): WasmAnomaly[] {
    return guarded("WasmAnomalyDetector.detect_isolation_forest", () => {
      const op = "detect_isolation_forest";
      if (!Number.isInteger(trees) || trees < 1) throw new ValidationError(op, `invalid number of trees: ${trees}`, "1 or more; 100 is usual");
      const values = exactNumbers(op, tensor.tensor);
      return scope(() => {
        const rows = asRows(op, tensor.tensor);
        const [count, features] = rows.shape as [number, number];
        const { trees: grown } = growForestNow(rows, { trees, samples: Math.min(256, count), features }, new Philox(drawSeed()));
        const scores = scoreRows(op, makeForest(grown), rows).dataSync() as Float64Array;
        return this.#found(scores, (row) => values[row * features]!, forestThreshold, "isolation_forest");
      });
    });
  }

  /** Judges a value by the window before it; null unless it is an anomaly. No value is one before 20 were seen, or the whole window where that is shorter. */
  detect_realtime(value: number): WasmAnomaly | null {
    return guarded("WasmAnomalyDetector.detect_realtime", () => {
      const { index, score, isAnomaly } = this.#stream.update(value);
      this.#processed++;
      if (!isAnomaly) return null;
      this.#detected++;
      return { index, value, score, threshold: this.#stream.threshold, method: "realtime" };
    });
  }

  /** JSON: what was looked at so far, and what was found. */
  get_statistics(): string {
    const { threshold, window } = this.#stream;
    const rate = this.#processed === 0 ? 0 : this.#detected / this.#processed;
    return JSON.stringify({ total_processed: this.#processed, anomalies_detected: this.#detected, anomaly_rate: rate, threshold, window_size: window, window_filled: this.#stream.statistics().filled });
  }

  /** From the next call on. */
  set_threshold(threshold: number): void {
    guarded("WasmAnomalyDetector.set_threshold", () => void this.#stream.set({ threshold: checked(threshold) }));
  }

  /** It holds nothing that is not collected by itself; here for programs that free everything. */
  free(): void {}

  #found(scores: Float64Array, valueAt: (index: number) => number, threshold: number, method: WasmAnomaly["method"]): WasmAnomaly[] {
    const found: WasmAnomaly[] = [];
    scores.forEach((score, index) => {
      if (score > threshold) found.push({ index, value: valueAt(index), score, threshold, method });
    });
    this.#processed += scores.length;
    this.#detected += found.length;
    return found;
  }
}

function checked(threshold: number): number {
  if (typeof threshold === "number" && threshold > 0) return threshold;
  throw new ValidationError("WasmAnomalyDetector", `threshold is not a number above 0: ${threshold}`, "2.5 or 3 standard deviations are usual");
}

function asRows(op: string, x: Tensor): Tensor {
  if (x.ndim === 1) return reshape(x, [-1, 1]);
  if (x.ndim === 2) return x;
  throw new ShapeError(op, `neither elements nor rows of features: ${formatShape(x.shape)}`);
}

/** Detectors out of their JSON. */
import { TesseraError, ValidationError } from "../errors.ts";
import { describeValue } from "../sample.ts";
import type { SavedDetector } from "./detector.ts";
import { Copod } from "./features/copod.ts";
import { Ecod } from "./features/ecod.ts";
import { Hbos } from "./features/hbos.ts";
import { HalfSpaceTrees } from "./half-space-trees/half-space-trees.ts";
import { IsolationForest } from "./isolation-forest/forest.ts";
import { Knn } from "./neighbours/knn.ts";
import { Lof } from "./neighbours/lof.ts";
import { Cusum } from "./series/cusum.ts";
import { Ewma } from "./series/ewma.ts";
import { LevelShift } from "./series/level-shift.ts";
import { Seasonal } from "./series/seasonal.ts";
import { SpectralResidual } from "./series/spectral-residual.ts";
import { VolatilityShift } from "./series/volatility-shift.ts";
import { Streaming } from "./streaming/streaming.ts";
import { Gesd } from "./univariate/gesd.ts";
import { Iqr } from "./univariate/iqr.ts";
import { ModifiedZScore } from "./univariate/modified-zscore.ts";
import { ZScore } from "./univariate/zscore.ts";

const op = "anomaly.fromJSON";

/** By the kind that is saved. */
const readers = {
  "anomaly.copod": Copod,
  "anomaly.cusum": Cusum,
  "anomaly.ecod": Ecod,
  "anomaly.ewma": Ewma,
  "anomaly.gesd": Gesd,
  "anomaly.halfSpaceTrees": HalfSpaceTrees,
  "anomaly.hbos": Hbos,
  "anomaly.iqr": Iqr,
  "anomaly.isolationForest": IsolationForest,
  "anomaly.knn": Knn,
  "anomaly.levelShift": LevelShift,
  "anomaly.lof": Lof,
  "anomaly.modifiedZscore": ModifiedZScore,
  "anomaly.seasonal": Seasonal,
  "anomaly.spectralResidual": SpectralResidual,
  "anomaly.streaming": Streaming,
  "anomaly.volatilityShift": VolatilityShift,
  "anomaly.zscore": ZScore,
};

/** Any of the detectors that can be saved. */
export type SavableDetector = InstanceType<(typeof readers)[keyof typeof readers]>;

/**
 * The detector that `JSON.stringify` made the text of, or the object that it parses to: `const forest: IsolationForest = anomaly.fromJSON(text)`. It scores
 * the same bits. Throws `ValidationError` for what is no detector, an unknown kind, or a damaged one.
 */
export function fromJSON<D extends SavableDetector>(saved: SavedDetector | string): D {
  const object: unknown = typeof saved === "string" ? parsed(saved) : saved;
  if (!isSaved(object)) throw new ValidationError(op, `not a saved detector: ${describeValue(object)}`, "what JSON.stringify(detector) gives");
  const reader = Object.entries(readers).find(([kind]) => kind === object.kind)?.[1];
  if (reader === undefined) throw new ValidationError(op, `unknown kind: ${describeValue(object.kind)}`, `one of ${Object.keys(readers).join(", ")}`);
  try {
    return reader.fromJSON(object) as D;
  } catch (error) {
    if (error instanceof TesseraError) throw error;
    throw new ValidationError(op, `damaged ${object.kind}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new ValidationError(op, `not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const isSaved = (value: unknown): value is SavedDetector => typeof value === "object" && value !== null && "kind" in value && "options" in value && typeof value.options === "object";

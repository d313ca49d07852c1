/** The rows: what is measured, how much work it is, and what is aimed at. How it is done stands in `rows/`. */

export interface Target {
  /** At most so many milliseconds. */
  readonly ms?: number;
  /** At least so many millions a second. */
  readonly rate?: number;
  /** At least so many times as fast as the plain loop. */
  readonly plain?: number;
  /** At least that share of the bytes a second of a copy in the same minute. */
  readonly copy?: number;
}

export interface RowInfo {
  readonly title: string;
  /** Of one run, in millions. */
  readonly work: readonly [amount: number, unit: string];
  /** Bytes read in one run, where the memory is the limit. */
  readonly bytes?: number;
  readonly target?: Target;
  readonly group: "statistics" | "anomaly" | "series" | "quality" | "images" | "tables";
}

const four = 2 ** 22;

export const rows = {
  moments32: { group: "statistics", title: "moments of 4M float32", work: [four / 1e6, "values"], bytes: 4 * four, target: { copy: 0.5, rate: 1000 } },
  moments64: { group: "statistics", title: "moments of 4M float64", work: [four / 1e6, "values"], bytes: 8 * four, target: { copy: 0.5, rate: 1000 } },
  quartiles: { group: "statistics", title: "quartiles of 1M", work: [1, "values"], target: { ms: 15 } },
  describe: { group: "statistics", title: "describe 1M", work: [1, "values"] },
  rolling: { group: "statistics", title: "rolling z of 1M, window 100", work: [1, "values"], target: { rate: 10 } },
  kendall: { group: "statistics", title: "Kendall's tau of 100k", work: [0.1, "pairs"] },
  forestScore: { group: "anomaly", title: "isolation forest scores 1M x 10", work: [1, "rows"], target: { plain: 8, rate: 0.6 } },
  forestFit: { group: "anomaly", title: "isolation forest fits 100 trees of 256", work: [1e-4, "trees"], target: { ms: 20 } },
  halfSpace: { group: "anomaly", title: "half-space trees, 200k x 10", work: [0.2, "rows"], target: { rate: 0.5 } },
  knn: { group: "anomaly", title: "5 neighbours of 5k x 10", work: [12.5, "distances"] },
  lof: { group: "anomaly", title: "LOF, 20 neighbours of 5k x 10", work: [12.5, "distances"] },
  stl: { group: "series", title: "STL of 100k, period 24", work: [0.1, "values"], target: { ms: 1500 } },
  stlRobust: { group: "series", title: "the same, robust", work: [0.1, "values"] },
  matrixProfile: { group: "series", title: "matrix profile of 5k, window 100", work: [12, "distances"] },
  report: { group: "quality", title: "quality report of 1M x 10", work: [10, "values"], target: { ms: 150 } },
  resize32: { group: "images", title: "resize 1024 x 768 to 224, float32", work: [1024 * 768 / 1e6, "pixels"] },
  resize8: { group: "images", title: "resize 1024 x 768 to 224, uint8", work: [1024 * 768 / 1e6, "pixels"] },
  pipeline: { group: "images", title: "resize, crop, normalize 64 images", work: [64e-6, "images"] },
  csv: { group: "tables", title: "read 20 MB of CSV", work: [20, "bytes"] },
  filter: { group: "tables", title: "filter 1M rows", work: [1, "rows"] },
  sort: { group: "tables", title: "sort 1M rows", work: [1, "rows"] },
  groupBy: { group: "tables", title: "means by 1,000 groups of 1M rows", work: [1, "rows"] },
  join: { group: "tables", title: "join 1M rows to 100k", work: [1, "rows"] },
} as const satisfies Record<string, RowInfo>;

export type RowName = keyof typeof rows;

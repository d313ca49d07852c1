/** Detectors of strange rows. */
import { IsolationForest } from "isolation-forest";
import { anomaly, tensor } from "../../../index.ts";
import { growForest, scoreForest, usualPath, type Forest } from "../baseline/forest.ts";
import { scoreStream } from "../baseline/half-space.ts";
import { knnScores, lofScores, nearest, type Neighbours } from "../baseline/neighbours.ts";
import { Random } from "../baseline/random.ts";
import { flatten } from "../flatten.ts";
import { onGpu } from "../gpu.ts";
import { entry, largestError, read, tessera, type Prepared } from "../row.ts";

const width = 10;

/** Rows of a normal distribution; every hundredth lies far out. */
function strangers(rows: number, seed = 1): Float32Array {
  const random = new Random(seed);
  return Float32Array.from({ length: rows * width }, (_, i) => random.normal() * (isStranger(Math.floor(i / width)) ? 5 : 1));
}

const isStranger = (row: number): boolean => row % 100 === 99;

/** 1 - the area under the ROC curve of the scores: 0 when every stranger scores above all others. */
function missedArea(scores: ArrayLike<number>): number {
  const order = Uint32Array.from({ length: scores.length }, (_, row) => row).toSorted((a, b) => scores[a]! - scores[b]!);
  let [others, above] = [0, 0];
  for (const row of order) {
    if (isStranger(row)) above += others;
    else others++;
  }
  return 1 - above / (others * (scores.length - others));
}

type Tree = anomaly.IsolationForest["trees"][number];

/** How many steps a row takes, node by node, with what would follow. */
const pathLength = (tree: Tree, row: Float32Array, node = 0): number =>
  tree.left[node] === node ? usualPath(tree.count[node]!) : 1 + pathLength(tree, row, tree.left[node]! + (row[tree.feature[node]!]! <= tree.threshold[node]! ? 0 : 1));

async function prepareScores(): Promise<Prepared> {
  const x = strangers(1e6);
  const ours = tensor(x, { shape: [1e6, width] });
  const forest = await anomaly.isolationForest({ seed: 1 }).fit(ours);
  const flat = flatten(forest.trees);
  const checked = Array.from({ length: 2000 }, (_, i) => 499 * i);
  const expected = checked.map((row) => {
    const values = x.subarray(row * width, (row + 1) * width);
    return 2 ** (-forest.trees.reduce((sum, tree) => sum + pathLength(tree, values), 0) / (forest.trees.length * usualPath(256)));
  });
  const someOf = (scores: ArrayLike<number>): number => largestError(checked.map((row) => scores[row]!), expected);
  const few = Array.from({ length: 5000 }, (_, row) => Object.fromEntries(x.subarray(row * width, (row + 1) * width).entries()));
  // It grows each tree from all it is given, not from samples; so it is given a sample.
  const library = new IsolationForest(100, 256);
  library.fit(few.slice(0, 256));
  return [
    tessera(() => forest.score(ours), read, someOf, { tolerance: 1e-12 }),
    ...(await onGpu(ours, (x) => tessera(() => forest.score(x), read, someOf, { tolerance: 1e-12 }))),
    entry("plain", () => scoreForest(flat, x, width), (scores) => scores, someOf, { tolerance: 1e-12 }),
    entry("isolation-forest", () => library.predict(few), (scores) => scores, missedArea, { tolerance: 0.05, share: few.length / 1e6 }),
  ];
}

/** What trees learnt shows in how they order other rows. */
async function prepareFit(): Promise<Prepared> {
  const rows = 10_000;
  const x = strangers(rows);
  const ours = tensor(x, { shape: [rows, width] });
  const random = new Random(3);
  const forest = anomaly.isolationForest({ seed: 1 });
  const areaOf = (trees: Forest) => missedArea(scoreForest(trees, x, width));
  const check = { tolerance: 0.02 };
  return [
    tessera(() => forest.fit(ours), (fitted) => [areaOf(flatten(fitted.trees))], [0], check),
    entry("plain", () => growForest(x, width, 100, 256, random), (grown) => [areaOf(grown)], [0], check),
  ];
}

async function prepareHalfSpace(): Promise<Prepared> {
  const rows = 200_000;
  const x = strangers(rows).map((value) => Math.min(1, Math.max(0, 0.5 + value / 10)));
  const ours = tensor(x, { shape: [rows, width] });
  const { spaces } = await anomaly.halfSpaceTrees({ seed: 1 }).fit(ours);
  const expected = scoreStream(spaces!, x, width, 250);
  const one = anomaly.halfSpaceTrees({ seed: 1 });
  const early = Array.from({ length: 2000 }, (_, row) => {
    const values = x.subarray(row * width, (row + 1) * width);
    const score = one.scoreOne(values);
    one.learnOne(values);
    return score;
  });
  const isRight = largestError(expected.subarray(0, early.length), early) < 1e-12;
  const check = { tolerance: isRight ? 1e-6 : -1 };
  return [
    tessera(() => anomaly.halfSpaceTrees({ seed: 1 }).progressiveScores(ours), read, expected, check),
    entry("plain", () => scoreStream(spaces!, x, width, 250), (scores) => scores, expected, check),
  ];
}

async function prepareNeighbours(detector: anomaly.Knn | anomaly.Lof, scoresOf: (found: Neighbours) => Float64Array): Promise<Prepared> {
  const rows = 5000;
  const x = strangers(rows);
  const ours = tensor(x, { shape: [rows, width] });
  const expected = scoresOf(nearest(x, width, detector.k));
  const check = { tolerance: 1e-6 };
  return [
    tessera(async () => (await detector.fit(ours)).score(ours), read, expected, check),
    entry("plain", () => scoresOf(nearest(x, width, detector.k)), (scores) => scores, expected, check),
  ];
}

export const prepare = {
  forestScore: prepareScores,
  forestFit: prepareFit,
  halfSpace: prepareHalfSpace,
  knn: () => prepareNeighbours(anomaly.knn(), knnScores),
  lof: () => prepareNeighbours(anomaly.lof(), lofScores),
};

/** Growing isolation trees from samples of rows. */
import { onDeviceOf } from "../../indices.ts";
import { take } from "../../math/index.ts";
import type { Philox } from "../../philox.ts";
import { scope } from "../../scope.ts";
import { quantileSorted } from "../../stats/quantile.ts";
import type { Tensor } from "../../tensor.ts";
import type { Tree } from "./tree.ts";

export interface Growth {
  readonly trees: number;
  /** Rows a tree, drawn without replacement. */
  readonly samples: number;
  /** Features a tree, drawn without replacement. */
  readonly features: number;
}

/** So many numbers of samples are read at a time. */
const readAtOnce = 2 ** 20;

export interface Grown {
  readonly trees: Tree[];
  /** The median of each feature among the first tree's samples. */
  readonly medians: number[];
}

/** Grows trees from rows [n, features]. */
export async function growForest(rows: Tensor, growth: Growth, random: Philox): Promise<Grown> {
  const growing = grow(rows.shape as [number, number], growth, random);
  let step = growing.next();
  while (!step.done) step = growing.next((await scope(() => samplesAt(rows, step.value as Int32Array).data())) as ArrayLike<number>);
  return step.value;
}

/** The same at once. Throws `DeviceError` for rows on webgpu. */
export function growForestNow(rows: Tensor, growth: Growth, random: Philox): Grown {
  const growing = grow(rows.shape as [number, number], growth, random);
  let step = growing.next();
  while (!step.done) step = growing.next(scope(() => samplesAt(rows, step.value as Int32Array).dataSync()));
  return step.value;
}

const samplesAt = (rows: Tensor, places: Int32Array): Tensor => take(rows, onDeviceOf("take", rows, places, "int32"), { axis: 0 });

/** Asks for the rows at places, and is given their numbers. */
function* grow([count, width]: readonly [number, number], { trees, samples, features }: Growth, random: Philox): Generator<Int32Array, Grown, ArrayLike<number>> {
  const order = new Int32Array(count).map((_, row) => row);
  const columns = new Int32Array(width).map((_, column) => column);
  const atOnce = Math.max(Math.floor(readAtOnce / (samples * width)), 1);
  const grown: Tree[] = [];
  let medians: number[] = [];
  while (grown.length < trees) {
    const group = Math.min(atOnce, trees - grown.length);
    const drawn = new Int32Array(group * samples);
    for (let i = 0; i < group; i++) drawn.set(draw(order, samples, random), i * samples);
    const numbers = yield drawn;
    if (grown.length === 0) medians = columnsOf(numbers, 0, samples, width).map((numbers) => quantileSorted(numbers.toSorted(), 0.5));
    for (let i = 0; i < group; i++) grown.push(growTree(columnsOf(numbers, i * samples, samples, width), draw(columns, features, random), random));
  }
  return { trees: grown, medians };
}

/** The first `count` of the numbers after they were shuffled so far (Fisher and Yates). */
function draw(numbers: Int32Array, count: number, random: Philox): Int32Array {
  for (let i = 0; i < count; i++) {
    const other = i + below(numbers.length - i, random);
    [numbers[i], numbers[other]] = [numbers[other]!, numbers[i]!];
  }
  return numbers.slice(0, count);
}

/** A whole number from 0 to `bound - 1`. */
const below = (bound: number, random: Philox): number => Math.floor((random.word() * bound) / 2 ** 32);

function columnsOf(rows: ArrayLike<number>, first: number, count: number, width: number): Float64Array[] {
  return Array.from({ length: width }, (_, column) => {
    const numbers = new Float64Array(count);
    for (let i = 0; i < count; i++) numbers[i] = rows[(first + i) * width + column]!;
    return numbers;
  });
}

/** A tree of the given features over all the rows in the columns. */
function growTree(columns: readonly Float64Array[], features: Int32Array, random: Philox): Tree {
  const samples = columns[0]!.length;
  const deepest = Math.ceil(Math.log2(Math.max(samples, 2)));
  const places = new Int32Array(samples).map((_, i) => i);
  const [feature, threshold, left, count] = [new Int32Array(2 * samples), new Float64Array(2 * samples), new Int32Array(2 * samples), new Int32Array(2 * samples)];
  let nodes = 1;

  const grow = (node: number, first: number, end: number, depth: number): void => {
    count[node] = end - first;
    const split = end - first < 2 || depth === deepest ? undefined : drawSplit(columns, features, places, first, end, random);
    feature[node] = split === undefined ? -1 : split.feature;
    threshold[node] = split === undefined ? Infinity : split.threshold;
    left[node] = split === undefined ? node : nodes;
    if (split === undefined) return;
    const child = nodes;
    nodes += 2;
    const middle = partition(columns[split.feature]!, split.threshold, places, first, end);
    grow(child, first, middle, depth + 1);
    grow(child + 1, middle, end, depth + 1);
  };
  grow(0, 0, samples, 0);
  return { samples, feature: feature.slice(0, nodes), threshold: threshold.slice(0, nodes), left: left.slice(0, nodes), count: count.slice(0, nodes) };
}

/** A feature, any of those that differ among the rows, and a threshold, any in the range of its numbers. `undefined` where all rows are equal. */
function drawSplit(columns: readonly Float64Array[], features: Int32Array, places: Int32Array, first: number, end: number, random: Philox): { feature: number; threshold: number } | undefined {
  for (let left = features.length; left > 0; left--) {
    const drawn = below(left, random);
    const feature = features[drawn]!;
    const column = columns[feature]!;
    let [low, high] = [Infinity, -Infinity];
    for (let i = first; i < end; i++) {
      const x = column[places[i]!]!;
      if (x < low) low = x;
      if (x > high) high = x;
    }
    if (low < high) return { feature, threshold: between(low, high, random.uniform53()) };
    [features[drawn], features[left - 1]] = [features[left - 1]!, feature];
  }
  return undefined;
}

/** In [low, high), whatever rounding does: neither side of the split is empty. The difference of great numbers may be infinite. */
function between(low: number, high: number, share: number): number {
  const threshold = low * (1 - share) + high * share;
  return threshold >= low && threshold < high ? threshold : low;
}

/** Moves the rows that go left before those that go right; returns where these begin. */
function partition(column: Float64Array, threshold: number, places: Int32Array, first: number, end: number): number {
  let middle = first;
  for (let i = first; i < end; i++) {
    const place = places[i]!;
    if (column[place]! > threshold) continue;
    places[i] = places[middle]!;
    places[middle++] = place;
  }
  return middle;
}

/** The isolation forest of Liu, Ting and Zhou (2008) in flat arrays, one for all trees. */
import type { Random } from "./random.ts";

export interface Forest {
  readonly roots: Int32Array;
  /** The feature that a node splits on; -1 at a leaf. */
  readonly feature: Int32Array;
  readonly threshold: Float64Array;
  /** The left child; the right one follows. */
  readonly left: Int32Array;
  /** At a leaf: the length of the path, with what the rows there would go on. */
  readonly length: Float64Array;
  /** c of the samples. */
  readonly usual: number;
}

/** c(n): the mean path of an unsuccessful search among n. */
export function usualPath(n: number): number {
  if (n <= 1) return 0;
  return n === 2 ? 1 : 2 * (Math.log(n - 1) + 0.5772156649015329) - (2 * (n - 1)) / n;
}

/** One tree and so many rows stay in the nearest cache. */
const rowsATime = 256;

/** 2^-(mean path / c) of each row. */
export function scoreForest({ roots, feature, threshold, left, length, usual }: Forest, rows: Float32Array, width: number): Float64Array {
  const scores = new Float64Array(rows.length / width);
  const scale = -1 / (roots.length * usual);
  for (let first = 0; first < scores.length; first += rowsATime) {
    const end = Math.min(first + rowsATime, scores.length);
    for (let tree = 0; tree < roots.length; tree++) {
      const root = roots[tree]!;
      for (let row = first; row < end; row++) {
        const at = row * width;
        let node = root;
        for (let on = feature[node]!; on >= 0; on = feature[node]!) node = left[node]! + (rows[at + on]! <= threshold[node]! ? 0 : 1);
        scores[row]! += length[node]!;
      }
    }
    for (let row = first; row < end; row++) scores[row] = 2 ** (scores[row]! * scale);
  }
  return scores;
}

/** Trees of samples without replacement, to the depth of ceil(log2(samples)). */
export function growForest(rows: Float32Array, width: number, trees: number, samples: number, random: Random): Forest {
  const count = rows.length / width;
  const room = trees * 2 * samples;
  const [roots, feature, left] = [new Int32Array(trees), new Int32Array(room), new Int32Array(room)];
  const [threshold, length] = [new Float64Array(room), new Float64Array(room)];
  const deepest = Math.ceil(Math.log2(samples));
  const order = new Uint32Array(count).map((_, i) => i);
  const [numbers, places] = [new Float32Array(samples * width), new Uint16Array(samples)];
  let nodes = 0;

  const grow = (node: number, first: number, end: number, depth: number): void => {
    const split = end - first > 1 && depth < deepest ? drawSplit(first, end) : undefined;
    feature[node] = split?.on ?? -1;
    if (split === undefined) {
      length[node] = depth + usualPath(end - first);
      return;
    }
    threshold[node] = split.at;
    let middle = first;
    for (let i = first; i < end; i++) {
      const place = places[i]!;
      if (numbers[place * width + split.on]! > split.at) continue;
      places[i] = places[middle]!;
      places[middle++] = place;
    }
    const child = (left[node] = nodes);
    nodes += 2;
    grow(child, first, middle, depth + 1);
    grow(child + 1, middle, end, depth + 1);
  };

  /** A feature that is equal in all rows there gives way to the next one. */
  const drawSplit = (first: number, end: number): { on: number; at: number } | undefined => {
    const start = random.below(width);
    for (let offset = 0; offset < width; offset++) {
      const on = (start + offset) % width;
      let [low, high] = [Infinity, -Infinity];
      for (let i = first; i < end; i++) {
        const value = numbers[places[i]! * width + on]!;
        if (value < low) low = value;
        if (value > high) high = value;
      }
      const at = low + (high - low) * random.uniform();
      if (low < high) return { on, at: at < high ? at : low };
    }
    return undefined;
  };

  for (let tree = 0; tree < trees; tree++) {
    for (let i = 0; i < samples; i++) {
      const other = i + random.below(count - i);
      const row = order[other]!;
      order[other] = order[i]!;
      order[i] = row;
      places[i] = i;
      for (let k = 0; k < width; k++) numbers[i * width + k] = rows[row * width + k]!;
    }
    roots[tree] = nodes++;
    grow(roots[tree]!, 0, samples, 0);
  }
  return { roots, feature, threshold, left, length, usual: usualPath(samples) };
}

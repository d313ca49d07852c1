/** A profile of every column of a matrix [rows, columns]: what a report on quality tells of numbers, from one sorted copy of each column and its moments. */
import { moments, summary } from "./moments.ts";

export interface ColumnProfile {
  readonly missing: number;
  readonly distinct: number;
  /** Values that occur once. */
  readonly single: number;
  readonly entropy: number;
  /** Count, mean, variance, skewness, kurtosis, min, max. */
  readonly summary: readonly number[];
  /** At 1, 5, 25, 50, 75, 95 and 99 percent. */
  readonly quantiles: readonly number[];
  readonly zeros: number;
  readonly negative: number;
  /** Beyond Tukey's fences. */
  readonly outliers: number;
  readonly histogram: readonly number[];
  /** The values that occur most often, and how often. */
  readonly top: readonly (readonly [value: number, count: number])[];
}

const shares = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99];
const [bins, mostOften, correlated] = [24, 5, 10_000];

export function profile(matrix: Float32Array, columns: number): { columns: ColumnProfile[]; correlations: number[] } {
  const rows = matrix.length / columns;
  const column = new Float32Array(rows);
  const room: Room = [new Uint32Array(rows), new Uint32Array(rows)];
  const profiles = Array.from({ length: columns }, (_, at) => {
    for (let row = 0; row < rows; row++) column[row] = matrix[row * columns + at]!;
    return profileColumn(column, room);
  });
  return { columns: profiles, correlations: correlations(matrix, columns) };
}

type Room = [Uint32Array<ArrayBuffer>, Uint32Array<ArrayBuffer>];

function profileColumn(column: Float32Array, room: Room): ColumnProfile {
  const found = summary(moments(column));
  const sorted = sortedPresent(column, found[0]!, room);
  const quantiles = shares.map((share) => quantile(sorted, share));
  const [q1, q3] = [quantiles[2]!, quantiles[4]!];
  const [low, high] = [q1 - 1.5 * (q3 - q1), q3 + 1.5 * (q3 - q1)];
  const [negative, zerosEnd] = [firstFrom(sorted, (value) => value >= 0), firstFrom(sorted, (value) => value > 0)];
  const outliers = firstFrom(sorted, (value) => value >= low) + sorted.length - firstFrom(sorted, (value) => value > high);
  return { missing: column.length - sorted.length, summary: found, quantiles, zeros: zerosEnd - negative, negative, outliers, histogram: histogramOf(sorted), ...runsOf(sorted) };
}

/** Ascending, without NaN: the bits of the numbers, turned round below zero, by 11 of them at a time. The result lies in the room. */
function sortedPresent(column: Float32Array, count: number, room: Room): Float32Array {
  const bits = new Uint32Array(column.buffer, column.byteOffset, column.length);
  let [from, to] = room;
  const places = [new Uint32Array(2049), new Uint32Array(2049), new Uint32Array(2049)] as const;
  let at = 0;
  for (let i = 0; i < column.length; i++) {
    if (Number.isNaN(column[i])) continue;
    const word = bits[i] === 0x80000000 ? 0 : bits[i]!; // -0 is 0
    const key = (word ^ (word >>> 31 === 1 ? 0xffffffff : 0x80000000)) >>> 0;
    from[at++] = key;
    places[0][(key & 2047) + 1]!++;
    places[1][((key >>> 11) & 2047) + 1]!++;
    places[2][(key >>> 22) + 1]!++;
  }
  places.forEach((starts, pass) => {
    for (let digit = 1; digit < 2048; digit++) starts[digit]! += starts[digit - 1]!;
    const shift = 11 * pass;
    for (let i = 0; i < count; i++) to[starts[(from[i]! >>> shift) & 2047]!++] = from[i]!;
    [from, to] = [to, from];
  });
  for (let i = 0; i < count; i++) from[i] = from[i]! ^ (from[i]! >>> 31 === 1 ? 0x80000000 : 0xffffffff);
  return new Float32Array(from.buffer, 0, count);
}

function quantile(sorted: Float32Array, share: number): number {
  const place = share * (sorted.length - 1);
  const at = Math.floor(place);
  return sorted[at]! + (place - at) * ((sorted[at + 1] ?? sorted[at]!) - sorted[at]!);
}

/** The first place where it holds, from which on it holds. */
function firstFrom(sorted: Float32Array, holds: (value: number) => boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(sorted[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** What repeated values tell. */
function runsOf(sorted: Float32Array): Pick<ColumnProfile, "distinct" | "single" | "entropy" | "top"> {
  const top: [number, number][] = [];
  let [distinct, single, entropy] = [0, 0, 0];
  for (let first = 0; first < sorted.length; ) {
    let end = first + 1;
    while (end < sorted.length && sorted[end] === sorted[first]) end++;
    const count = end - first;
    distinct++;
    if (count === 1) single++;
    else entropy += count * Math.log(count);
    if (top.length < mostOften || count > top.at(-1)![1]) {
      top.push([sorted[first]!, count]);
      top.sort((a, b) => b[1] - a[1]);
      top.length = Math.min(top.length, mostOften);
    }
    first = end;
  }
  return { distinct, single, entropy: Math.log(sorted.length) - entropy / sorted.length, top };
}

function histogramOf(sorted: Float32Array): number[] {
  const counts = Array.from({ length: bins }, () => 0);
  const [min, max] = [sorted[0]!, sorted.at(-1)!];
  const scale = bins / (max - min || 1);
  for (const value of sorted) counts[Math.min(bins - 1, Math.floor((value - min) * scale))]!++;
  return counts;
}

/** Of every pair of columns, over 10,000 rows evenly spread, without the rows that lack one of the two. */
function correlations(matrix: Float32Array, columns: number): number[] {
  const rows = matrix.length / columns;
  const step = Math.max(1, rows / correlated);
  const results: number[] = [];
  for (let a = 0; a < columns; a++) {
    for (let b = a + 1; b < columns; b++) {
      let [n, meanX, meanY, xx, yy, xy] = [0, 0, 0, 0, 0, 0];
      for (let place = 0; place < rows; place += step) {
        const row = Math.floor(place) * columns;
        const [x, y] = [matrix[row + a]!, matrix[row + b]!];
        if (x !== x || y !== y) continue;
        n++;
        const [dx, dy] = [x - meanX, y - meanY];
        meanX += dx / n;
        meanY += dy / n;
        xx += dx * (x - meanX);
        yy += dy * (y - meanY);
        xy += dx * (y - meanY);
      }
      results.push(xy / Math.sqrt(xx * yy));
    }
  }
  return results;
}

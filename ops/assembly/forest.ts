// Isolation forests: rows walk down complete trees, whose nodes lie level by level, so that the children of the n-th node of a level are the nodes 2n and
// 2n + 1 of the next one: a comparison tells where a step leads, and nothing is a branch. Below a leaf that is not in the last level all thresholds are
// infinite. A node is a threshold of the rows' dtype and where the column of its feature begins. A block of rows goes through one tree after the other, and
// all of it through one level after the other; its columns are copied one after the other first. In the first three levels vectors of rows are compared with all
// nodes, and masks choose (a fourth level so would gain nothing). Below, thresholds and values are gathered into vectors, row by row. Where the rows have got
// to lies in memory: a step of one row waits for that of no other, as it would in registers, of which there are too few (measured: 1.3 times as fast).

import { choose, choose64 } from "./vector";

/** The bytes of a column of a block: 256 rows of float32 or 128 of float64, of which some ten features, a tree and all else stay in the nearest cache. */
const COLUMN: usize = 1024;

/** The levels whose nodes are all compared with. */
const TOP: u32 = 3;

/** All lanes as wide as a value. */
// @ts-ignore: decorator
@inline
function lanes<T>(x: i32): v128 {
  return sizeof<T>() == 4 ? i32x4.splat(x) : i64x2.splat(x);
}

// @ts-ignore: decorator
@inline
function plus<T>(a: v128, b: v128): v128 {
  return sizeof<T>() == 4 ? i32x4.add(a, b) : i64x2.add(a, b);
}

// @ts-ignore: decorator
@inline
function either<T>(mask: v128, yes: v128, no: v128): v128 {
  return sizeof<T>() == 4 ? choose(mask, yes, no) : choose64(mask, yes, no);
}

// @ts-ignore: decorator
@inline
function nodeBytes<T>(): usize {
  return 2 * sizeof<T>();
}

/** The threshold of the n-th node. */
// @ts-ignore: decorator
@inline
function threshold<T>(nodes: usize, n: usize): v128 {
  return v128.splat<T>(load<T>(nodes + n * nodeBytes<T>()));
}

/** Where the column of the n-th node begins. */
// @ts-ignore: decorator
@inline
function column<T>(x: usize, nodes: usize, n: usize): usize {
  return x + load<u32>(nodes + n * nodeBytes<T>(), sizeof<T>());
}

/** Which rows go right. */
// @ts-ignore: decorator
@inline
function goes<T>(column: usize, threshold: v128): v128 {
  return v128.gt<T>(v128.load(column), threshold);
}

/** Goes through the first three levels. Places, as wide as the values, become the addresses of the nodes in the fourth. */
// @ts-ignore: decorator
@inline
function begin<T>(places: usize, end: usize, x: usize, nodes: usize): void {
  const t0 = threshold<T>(nodes, 0);
  const t1 = threshold<T>(nodes, 1);
  const t2 = threshold<T>(nodes, 2);
  const t3 = threshold<T>(nodes, 3);
  const t4 = threshold<T>(nodes, 4);
  const t5 = threshold<T>(nodes, 5);
  const t6 = threshold<T>(nodes, 6);
  x -= places;
  const level = lanes<T>(<i32>(nodes + 7 * nodeBytes<T>()));
  const x0 = column<T>(x, nodes, 0);
  const x1 = column<T>(x, nodes, 1);
  const x2 = column<T>(x, nodes, 2);
  const x3 = column<T>(x, nodes, 3);
  const x4 = column<T>(x, nodes, 4);
  const x5 = column<T>(x, nodes, 5);
  const x6 = column<T>(x, nodes, 6);
  for (; places < end; places += 16) {
    const a = goes<T>(x0 + places, t0);
    const b = either<T>(a, goes<T>(x2 + places, t2), goes<T>(x1 + places, t1));
    const right = either<T>(b, goes<T>(x6 + places, t6), goes<T>(x5 + places, t5));
    const left = either<T>(b, goes<T>(x4 + places, t4), goes<T>(x3 + places, t3));
    const c = either<T>(a, right, left);
    const number = v128.or(v128.or(v128.and(a, lanes<T>(4 * <i32>nodeBytes<T>())), v128.and(b, lanes<T>(2 * <i32>nodeBytes<T>()))), v128.and(c, lanes<T>(<i32>nodeBytes<T>())));
    v128.store(places, plus<T>(level, number));
  }
}

/** The thresholds of the nodes at places. */
// @ts-ignore: decorator
@inline
function thresholds<T>(places: usize): v128 {
  if (sizeof<T>() == 8) return v128.load64_lane(load<u32>(places, 8), v128.load64_zero(load<u32>(places)), 1);
  let t = v128.load32_zero(load<u32>(places));
  t = v128.load32_lane(load<u32>(places, 4), t, 1);
  t = v128.load32_lane(load<u32>(places, 8), t, 2);
  return v128.load32_lane(load<u32>(places, 12), t, 3);
}

/** What they are compared with: of each row the value in the column of its node. */
// @ts-ignore: decorator
@inline
function numbers<T>(places: usize, x: usize): v128 {
  if (sizeof<T>() == 8) return v128.load64_lane(column<T>(x, load<u32>(places, 8), 0), v128.load64_zero(column<T>(x, load<u32>(places), 0)), 1, 8);
  let v = v128.load32_zero(column<T>(x, load<u32>(places), 0));
  v = v128.load32_lane(column<T>(x, load<u32>(places, 4), 0), v, 1, 4);
  v = v128.load32_lane(column<T>(x, load<u32>(places, 8), 0), v, 2, 8);
  return v128.load32_lane(column<T>(x, load<u32>(places, 12), 0), v, 3, 12);
}

/** Goes from the nodes of a level to those of the level below. */
// @ts-ignore: decorator
@inline
function step<T>(places: usize, end: usize, x: usize, level: usize, below: usize): void {
  const shift = lanes<T>(<i32>(below - 2 * level));
  const right = lanes<T>(<i32>nodeBytes<T>());
  for (; places < end; places += 16) {
    const isRight = v128.gt<T>(numbers<T>(places, x), thresholds<T>(places));
    const place = v128.load(places);
    v128.store(places, plus<T>(plus<T>(plus<T>(place, place), shift), v128.and(isRight, right)));
    x += 16;
  }
}

/** The value of a leaf. It takes 8 bytes, a node of float64 twice as many. */
// @ts-ignore: decorator
@inline
function leaf<T>(values: usize, place: usize): usize {
  return values + (sizeof<T>() == 8 ? place >> 1 : place);
}

/** Adds the values of the leaves, whose level would begin at `level`, to the sums of the rows. */
// @ts-ignore: decorator
@inline
function finish<T>(sums: usize, places: usize, end: usize, level: usize, values: usize): void {
  for (; places < end; places += 2 * sizeof<T>()) {
    const first = v128.load64_zero(leaf<T>(values, <usize>load<u32>(places) - level));
    v128.store(sums, f64x2.add(v128.load(sums), v128.load64_lane(leaf<T>(values, <usize>load<u32>(places, sizeof<T>()) - level), first, 1)));
    sums += 16;
  }
}

// A function of its own for each dtype: inlined, the loop wants more registers than there are.

function begin_float32(places: usize, end: usize, x: usize, nodes: usize): void {
  begin<f32>(places, end, x, nodes);
}

function begin_float64(places: usize, end: usize, x: usize, nodes: usize): void {
  begin<f64>(places, end, x, nodes);
}

/** Copies rows as columns. The sums begin with 0, or with NaN when a number of the row is not finite. */
// @ts-ignore: decorator
@inline
function turn<T>(sums: usize, x: usize, rows: usize, length: u32, features: u32): void {
  for (let i: u32 = 0; i < length; i++) {
    let sum: T = 0;
    let to = x + <usize>i * sizeof<T>();
    for (let feature: u32 = 0; feature < features; feature++) {
      const value = load<T>(rows);
      sum += value * 0;
      store<T>(to, value);
      rows += sizeof<T>();
      to += COLUMN;
    }
    store<f64>(sums + (<usize>i << 3), <f64>sum);
  }
}

/** 2^-x for x from 0 to 1000: the series of the exponential on the fraction, |f| <= 1/2, whose rest is below 2^-57. */
function halved(x: f64): f64 {
  const whole = nearest(x);
  const y = (whole - x) * 0.6931471805599453;
  let p: f64 = 1.1470745597729725e-11; // 1/14!
  p = p * y + 1.6059043836821613e-10;
  p = p * y + 2.08767569878681e-9;
  p = p * y + 2.505210838544172e-8;
  p = p * y + 2.755731922398589e-7;
  p = p * y + 2.7557319223985893e-6;
  p = p * y + 2.48015873015873e-5;
  p = p * y + 1.984126984126984e-4;
  p = p * y + 1.388888888888889e-3;
  p = p * y + 8.333333333333333e-3;
  p = p * y + 4.1666666666666664e-2;
  p = p * y + 0.16666666666666666;
  p = p * y + 0.5;
  p = p * y + 1;
  p = p * y + 1;
  return p * reinterpret<f64>((1023 - <i64>whole) << 52);
}

// @ts-ignore: decorator
@inline
function score<T>(first: u32, count: u32, out: usize, rows: usize, nodes: usize, values: usize, features: u32, trees: u32, depth: u32, scratch: usize): void {
  const block: u32 = <u32>(COLUMN / sizeof<T>());
  const places = scratch + 2 * COLUMN;
  const x = places + COLUMN;
  const share = 1 / <f64>trees;
  for (let start: u32 = 0; start < count; start += block) {
    const length = min(block, count - start);
    const from = first + start;
    turn<T>(scratch, x, rows + <usize>from * features * sizeof<T>(), length, features);
    const end = places + ((<usize>length + 3) & ~3) * sizeof<T>(); // rows behind the last go too, and nobody asks where to
    for (let tree: usize = 0; tree < <usize>trees; tree++) {
      const root = nodes + (tree << depth) * nodeBytes<T>();
      if (sizeof<T>() == 4) begin_float32(places, end, x, root);
      else begin_float64(places, end, x, root);
      let level = root + 7 * nodeBytes<T>();
      for (let at = TOP; at < depth; at++) {
        const below = level + (nodeBytes<T>() << at);
        step<T>(places, end, x, level, below);
        level = below;
      }
      finish<T>(scratch, places, end, level, values + ((tree << depth) << 3));
    }
    for (let i: u32 = 0; i < length; i++) {
      const sum = load<f64>(scratch + (<usize>i << 3));
      store<f64>(out + (<usize>(from + i) << 3), sum == sum ? halved(1 + sum * share) : sum);
    }
  }
}

/**
 * Scores of rows of float32: 2^-(1 + the mean of the leaves' values), NaN for a row with a number that is not finite. Every tree takes 2^depth nodes, the last
 * of them unused, and 2^depth values; its depth is 3 or more. Scratch: 3 + features columns.
 */
export function isolationForest_float32(first: u32, count: u32, out: usize, rows: usize, nodes: usize, values: usize, features: u32, trees: u32, depth: u32, scratch: usize): void {
  score<f32>(first, count, out, rows, nodes, values, features, trees, depth, scratch);
}

/** The same for rows of float64. */
export function isolationForest_float64(first: u32, count: u32, out: usize, rows: usize, nodes: usize, values: usize, features: u32, trees: u32, depth: u32, scratch: usize): void {
  score<f64>(first, count, out, rows, nodes, values, features, trees, depth, scratch);
}

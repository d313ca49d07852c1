// Attention of float32. Queries go in panels of eight, one to a lane, and everything is computed turned: scores [key][query] = k q^T by tiles,
// their softmax lane by lane, results [number][query] = v^T weights by tiles. So the scores are where the next product wants them,
// and only those of a few queries ever stand in memory. Keys that no query of a group sees are skipped.

import { Attention, hideFuture, maskPanel, weigh } from "./attention-weights";
import { packColumns, packRows, turn } from "./pack";
import { multiplyTiles } from "./tile";

/** Queries that share what is read of keys and values: four panels. */
const GROUP: u32 = 32;
/** Keys of one packing of the values: a tile's part is then 12 KB. */
const DEPTH: u32 = 512;
/** Keys met by all panels before the next ones are read: 12 KB of 64 numbers each. */
const KEYS: u32 = 48;

/** Keys as rows of the first product. */
export function pack_keys(out: usize, k: usize, strideKey: usize, strideDepth: usize, count: u32, depth: u32): void {
  packRows<f32>(out, k, strideKey, strideDepth, count, depth);
}

/** Values as columns turned to rows of the second product, some keys at a time. */
export function pack_values(out: usize, v: usize, strideKey: usize, strideWidth: usize, count: u32, width: u32): void {
  for (let p: u32 = 0; p < count; p += DEPTH) {
    const keys = min<u32>(DEPTH, count - p);
    packRows<f32>(out, v + <usize>p * strideKey, strideWidth, strideKey, width, keys);
    out += <usize>keys * width * 4;
  }
}

/** `count` groups of queries from the `first` one on, counted over batches and heads. `scratch`: 32 x (depth + keys + width + 2) numbers. */
export function attend(shared: usize, first: u32, count: u32, scratch: usize): void {
  const call = changetype<Attention>(shared);
  const groups = (call.queryCount + GROUP - 1) / GROUP;
  for (let item = first; item < first + count; item++) attendGroup(call, item / groups, (item % groups) * GROUP, scratch);
}

function attendGroup(call: Attention, plane: u32, start: u32, scratch: usize): void {
  const batch = plane / call.heads;
  const head = plane % call.heads;
  const group = plane / call.headsOfGroup;
  const queries = min<u32>(GROUP, call.queryCount - start);
  const keys = visibleKeys(call, start + queries);
  const panels = (queries + 7) >> 3;
  const panelBytes = <usize>call.depth << 5;
  const scoreBytes = <usize>call.keyCount << 5;

  const q = call.q + batch * call.strideBatch + head * call.strideHead + start * call.strideQuery;
  packColumns<f32>(scratch, q, call.strideDepth, call.strideQuery, call.depth, queries);
  scaleAll(scratch, panels * panelBytes, call.scale);

  const scores = scratch + GROUP * call.depth * 4;
  const packedKeys = call.keys + group * call.keyBytes;
  for (let key: u32 = 0; key < keys; key += KEYS) {
    const rows = packedKeys + <usize>key * call.depth * 4;
    for (let j: u32 = 0; j < panels; j++) {
      const to = scores + j * scoreBytes + (<usize>key << 5);
      multiplyTiles<f32>(to, 32, rows, scratch + j * panelBytes, 32, 0, min(KEYS, keys - key), 8, call.depth, false);
    }
  }

  const sums = scores + GROUP * call.keyCount * 4;
  for (let j: u32 = 0; j < panels; j++) {
    const panel = scores + j * scoreBytes;
    const query = start + (j << 3);
    if (call.maskKind != 0) maskPanel(call, panel, batch, head, query, keys);
    if (call.causal) hideFuture(call, panel, query, keys);
    weigh(panel, keys, sums + (j << 5));
  }

  const results = sums + GROUP * 4;
  const resultBytes = <usize>call.width << 5;
  let packedValues = call.values + group * call.valueBytes;
  for (let p: u32 = 0; p == 0 || p < keys; p += DEPTH) {
    // The packing's steps are those of all keys, whether they are seen or not.
    const packed = min(DEPTH, call.keyCount - p);
    const steps = min(packed, keys - p);
    for (let j: u32 = 0; j < panels; j++) {
      multiplyValues(results + j * resultBytes, packedValues, scores + j * scoreBytes + (<usize>p << 5), call.width, steps, packed, p > 0);
    }
    packedValues += <usize>packed * call.width * 4;
  }

  const out = call.out + (<usize>plane * call.queryCount + start) * call.width * 4;
  for (let j: u32 = 0; j < panels; j++) {
    put(out + <usize>(j << 3) * call.width * 4, results + j * resultBytes, sums + (j << 5), min<u32>(8, queries - (j << 3)), call.width);
  }
}

/** How many keys queries before `end` may see, in whole tiles. */
function visibleKeys(call: Attention, end: u32): u32 {
  if (!call.causal) return call.keyCount;
  const seen = max<i32>(0, <i32>end + <i32>call.keyCount - <i32>call.queryCount);
  return min<u32>(call.keyCount, ((<u32>seen + 5) / 6) * 6);
}

function scaleAll(at: usize, bytes: usize, scale: f32): void {
  const factor = f32x4.splat(scale);
  for (const end = at + bytes; at < end; at += 16) v128.store(at, f32x4.mul(v128.load(at), factor));
}

/** Packed rows times the weights of `steps` keys, of `packed` that the rows hold. */
function multiplyValues(c: usize, a: usize, b: usize, width: u32, steps: u32, packed: u32, add: bool): void {
  for (let i: u32 = 0; i < width; i += 6) {
    const rows = min<u32>(6, width - i);
    multiplyTiles<f32>(c, 32, a, b, 32, 0, rows, 8, steps, add);
    c += <usize>rows << 5;
    a += <usize>rows * packed * 4;
  }
}

/** Where nothing was seen the sum is 0, and so is the result. */
// @ts-ignore: decorator
@inline
function divisor(sum: v128): v128 {
  return v128.bitselect(f32x4.splat(1), sum, f32x4.eq(sum, f32x4.splat(0)));
}

/** Results [width][8] divided by their sums, turned to `queries` rows. */
function put(out: usize, results: usize, sums: usize, queries: u32, width: u32): void {
  const left = divisor(v128.load(sums));
  const right = divisor(v128.load(sums, 16));
  for (let at = results, end = results + (<usize>width << 5); at < end; at += 32) {
    v128.store(at, f32x4.div(v128.load(at), left));
    v128.store(at, f32x4.div(v128.load(at, 16), right), 16);
  }
  const stride = <usize>width << 2;
  let query: u32 = 0;
  for (; query + 4 <= queries; query += 4) {
    let from = results + (query << 2);
    let to = out + query * stride;
    let e: u32 = 0;
    for (; e + 4 <= width; e += 4) {
      turn(to, stride, from, from + 32, from + 64, from + 96);
      from += 128;
      to += 16;
    }
    for (; e < width; e++) {
      for (let lane: u32 = 0; lane < 4; lane++) store<f32>(to + lane * stride, load<f32>(from + (lane << 2)));
      from += 32;
      to += 4;
    }
  }
  for (; query < queries; query++) {
    for (let e: u32 = 0; e < width; e++) store<f32>(out + query * stride + (e << 2), load<f32>(results + (<usize>e << 5) + (query << 2)));
  }
}

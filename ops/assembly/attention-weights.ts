// From scores to weights, for eight queries at a time, one to a lane: scores stand as [key][8].

import { AttentionCall } from "./attention-call";
import { expNear } from "./exponential";
import { choose } from "./vector";

/** What every range of a call shares besides. */
@unmanaged
export class Attention extends AttentionCall {
  q: usize;
  strideBatch: usize;
  strideHead: usize;
  strideQuery: usize;
  strideDepth: usize;
  /** Packed, `keyBytes` and `valueBytes` for every group of heads. */
  keys: usize;
  keyBytes: usize;
  values: usize;
  valueBytes: usize;
}

/** Adds a float mask; where a bool mask is false, a key weighs nothing. */
export function maskPanel(call: Attention, panel: usize, batch: u32, head: u32, query: u32, keys: u32): void {
  const lanes = min<u32>(8, call.queryCount - query);
  for (let lane: u32 = 0; lane < lanes; lane++) {
    let from = call.mask + batch * call.maskBatch + head * call.maskHead + (query + lane) * call.maskQuery;
    let at = panel + (lane << 2);
    for (let key: u32 = 0; key < keys; key++) {
      if (call.maskKind == 4) store<f32>(at, load<f32>(at) + load<f32>(from));
      else if (load<u8>(from) == 0) store<f32>(at, -Infinity);
      at += 32;
      from += call.maskKey;
    }
  }
}

/** Query i sees keys up to i + keys - queries. */
export function hideFuture(call: Attention, panel: usize, query: u32, keys: u32): void {
  const last = <i32>query + <i32>call.keyCount - <i32>call.queryCount;
  const left = i32x4.add(i32x4.splat(last), i32x4(0, 1, 2, 3));
  const right = i32x4.add(left, i32x4.splat(4));
  const infinite = f32x4.splat(-Infinity);
  for (let key = max<i32>(0, last + 1); key < <i32>keys; key++) {
    const at = panel + (<usize>key << 5);
    const now = i32x4.splat(key);
    v128.store(at, choose(i32x4.gt_s(now, left), infinite, v128.load(at)));
    v128.store(at, choose(i32x4.gt_s(now, right), infinite, v128.load(at, 16)), 16);
  }
}

/** Scores less the greatest of their lane, or less 0 where all are -infinite. */
// @ts-ignore: decorator
@inline
function finite(most: v128): v128 {
  return choose(f32x4.eq(most, f32x4.splat(-Infinity)), f32x4.splat(0), most);
}

/** exp(x) for x <= 0, exactly 0 below -87. */
// @ts-ignore: decorator
@inline
export function weight(x: v128): v128 {
  return v128.andnot(expNear(x), f32x4.lt(x, f32x4.splat(-87)));
}

/** Scores become exp(score - greatest); the sum of each lane is stored. */
export function weigh(panel: usize, keys: u32, sums: usize): void {
  const end = panel + (<usize>keys << 5);
  let left = f32x4.splat(-Infinity);
  let right = left;
  for (let at = panel; at < end; at += 32) {
    left = f32x4.max(left, v128.load(at));
    right = f32x4.max(right, v128.load(at, 16));
  }
  left = finite(left);
  right = finite(right);
  let sumLeft = f32x4.splat(0);
  let sumRight = sumLeft;
  // Sums of 64 keys are added to sums of sums, which loses less than one long sum.
  for (let at = panel; at < end; ) {
    const stop = min(end, at + 64 * 32);
    let partLeft = f32x4.splat(0);
    let partRight = partLeft;
    for (; at < stop; at += 32) {
      const a = weight(f32x4.sub(v128.load(at), left));
      const b = weight(f32x4.sub(v128.load(at, 16), right));
      v128.store(at, a);
      v128.store(at, b, 16);
      partLeft = f32x4.add(partLeft, a);
      partRight = f32x4.add(partRight, b);
    }
    sumLeft = f32x4.add(sumLeft, partLeft);
    sumRight = f32x4.add(sumRight, partRight);
  }
  v128.store(sums, sumLeft);
  v128.store(sums, sumRight, 16);
}

// Attention of few float32 queries, one at a time: bound by how fast keys and values can be read, so they are read as they lie.

import { AttentionCall } from "./attention-call";
import { weight } from "./attention-weights";
import { combine_rows, dot_many_rows } from "./matmul";
import { high, low } from "./vector";

/** What every range of a call shares besides. Numbers of a query, a key and a value lie together. */
@unmanaged
class FewQueries extends AttentionCall {
  q: usize;
  strideBatch: usize;
  strideHead: usize;
  strideQuery: usize;
  k: usize;
  keyBatch: usize;
  keyGroup: usize;
  strideKey: usize;
  v: usize;
  valueBatch: usize;
  valueGroup: usize;
  strideValue: usize;
}

/** `count` queries from the `first` one on, counted over batches and heads. `scratch` holds a score for each key, and 3 more. */
export function attend_few(shared: usize, first: u32, count: u32, scratch: usize): void {
  const call = changetype<FewQueries>(shared);
  for (let item = first; item < first + count; item++) {
    const plane = item / call.queryCount;
    attendOne(call, plane / call.heads, plane % call.heads, item % call.queryCount, scratch);
  }
}

function attendOne(call: FewQueries, batch: u32, head: u32, query: u32, scores: usize): void {
  const group = head / call.headsOfGroup;
  const seen = min<i32>(call.keyCount, max<i32>(0, <i32>query + 1 + <i32>call.keyCount - <i32>call.queryCount));
  const keys = call.causal ? <u32>seen : call.keyCount;
  const q = call.q + batch * call.strideBatch + head * call.strideHead + query * call.strideQuery;
  dot_many_rows(scores, call.k + batch * call.keyBatch + group * call.keyGroup, call.strideKey, q, keys, call.depth);
  const mask = call.mask + batch * call.maskBatch + head * call.maskHead + query * call.maskQuery;
  const most = finish(scores, keys, call.scale, call.maskKind, mask, call.maskKey);
  const sum = weigh(scores, keys, most == -Infinity ? 0 : most);
  const divisor: f32 = sum == 0 ? 1 : sum; // where nothing was seen, the result is 0
  const out = call.out + ((<usize>(batch * call.heads + head) * call.queryCount + query) * call.width << 2);
  combine_rows(out, scores, call.v + batch * call.valueBatch + group * call.valueGroup, call.strideValue, keys, call.width);
  for (let at = out, end = out + (<usize>call.width << 2); at < end; at += 4) store<f32>(at, load<f32>(at) / divisor);
}

/** Scales and masks the scores; returns the greatest, or NaN where there is one. */
function finish(scores: usize, keys: u32, scale: f32, maskKind: u32, mask: usize, maskKey: usize): f32 {
  let most: f32 = -Infinity;
  for (let at = scores, end = scores + (<usize>keys << 2); at < end; at += 4) {
    let score = load<f32>(at) * scale;
    if (maskKind == 4) score += load<f32>(mask);
    else if (maskKind == 1 && load<u8>(mask) == 0) score = -Infinity;
    store<f32>(at, score);
    most = max(most, score);
    mask += maskKey;
  }
  return most;
}

/** Scores become exp(score - most); returns their sum. What lies behind the last one is set to weigh nothing. */
function weigh(scores: usize, keys: u32, most: f32): f32 {
  const end = scores + (<usize>keys << 2);
  for (let lane: usize = 0; lane < 12; lane += 4) store<f32>(end + lane, -Infinity);
  const greatest = f32x4.splat(most);
  let even = f64x2.splat(0);
  for (let at = scores; at < end; at += 16) {
    const e = weight(f32x4.sub(v128.load(at), greatest));
    v128.store(at, e);
    even = f64x2.add(even, f64x2.add(low(e), high(e)));
  }
  return <f32>(f64x2.extract_lane(even, 0) + f64x2.extract_lane(even, 1));
}

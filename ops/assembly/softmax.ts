// Softmax of packed rows of float32. Whole vectors: a row's last store may touch the next row, which is written later.

import { exp } from "./exponential";
import { high, low } from "./vector";

// @ts-ignore: decorator
@inline
function greatest(source: usize, length: u32): f32 {
  const whole = source + (<usize>(length & ~3) << 2);
  const end = source + (<usize>length << 2);
  let lanes = f32x4.splat(-Infinity);
  for (; source < whole; source += 16) lanes = f32x4.max(lanes, v128.load(source));
  let result = max(max(f32x4.extract_lane(lanes, 0), f32x4.extract_lane(lanes, 1)), max(f32x4.extract_lane(lanes, 2), f32x4.extract_lane(lanes, 3)));
  for (; source < end; source += 4) result = max(result, load<f32>(source));
  return result;
}

export function softmax_float32(out: usize, source: usize, rows: u32, length: u32): void {
  const bytes = <usize>length << 2;
  const whole = bytes & ~15;
  for (let row: u32 = 0; row < rows; row++) {
    const most = f32x4.splat(greatest(source, length));
    let even = f64x2.splat(0);
    let odd = even;
    for (let at: usize = 0; at < whole; at += 16) {
      const e = exp(f32x4.sub(v128.load(source + at), most));
      v128.store(out + at, e);
      even = f64x2.add(even, low(e));
      odd = f64x2.add(odd, high(e));
    }
    even = f64x2.add(even, odd);
    let sum = f64x2.extract_lane(even, 0) + f64x2.extract_lane(even, 1);
    if (whole < bytes) v128.store(out + whole, exp(f32x4.sub(v128.load(source + whole), most)));
    for (let at = whole; at < bytes; at += 4) sum += <f64>load<f32>(out + at);
    const total = f32x4.splat(<f32>sum);
    for (let at: usize = 0; at < bytes; at += 16) v128.store(out + at, f32x4.div(v128.load(out + at), total));
    out += bytes;
    source += bytes;
  }
}

// Means of bootstrap samples: numbers drawn again and again from one sample. Draw p of sample r is word p % 4 of Philox block p / 4 with the counter (block, r, 0, 0);
// a word w takes the number w * length / 2^32.

/** The low words of two vectors of products. */
// @ts-ignore: decorator
@inline
function lowWords(even: v128, odd: v128): v128 {
  return i8x16.shuffle(even, odd, 0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27);
}

/** The high ones. */
// @ts-ignore: decorator
@inline
function highWords(a: v128, b: v128): v128 {
  return i8x16.shuffle(a, b, 4, 5, 6, 7, 12, 13, 14, 15, 20, 21, 22, 23, 28, 29, 30, 31);
}

// @ts-ignore: decorator
@inline
function take(values: usize, places: v128, count: u32, sum: f64): f64 {
  if (count > 0) sum += load<f64>(values + (<usize>i32x4.extract_lane(places, 0) << 3));
  if (count > 1) sum += load<f64>(values + (<usize>i32x4.extract_lane(places, 1) << 3));
  if (count > 2) sum += load<f64>(values + (<usize>i32x4.extract_lane(places, 2) << 3));
  if (count > 3) sum += load<f64>(values + (<usize>i32x4.extract_lane(places, 3) << 3));
  return sum;
}

/** How many of four blocks have a word of this place among the draws that are left. */
// @ts-ignore: decorator
@inline
function blocksWith(left: u32, word: u32): u32 {
  return left >= 16 ? 4 : (left + 3 - word) >> 2;
}

// @ts-ignore: decorator
@inline
function placesOf(words: v128, length: v128): v128 {
  return highWords(i64x2.extmul_low_i32x4_u(words, length), i64x2.extmul_high_i32x4_u(words, length));
}

/** Sample `start` + i has its mean at place i. */
export function resample_means(first: u32, count: u32, means: usize, values: usize, length: u32, start: u32, seed: u32, seedHigh: u32): void {
  const lengths = i32x4.splat(length);
  const multiplier0 = i32x4.splat(0xd2511f53);
  const multiplier1 = i32x4.splat(0xcd9e8d57);
  for (let sample = first; sample < first + count; sample++) {
    let sum0: f64 = 0;
    let sum1: f64 = 0;
    let sum2: f64 = 0;
    let sum3: f64 = 0;
    let block = i32x4(0, 1, 2, 3);
    for (let at: u32 = 0; at < length; at += 16) {
      let c0 = block;
      let c1 = i32x4.splat(start + sample);
      let c2 = i32x4.splat(0);
      let c3 = i32x4.splat(0);
      let k0 = seed;
      let k1 = seedHigh;
      for (let round = 0; round < 10; round++) {
        const low0 = i64x2.extmul_low_i32x4_u(c0, multiplier0);
        const high0 = i64x2.extmul_high_i32x4_u(c0, multiplier0);
        const low1 = i64x2.extmul_low_i32x4_u(c2, multiplier1);
        const high1 = i64x2.extmul_high_i32x4_u(c2, multiplier1);
        c0 = v128.xor(v128.xor(highWords(low1, high1), c1), i32x4.splat(k0));
        c2 = v128.xor(v128.xor(highWords(low0, high0), c3), i32x4.splat(k1));
        c1 = lowWords(low1, high1);
        c3 = lowWords(low0, high0);
        k0 += 0x9e3779b9;
        k1 += 0xbb67ae85;
      }
      const left = length - at;
      sum0 = take(values, placesOf(c0, lengths), blocksWith(left, 0), sum0);
      sum1 = take(values, placesOf(c1, lengths), blocksWith(left, 1), sum1);
      sum2 = take(values, placesOf(c2, lengths), blocksWith(left, 2), sum2);
      sum3 = take(values, placesOf(c3, lengths), blocksWith(left, 3), sum3);
      block = i32x4.add(block, i32x4.splat(4));
    }
    store<f64>(means + (<usize>sample << 3), (sum0 + sum1 + (sum2 + sum3)) / <f64>length);
  }
}

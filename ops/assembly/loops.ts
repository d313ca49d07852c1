// Loops over contiguous lanes. They work in whole vectors and may touch up to 63 bytes beyond the last element, which every
// buffer has room for; what they write there is never read. A stride of 0 bytes repeats a vector of 64 equal bytes' worth.

// `changetype<Op>(0)` names an operation of a type parameter; nothing is allocated and the call is inlined.

export abstract class Unary {
  abstract run(x: v128): v128;
}

export abstract class Binary {
  abstract run(a: v128, b: v128): v128;
}

// @ts-ignore: decorator
@inline
export function unary<Op extends Unary>(out: usize, a: usize, bytes: usize): void {
  const end = out + bytes;
  while (out < end) {
    v128.store(out, changetype<Op>(0).run(v128.load(a)));
    out += 16;
    a += 16;
  }
}

// @ts-ignore: decorator
@inline
export function binary<Op extends Binary>(out: usize, a: usize, strideA: usize, b: usize, strideB: usize, bytes: usize): void {
  const end = out + bytes;
  while (out < end) {
    v128.store(out, changetype<Op>(0).run(v128.load(a), v128.load(b)));
    out += 16;
    a += strideA;
    b += strideB;
  }
}

/** A function on two float64 lanes, of float32. */
// @ts-ignore: decorator
@inline
export function unaryWide<Op extends Unary>(out: usize, a: usize, bytes: usize): void {
  const end = out + bytes;
  while (out < end) {
    const x = f64x2.promote_low_f32x4(v128.load64_zero(a));
    v128.store64_lane(out, f32x4.demote_f64x2_zero(changetype<Op>(0).run(x)), 0);
    out += 8;
    a += 8;
  }
}

// @ts-ignore: decorator
@inline
export function binaryWide<Op extends Binary>(out: usize, a: usize, strideA: usize, b: usize, strideB: usize, bytes: usize): void {
  const end = out + bytes;
  while (out < end) {
    const x = f64x2.promote_low_f32x4(v128.load64_zero(a));
    const y = f64x2.promote_low_f32x4(v128.load64_zero(b));
    v128.store64_lane(out, f32x4.demote_f64x2_zero(changetype<Op>(0).run(x, y)), 0);
    out += 8;
    a += strideA >> 1;
    b += strideB >> 1;
  }
}

/** Four masks of 32-bit lanes as sixteen bytes of 0 or 1. */
// @ts-ignore: decorator
@inline
function packMasks(a: v128, b: v128, c: v128, d: v128): v128 {
  const bytes = i8x16.narrow_i16x8_s(i16x8.narrow_i32x4_s(a, b), i16x8.narrow_i32x4_s(c, d));
  return v128.and(bytes, i8x16.splat(1));
}

/** A test of 32-bit lanes; the result is one byte an element. */
// @ts-ignore: decorator
@inline
export function test32<Op extends Unary>(out: usize, a: usize, count: usize): void {
  const end = out + count;
  while (out < end) {
    const w = changetype<Op>(0).run(v128.load(a));
    const x = changetype<Op>(0).run(v128.load(a, 16));
    const y = changetype<Op>(0).run(v128.load(a, 32));
    const z = changetype<Op>(0).run(v128.load(a, 48));
    v128.store(out, packMasks(w, x, y, z));
    out += 16;
    a += 64;
  }
}

/** A comparison of 32-bit lanes; the result is one byte an element. A repeated operand has a stride of 0 and 64 equal bytes. */
// @ts-ignore: decorator
@inline
export function compare32<Op extends Binary>(out: usize, a: usize, strideA: usize, b: usize, strideB: usize, count: usize): void {
  const end = out + count;
  while (out < end) {
    const w = changetype<Op>(0).run(v128.load(a), v128.load(b));
    const x = changetype<Op>(0).run(v128.load(a, 16), v128.load(b, 16));
    const y = changetype<Op>(0).run(v128.load(a, 32), v128.load(b, 32));
    const z = changetype<Op>(0).run(v128.load(a, 48), v128.load(b, 48));
    v128.store(out, packMasks(w, x, y, z));
    out += 16;
    a += strideA << 2;
    b += strideB << 2;
  }
}

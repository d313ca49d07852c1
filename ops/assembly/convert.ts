// Conversions between the stored dtypes and the compute dtypes, and among these: `convert_<from>_<to>(out, in, count)`.
// A float becomes an integer by truncation, saturating, with NaN as 0.

// @ts-ignore: decorator
@inline
function loop<From, To>(out: usize, source: usize, count: usize): void {
  const end = out + count * sizeof<To>();
  while (out < end) {
    store<To>(out, <To>load<From>(source));
    out += sizeof<To>();
    source += sizeof<From>();
  }
}

// @ts-ignore: decorator
@inline
function truth<From>(out: usize, source: usize, count: usize): void {
  const end = out + count;
  while (out < end) {
    store<u8>(out, u8(load<From>(source) != <From>0));
    out++;
    source += sizeof<From>();
  }
}

// Stored integers widen, and computed ones narrow by dropping high bits.

export function convert_int8_int32(out: usize, source: usize, count: usize): void {
  loop<i8, i32>(out, source, count);
}

export function convert_uint8_int32(out: usize, source: usize, count: usize): void {
  loop<u8, i32>(out, source, count);
}

export function convert_int16_int32(out: usize, source: usize, count: usize): void {
  loop<i16, i32>(out, source, count);
}

export function convert_uint16_int32(out: usize, source: usize, count: usize): void {
  loop<u16, i32>(out, source, count);
}

export function convert_int32_int8(out: usize, source: usize, count: usize): void {
  loop<i32, i8>(out, source, count);
}

export function convert_int32_uint8(out: usize, source: usize, count: usize): void {
  loop<i32, u8>(out, source, count);
}

export function convert_int32_int16(out: usize, source: usize, count: usize): void {
  loop<i32, i16>(out, source, count);
}

export function convert_int32_uint16(out: usize, source: usize, count: usize): void {
  loop<i32, u16>(out, source, count);
}

// Among the compute dtypes.

export function convert_bool_int32(out: usize, source: usize, count: usize): void {
  loop<u8, i32>(out, source, count);
}

export function convert_bool_uint32(out: usize, source: usize, count: usize): void {
  loop<u8, u32>(out, source, count);
}

export function convert_bool_float64(out: usize, source: usize, count: usize): void {
  loop<u8, f64>(out, source, count);
}

export function convert_bool_float32(out: usize, source: usize, count: usize): void {
  const end = out + (count << 2);
  while (out < end) {
    v128.store(out, f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(source)))));
    out += 16;
    source += 4;
  }
}

export function convert_int32_float32(out: usize, source: usize, count: usize): void {
  const end = out + (count << 2);
  while (out < end) {
    v128.store(out, f32x4.convert_i32x4_s(v128.load(source)));
    out += 16;
    source += 16;
  }
}

export function convert_int32_float64(out: usize, source: usize, count: usize): void {
  loop<i32, f64>(out, source, count);
}

export function convert_int32_bool(out: usize, source: usize, count: usize): void {
  truth<i32>(out, source, count);
}

export function convert_uint32_float32(out: usize, source: usize, count: usize): void {
  const end = out + (count << 2);
  while (out < end) {
    v128.store(out, f32x4.convert_i32x4_u(v128.load(source)));
    out += 16;
    source += 16;
  }
}

export function convert_uint32_float64(out: usize, source: usize, count: usize): void {
  loop<u32, f64>(out, source, count);
}

export function convert_uint32_bool(out: usize, source: usize, count: usize): void {
  truth<u32>(out, source, count);
}

export function convert_int32_uint32(out: usize, source: usize, count: usize): void {
  memory.copy(out, source, count << 2);
}

export function convert_uint32_int32(out: usize, source: usize, count: usize): void {
  memory.copy(out, source, count << 2);
}

export function convert_float32_int32(out: usize, source: usize, count: usize): void {
  const end = out + (count << 2);
  while (out < end) {
    v128.store(out, i32x4.trunc_sat_f32x4_s(v128.load(source)));
    out += 16;
    source += 16;
  }
}

export function convert_float32_uint32(out: usize, source: usize, count: usize): void {
  const end = out + (count << 2);
  while (out < end) {
    v128.store(out, i32x4.trunc_sat_f32x4_u(v128.load(source)));
    out += 16;
    source += 16;
  }
}

export function convert_float32_bool(out: usize, source: usize, count: usize): void {
  truth<f32>(out, source, count);
}

export function convert_float64_int32(out: usize, source: usize, count: usize): void {
  loop<f64, i32>(out, source, count);
}

export function convert_float64_uint32(out: usize, source: usize, count: usize): void {
  loop<f64, u32>(out, source, count);
}

export function convert_float64_bool(out: usize, source: usize, count: usize): void {
  truth<f64>(out, source, count);
}

export function convert_float32_float64(out: usize, source: usize, count: usize): void {
  loop<f32, f64>(out, source, count);
}

export function convert_float64_float32(out: usize, source: usize, count: usize): void {
  loop<f64, f32>(out, source, count);
}

// Half floats. Rounding is to nearest even: by adding half of the last kept bit, less one when that bit is even.

export function convert_bfloat16_float32(out: usize, source: usize, count: usize): void {
  const end = out + (count << 2);
  while (out < end) {
    v128.store(out, i32x4.shl(v128.load16x4_u(source), 16));
    out += 16;
    source += 8;
  }
}

export function convert_float32_bfloat16(out: usize, source: usize, count: usize): void {
  const end = out + (count << 1);
  while (out < end) {
    const x = v128.load(source);
    const odd = v128.and(i32x4.shr_u(x, 16), i32x4.splat(1));
    const rounded = i32x4.shr_u(i32x4.add(i32x4.add(x, i32x4.splat(0x7fff)), odd), 16);
    const quiet = v128.or(i32x4.shr_u(x, 16), i32x4.splat(0x40));
    const bits = v128.bitselect(quiet, rounded, f32x4.ne(x, x));
    v128.store64_lane(out, i16x8.narrow_i32x4_u(bits, bits), 0);
    out += 8;
    source += 16;
  }
}

/** The exponent is moved by a multiplication, which turns subnormal halves into normal floats too. */
export function convert_float16_float32(out: usize, source: usize, count: usize): void {
  const end = out + (count << 2);
  while (out < end) {
    const bits = v128.load16x4_u(source);
    const magnitude = i32x4.shl(v128.and(bits, i32x4.splat(0x7fff)), 13);
    const scaled = f32x4.mul(magnitude, f32x4.splat(5.192296858534828e33)); // 2^112
    const special = i32x4.ge_u(magnitude, i32x4.splat(0x0f800000));
    const value = v128.or(scaled, v128.and(special, i32x4.splat(0x7f800000)));
    v128.store(out, v128.or(value, i32x4.shl(v128.and(bits, i32x4.splat(0x8000)), 16)));
    out += 16;
    source += 8;
  }
}

/** Normal halves by shifting; subnormal ones by adding 0.5, so that the float32 adder rounds at 2^-24. */
export function convert_float32_float16(out: usize, source: usize, count: usize): void {
  const end = out + (count << 1);
  while (out < end) {
    const x = v128.load(source);
    const magnitude = v128.and(x, i32x4.splat(0x7fffffff));
    const shifted = i32x4.sub(magnitude, i32x4.splat(0x38000000));
    const odd = v128.and(i32x4.shr_u(magnitude, 13), i32x4.splat(1));
    const normal = i32x4.shr_u(i32x4.add(i32x4.add(shifted, i32x4.splat(0xfff)), odd), 13);
    const subnormal = i32x4.sub(f32x4.add(magnitude, f32x4.splat(0.5)), i32x4.splat(0x3f000000));
    let bits = v128.bitselect(subnormal, normal, i32x4.lt_u(magnitude, i32x4.splat(0x38800000)));
    bits = v128.bitselect(i32x4.splat(0x7c00), bits, i32x4.ge_u(magnitude, i32x4.splat(0x477ff000)));
    bits = v128.bitselect(i32x4.splat(0x7e00), bits, i32x4.gt_u(magnitude, i32x4.splat(0x7f800000)));
    bits = v128.or(bits, i32x4.shr_u(v128.and(x, i32x4.splat(0x80000000)), 16));
    v128.store64_lane(out, i16x8.narrow_i32x4_u(bits, bits), 0);
    out += 8;
    source += 16;
  }
}

// How each dtype lies in 32-bit words, how it becomes the f32, i32, u32 or bool it is computed in, and the casts between those.
// WGSL lets a compiler assume that NaN and infinities never occur, so every test for them reads the bits.
//
// Without branches: on a GPU that the processor plays both sides are run, and it may work for minutes on a loop that holds dozens.

var<private> nan_bits: u32 = 0x7fc00000u;
var<private> inf_bits: u32 = 0x7f800000u;

fn nan_f32() -> f32 { return bitcast<f32>(nan_bits); }
fn inf_f32() -> f32 { return bitcast<f32>(inf_bits); }
fn magnitude_bits(x: f32) -> u32 { return bitcast<u32>(x) & 0x7fffffffu; }
fn isnan_f32(x: f32) -> bool { return magnitude_bits(x) > 0x7f800000u; }
fn isinf_f32(x: f32) -> bool { return magnitude_bits(x) == 0x7f800000u; }
fn isfinite_f32(x: f32) -> bool { return magnitude_bits(x) < 0x7f800000u; }
fn is_negative(x: f32) -> bool { return (bitcast<u32>(x) & 0x80000000u) != 0u; }
// Less than 0, and not NaN.
fn is_below_zero(x: f32) -> bool { return bitcast<u32>(x) - 0x80000001u < 0x7f800000u; }
fn with_sign_of(x: f32, sign: f32) -> f32 {
  return bitcast<f32>(magnitude_bits(x) | (bitcast<u32>(sign) & 0x80000000u));
}

// Unsigned numbers in the order of floats, by their bits: a float that is too small may be taken for 0 where floats are compared. NaN is the
// greatest, and both zeros are one.
fn float_key(bits: u32) -> u32 {
  let magnitude = bits & 0x7fffffffu;
  let ordered = select(bits | 0x80000000u, ~bits, bits > 0x80000000u);
  return select(select(ordered, 0xffffffffu, magnitude > 0x7f800000u), 0x80000000u, magnitude == 0u);
}

// Words to values. `lane` counts elements within the word.
fn read_float32(word: u32, lane: u32) -> f32 { return bitcast<f32>(word); }
fn read_int32(word: u32, lane: u32) -> i32 { return bitcast<i32>(word); }
fn read_uint32(word: u32, lane: u32) -> u32 { return word; }
fn read_int16(word: u32, lane: u32) -> i32 { return extractBits(bitcast<i32>(word), lane * 16u, 16u); }
fn read_uint16(word: u32, lane: u32) -> i32 { return bitcast<i32>(extractBits(word, lane * 16u, 16u)); }
fn read_int8(word: u32, lane: u32) -> i32 { return extractBits(bitcast<i32>(word), lane * 8u, 8u); }
fn read_uint8(word: u32, lane: u32) -> i32 { return bitcast<i32>(extractBits(word, lane * 8u, 8u)); }
fn read_bool(word: u32, lane: u32) -> bool { return extractBits(word, lane * 8u, 8u) != 0u; }
fn read_bfloat16(word: u32, lane: u32) -> f32 { return bitcast<f32>(extractBits(word, lane * 16u, 16u) << 16u); }
fn read_float16(word: u32, lane: u32) -> f32 {
  let half = extractBits(word, lane * 16u, 16u);
  let fraction = half & 1023u;
  let exponent = half & 0x7c00u;
  let normal = (half & 0x7fffu) * 8192u + 0x38000000u;
  let finite = select(normal, bitcast<u32>(f32(bitcast<i32>(fraction)) * 0x1p-24f), exponent == 0u);
  let magnitude = select(finite, inf_bits | (fraction * 8192u), exponent == 0x7c00u);
  return bitcast<f32>(((half & 0x8000u) * 65536u) | magnitude);
}

// Values to the low bits of a word.
fn write_float32(x: f32) -> u32 { return bitcast<u32>(x); }
fn write_int32(x: i32) -> u32 { return bitcast<u32>(x); }
fn write_uint32(x: u32) -> u32 { return x; }
fn write_int16(x: i32) -> u32 { return bitcast<u32>(x) & 0xffffu; }
fn write_uint16(x: i32) -> u32 { return bitcast<u32>(x) & 0xffffu; }
fn write_int8(x: i32) -> u32 { return bitcast<u32>(x) & 0xffu; }
fn write_uint8(x: i32) -> u32 { return bitcast<u32>(x) & 0xffu; }
fn write_bool(x: bool) -> u32 { return select(0u, 1u, x); }
fn write_bfloat16(x: f32) -> u32 {
  let bits = bitcast<u32>(x);
  let high = bits >> 16u;
  return select((bits + 0x7fffu + (high & 1u)) >> 16u, high | 0x40u, isnan_f32(x));
}
// Round to nearest, ties to even; pack2x16float promises neither the rounding nor infinities. To add 1/2 rounds to multiples of 2^-24.
fn write_float16(x: f32) -> u32 {
  let magnitude = magnitude_bits(x);
  let sign = (bitcast<u32>(x) >> 16u) & 0x8000u;
  let normal = (magnitude - 0x38000000u + 0xfffu + ((magnitude >> 13u) & 1u)) >> 13u;
  let small = bitcast<u32>(bitcast<f32>(magnitude) + 0.5) - 0x3f000000u;
  let finite = select(normal, small, magnitude < 0x38800000u);
  return sign | select(finite, select(0x7c00u, 0x7e00u, isnan_f32(x)), magnitude >= 0x477ff000u);
}

// Casts. A float becomes an integer by truncation, saturating; NaN becomes 0.
fn f32_to_i32(x: f32) -> i32 {
  let above = select(i32(x), 2147483647, x >= 0x1p31f);
  return select(select(above, -2147483647 - 1, x <= -0x1p31f), 0, isnan_f32(x));
}
fn f32_to_u32(x: f32) -> u32 {
  return select(select(u32(x), 0xffffffffu, x >= 0x1p32f), 0u, isnan_f32(x) | (x <= 0.0));
}
fn f32_to_bool(x: f32) -> bool { return magnitude_bits(x) != 0u; }
fn i32_to_f32(x: i32) -> f32 { return f32(x); }
fn i32_to_u32(x: i32) -> u32 { return bitcast<u32>(x); }
fn i32_to_bool(x: i32) -> bool { return x != 0; }
fn u32_to_f32(x: u32) -> f32 { return f32(x); }
fn u32_to_i32(x: u32) -> i32 { return bitcast<i32>(x); }
fn u32_to_bool(x: u32) -> bool { return x != 0u; }
fn bool_to_f32(x: bool) -> f32 { return select(0.0, 1.0, x); }
fn bool_to_i32(x: bool) -> i32 { return select(0, 1, x); }
fn bool_to_u32(x: bool) -> u32 { return select(0u, 1u, x); }

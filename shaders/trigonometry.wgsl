// Sine, cosine, tangent and their inverses within 4 ULP for every float32: the argument is reduced with enough digits of 2 / pi
// that even the largest keeps its quadrant and its fraction (the builtins promise an absolute error of 2^-11 between -pi and pi
// only, and 4096 ULP for the inverses).

// 2 / pi, 256 bits after the point.
const TWO_OVER_PI = array<u32, 8>(
  0xa2f9836eu, 0x4e441529u, 0xfc2757d1u, 0xf534ddc0u, 0xdb629599u, 0x3c439041u, 0xfe5163abu, 0xdebbc561u);

// High and low word of a product.
fn wide_product(a: u32, b: u32) -> vec2<u32> {
  let low = (a & 0xffffu) * (b & 0xffffu);
  let middle = (a >> 16u) * (b & 0xffffu) + (low >> 16u);
  let other = (a & 0xffffu) * (b >> 16u) + (middle & 0xffffu);
  return vec2((a >> 16u) * (b >> 16u) + (middle >> 16u) + (other >> 16u), (other << 16u) | (low & 0xffffu));
}
// The 32 bits of 2 / pi that begin at a bit position; positions before the point are 0.
fn bits_at(position: i32) -> u32 {
  let index = position >> 5u;
  let shift = u32(position & 31);
  var digits = TWO_OVER_PI;
  let first = select(0u, digits[max(index, 0)], index >= 0);
  let second = select(0u, digits[max(index + 1, 0)], index + 1 >= 0);
  return select((first << shift) | (second >> ((32u - shift) & 31u)), first, shift == 0u);
}

struct Angle { quadrant: u32, rest: f32 }
// |x| = quadrant * pi / 2 + rest modulo 2 pi, |rest| <= pi / 4. Up to 800 by subtracting pi / 2 in four parts, whose first three have few
// digits: their products are exact. What is larger takes the branch, which a GPU that the processor plays always runs.
fn reduce_angle(x: f32) -> Angle {
  let n = floor(abs(x) * 0.636619772 + 0.5);
  let rest = (((abs(x) - n * 1.57067871) - n * 0.000117599964) - n * 1.58906914e-8) - n * 2.56334407e-12;
  var angle = Angle(bitcast<u32>(n + 12582912.0) & 3u, rest);
  if (magnitude_bits(x) > 0x44480000u) { angle = reduce_far_angle(magnitude_bits(x)); }
  return angle;
}
fn reduce_far_angle(bits: u32) -> Angle {
  let fraction = (bits & 0x7fffffu) | 0x800000u;
  // |x| = fraction * 2^scale; digits worth a multiple of 4 quadrants are skipped.
  let start = i32(bits >> 23u) - 152;
  let low = wide_product(fraction, bits_at(start + 64));
  let middle = wide_product(fraction, bits_at(start + 32));
  let middle_sum = middle.y + low.x;
  let high = fraction * bits_at(start) + middle.x + select(0u, 1u, middle_sum < low.x);
  var quadrant = high >> 30u;
  var first = (high << 2u) | (middle_sum >> 30u);
  var second = (middle_sum << 2u) | (low.y >> 30u);
  let above_half = first >= 0x80000000u;
  quadrant += select(0u, 1u, above_half);
  first = select(first, ~first, above_half);
  second = select(second, ~second, above_half);
  let turns = f32(first) * 0x1p-32f + f32(second) * 0x1p-64f;
  let rest = turns * 1.57079633;
  return Angle(quadrant & 3u, select(rest, -rest, above_half));
}

// For |r| <= pi / 4: Chebyshev fits in r^2.
fn sin_core(r: f32) -> f32 {
  let y = r * r;
  return r + r * y * (-0.1666666666 + y * (0.008333331869 + y * (-0.0001984008394 + y * 2.724958524e-06)));
}
fn cos_core(r: f32) -> f32 {
  let y = r * r;
  return 1.0 - 0.5 * y + y * y * (0.04166666466 + y * (-0.001388830212 + y * 2.454773292e-05));
}
fn sin_f32(x: f32) -> f32 {
  let angle = reduce_angle(x);
  let value = select(sin_core(angle.rest), cos_core(angle.rest), (angle.quadrant & 1u) == 1u);
  let result = select(value, -value, (angle.quadrant >= 2u) != is_negative(x));
  return select(nan_f32(), select(result, x, x == 0.0), isfinite_f32(x));
}
fn cos_f32(x: f32) -> f32 {
  let angle = reduce_angle(x);
  let value = select(cos_core(angle.rest), sin_core(angle.rest), (angle.quadrant & 1u) == 1u);
  let result = select(value, -value, (angle.quadrant == 1u) | (angle.quadrant == 2u));
  return select(nan_f32(), result, isfinite_f32(x));
}
fn tan_f32(x: f32) -> f32 {
  let angle = reduce_angle(x);
  let odd = (angle.quadrant & 1u) == 1u;
  let sine = sin_core(angle.rest);
  let cosine = cos_core(angle.rest);
  let value = select(sine, -cosine, odd) / select(cosine, sine, odd);
  let result = select(select(value, -value, is_negative(x)), x, x == 0.0);
  return select(nan_f32(), result, isfinite_f32(x));
}

// asin(s) for s^2 <= 1/4.
fn asin_core(s: f32, square: f32) -> f32 {
  return s + s * square * (0.1666675248 + square * (0.07495297653 + square * (0.04547037301 + square * (0.02417953394 + square * 0.04216627096))));
}
fn asin_f32(x: f32) -> f32 {
  let a = abs(x);
  let square = 0.5 * (1.0 - a);
  let far = 1.57079633 - (2.0 * asin_core(sqrt(abs(square)), square) + 4.37113883e-8);
  let result = with_sign_of(select(far, asin_core(a, a * a), a <= 0.5), x);
  return select(result, nan_f32(), magnitude_bits(x) > 0x3f800000u);
}
fn acos_f32(x: f32) -> f32 {
  let a = abs(x);
  let square = 0.5 * (1.0 - a);
  let edge = 2.0 * asin_core(sqrt(abs(square)), square);
  let far = select(edge, 3.14159265 - (edge + 8.74227766e-8), x < 0.0);
  let near = 1.57079633 - (asin_core(x, x * x) + 4.37113883e-8);
  return select(select(far, near, a <= 0.5), nan_f32(), magnitude_bits(x) > 0x3f800000u);
}
// atan(a) for a in [0, 1], by tan(pi / 8) and the difference from pi / 4.
fn atan_core(a: f32) -> f32 {
  let far = a > 0.41421356;
  let t = select(a, (a - 1.0) / (a + 1.0), far);
  let y = t * t;
  let near = t + t * y * (-0.3333331517 + y * (0.1999847058 + y * (-0.1424351479 + y * (0.1059366996 + y * -0.06077841377))));
  return select(near, 0.78539816 + (near - 2.18556941e-8), far);
}
fn atan_f32(x: f32) -> f32 {
  let a = abs(x);
  let above = a > 1.0;
  let core = atan_core(select(a, 1.0 / a, above));
  let result = with_sign_of(select(core, 1.57079633 - (core + 4.37113883e-8), above), x);
  return select(result, x, isnan_f32(x));
}
fn atan2_f32(y: f32, x: f32) -> f32 {
  let a = abs(x);
  let b = abs(y);
  let above = b > a;
  let greater = select(a, b, above);
  let quotient = select(b, a, above) / greater;
  let both = select(quotient, 1.0, isinf_f32(x) && isinf_f32(y));
  let core = atan_core(select(both, 0.0, magnitude_bits(greater) == 0u));
  let half = select(core, 1.57079633 - (core + 4.37113883e-8), above);
  let whole = with_sign_of(select(half, 3.14159265 - (half + 8.74227766e-8), is_negative(x)), y);
  return select(whole, nan_f32(), isnan_f32(x) || isnan_f32(y));
}

// Arithmetic and comparison as NumPy has them: NaN propagates through extremes, integers wrap, the remainder has the
// divisor's sign, an integer divided by zero is 0. Needs storage.wgsl.

fn div_f32(a: f32, b: f32) -> f32 { return a / b; }
fn neg_i32(x: i32) -> i32 { return -x; }
fn neg_u32(x: u32) -> u32 { return 0u - x; }
fn sign_i32(x: i32) -> i32 { return sign(x); }
fn sign_u32(x: u32) -> u32 { return min(x, 1u); }

fn eq_f32(a: f32, b: f32) -> bool { return (a == b) & !isnan_f32(a) & !isnan_f32(b); }
fn ne_f32(a: f32, b: f32) -> bool { return !eq_f32(a, b); }
fn lt_f32(a: f32, b: f32) -> bool { return (a < b) & !isnan_f32(a) & !isnan_f32(b); }
fn le_f32(a: f32, b: f32) -> bool { return (a <= b) & !isnan_f32(a) & !isnan_f32(b); }
fn gt_f32(a: f32, b: f32) -> bool { return lt_f32(b, a); }
fn ge_f32(a: f32, b: f32) -> bool { return le_f32(b, a); }

fn maximum_f32(a: f32, b: f32) -> f32 { return select(b, a, isnan_f32(a) | ((a >= b) & !isnan_f32(b))); }
fn minimum_f32(a: f32, b: f32) -> f32 { return select(b, a, isnan_f32(a) | ((a <= b) & !isnan_f32(b))); }
fn sign_f32(x: f32) -> f32 { return select(with_sign_of(1.0, x), x, isnan_f32(x) | (magnitude_bits(x) == 0u)); }
// The builtin's result for a negative operand is not promised; a subnormal one is scaled, because arithmetic may take it for 0.
fn sqrt_f32(x: f32) -> f32 {
  let tiny = magnitude_bits(x) < 0x800000u;
  let root = select(sqrt(x), sqrt(f32(bitcast<i32>(x)) * 2.0) * 0x1p-75f, tiny);
  return select(select(root, nan_f32(), is_below_zero(x)), x, magnitude_bits(x) == 0u);
}
fn rsqrt_f32(x: f32) -> f32 { return 1.0 / sqrt_f32(x); }

// The exact remainder of |a| by |b|, eight quotient bits a turn; the builtin % loses digits when a is much larger than b.
fn remainder_of_magnitudes(a: f32, b: f32) -> f32 {
  let a_bits = magnitude_bits(a);
  let b_bits = magnitude_bits(b);
  if (a_bits > 0x7f7fffffu || b_bits > 0x7f800000u || b_bits == 0u) { return nan_f32(); }
  if (a_bits < b_bits) { return bitcast<f32>(a_bits); }
  var exponent = max(a_bits >> 23u, 1u);
  let b_exponent = max(b_bits >> 23u, 1u);
  var rest = select(0u, 0x800000u, a_bits >= 0x800000u) | (a_bits & 0x7fffffu);
  let divisor = select(0u, 0x800000u, b_bits >= 0x800000u) | (b_bits & 0x7fffffu);
  rest %= divisor;
  while (exponent > b_exponent && rest != 0u) {
    let step = min(exponent - b_exponent, 8u);
    rest = (rest << step) % divisor;
    exponent -= step;
  }
  if (rest == 0u) { return 0.0; }
  let shift = countLeadingZeros(rest) - 8u;
  if (shift >= b_exponent) { return bitcast<f32>(rest << (b_exponent - 1u)); }
  return bitcast<f32>(((b_exponent - shift) << 23u) | ((rest << shift) & 0x7fffffu));
}
// C's fmod: the sign of the dividend.
fn remainder_f32(a: f32, b: f32) -> f32 { return with_sign_of(remainder_of_magnitudes(a, b), a); }
// Python's modulo: the sign of the divisor.
fn mod_f32(a: f32, b: f32) -> f32 {
  let rest = remainder_f32(a, b);
  if (isnan_f32(rest)) { return rest; }
  if (rest == 0.0) { return with_sign_of(0.0, b); }
  if (is_negative(rest) == is_negative(b)) { return rest; }
  return rest + b;
}
fn floor_divide_f32(a: f32, b: f32) -> f32 {
  if (b == 0.0) { return a / b; }
  let rest = remainder_f32(a, b);
  if (isnan_f32(rest)) { return rest; }
  let differs = rest != 0.0 && is_negative(rest) != is_negative(b);
  let quotient = round((a - rest) / b) - select(0.0, 1.0, differs);
  if (quotient == 0.0) { return with_sign_of(0.0, a / b); }
  return quotient;
}

fn floor_divide_i32(a: i32, b: i32) -> i32 {
  if (b == 0) { return 0; }
  if (b == -1) { return -a; }
  let quotient = a / b;
  return select(quotient, quotient - 1, a - quotient * b != 0 && ((a < 0) != (b < 0)));
}
fn mod_i32(a: i32, b: i32) -> i32 {
  if (b == 0 || b == -1) { return 0; }
  let rest = a - (a / b) * b;
  return select(rest, rest + b, rest != 0 && ((rest < 0) != (b < 0)));
}
fn floor_divide_u32(a: u32, b: u32) -> u32 {
  if (b == 0u) { return 0u; }
  return a / b;
}
fn mod_u32(a: u32, b: u32) -> u32 {
  if (b == 0u) { return 0u; }
  return a % b;
}

fn pow_u32(base: u32, exponent: u32) -> u32 {
  var result = 1u;
  var square = base;
  var rest = exponent;
  while (rest != 0u) {
    if ((rest & 1u) == 1u) { result *= square; }
    square *= square;
    rest >>= 1u;
  }
  return result;
}
// A negative exponent gives the truncated reciprocal: 0 except for bases 1 and -1.
fn pow_i32(base: i32, exponent: i32) -> i32 {
  if (exponent >= 0) { return bitcast<i32>(pow_u32(bitcast<u32>(base), bitcast<u32>(exponent))); }
  if (base == 1) { return 1; }
  if (base == -1) { return select(1, -1, (exponent & 1) != 0); }
  return 0;
}

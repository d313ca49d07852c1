// Exponential, logarithm, power, hyperbolic tangent, error function and what is made of them, within 4 ULP in float32.
// The builtins promise far less (exp: 3 + 2|x| ULP; tanh near 0: nothing). Coefficients are Chebyshev fits of the exact
// functions on the interval each line names. Error-free products come from halves cut by bit masks, because a fused
// multiply-add is not guaranteed. Needs storage.wgsl.

const LN2_HIGH: f32 = 0.693115234375;       // 12 bits: times an exponent it is exact
const LN2_LOW: f32 = 3.194618494e-5;
const LOG2_E: f32 = 1.44269504;

fn cut(x: f32) -> f32 { return bitcast<f32>(bitcast<u32>(x) & 0xfffff000u); }
// A sum whose last bit is cleared: compilers that take (1 + x) - 1 for x cannot see through it, so what a sum lost can be found.
fn rounded(sum: f32) -> f32 { return bitcast<f32>(bitcast<u32>(sum) & 0xfffffffeu); }

// 2^n for any n, in two exact factors, so that subnormal and nearly infinite results survive.
fn scale(x: f32, n: i32) -> f32 {
  let half = n >> 1u;
  return x * bitcast<f32>(u32(half + 127) << 23u) * bitcast<f32>(u32(n - half + 127) << 23u);
}
// exp(r) - 1 for |r| <= ln(2) / 2.
fn expm1_core(r: f32) -> f32 {
  let p = 0.5000000013 + r * (0.1666666672 + r * (0.04166646468 + r * (0.00833329843 + r * (0.001393367639 + r * 0.0001989931826))));
  return r + r * r * p;
}
// 2^shift exp(x + low), where low is a small correction. The shift keeps digits that a later factor brings back from underflow.
fn exp_sum(x: f32, low: f32, shift: i32) -> f32 {
  if (isnan_f32(x)) { return x; }
  if (x > 89.0) { return inf_f32(); }
  if (x < -120.0) { return 0.0; }
  let n = round(x * LOG2_E);
  let r = ((x - n * LN2_HIGH) - n * LN2_LOW) + low;
  return scale(1.0 + expm1_core(r), i32(n) + shift);
}
fn exp_f32(x: f32) -> f32 { return exp_sum(x, 0.0, 0); }
fn expm1_f32(x: f32) -> f32 {
  if (isnan_f32(x) || x == 0.0) { return x; }
  if (x > 89.0) { return inf_f32(); }
  if (x < -18.0) { return -1.0; }
  let n = round(x * LOG2_E);
  let core = expm1_core((x - n * LN2_HIGH) - n * LN2_LOW);
  if (n > 30.0) { return scale(1.0 + core, i32(n)); }
  let power = scale(1.0, i32(n));
  return power * core + (power - 1.0);
}

// log(m) for x = 2^exponent * m with m in [sqrt(1/2), sqrt(2)).
struct Parts { exponent: f32, m: f32 }
fn parts(x: f32) -> Parts {
  var bits = bitcast<u32>(x);
  var bias = 127;
  if (bits < 0x800000u) {
    bits = bitcast<u32>(f32(bits)); // a subnormal number, which arithmetic may take for 0, times 2^149
    bias = 276;
  }
  let shifted = bits + (0x3f800000u - 0x3f3504f3u);
  let exponent = i32(shifted >> 23u) - bias;
  return Parts(f32(exponent), bitcast<f32>((shifted & 0x7fffffu) + 0x3f3504f3u));
}
// (atanh(s) / s - 1) / s^2 for s^2 <= 0.0295.
fn atanh_tail(square: f32) -> f32 {
  return 0.3333333328 + square * (0.2000006153 + square * (0.1427534564 + square * 0.1166690463));
}
fn is_positive_finite(x: f32) -> bool { return bitcast<u32>(x) - 1u < 0x7f7fffffu; }
fn log_f32(x: f32) -> f32 {
  if (!is_positive_finite(x)) {
    if (magnitude_bits(x) == 0u) { return -inf_f32(); }
    if (is_negative(x)) { return nan_f32(); }
    return x;
  }
  let p = parts(x);
  let f = p.m - 1.0;
  let s = f / (2.0 + f);
  let square = s * s;
  let half = 0.5 * f * f;
  // log(1 + f) = f - half + s * (half + 2 s^2 tail); the largest terms are exact.
  let tail = s * (half + 2.0 * square * atanh_tail(square));
  return p.exponent * LN2_HIGH + ((p.exponent * LN2_LOW + tail) - half + f);
}
// log(m) / log(base) for the two parts of x; an exact power of two has m = 1, whose logarithm is exactly 0.
fn log2_f32(x: f32) -> f32 {
  if (!is_positive_finite(x)) { return log_f32(x); }
  let p = parts(x);
  return p.exponent + log_f32(p.m) * LOG2_E;
}
fn log10_f32(x: f32) -> f32 {
  if (!is_positive_finite(x)) { return log_f32(x); }
  let p = parts(x);
  return p.exponent * 0.301025390625 + (p.exponent * 4.605038981e-6 + log_f32(p.m) * 0.4342944819);
}
fn log1p_f32(x: f32) -> f32 {
  if (isnan_f32(x) || x == inf_f32() || x == 0.0) { return x; }
  if (magnitude_bits(x) < 0x33800000u) { return x; }
  let y = rounded(1.0 + x);
  if (y <= 0.0 || x < -1.0) { return log_f32(y); }
  // What rounding 1 + x lost comes back as a first-order correction.
  let lost = select(x - (y - 1.0), 1.0 - (y - x), x >= 1.0);
  return log_f32(y) + lost / y;
}

fn tanh_f32(x: f32) -> f32 {
  if (isnan_f32(x) || x == 0.0) { return x; }
  let a = abs(x);
  if (a > 9.1) { return with_sign_of(1.0, x); }
  let t = expm1_f32(2.0 * a);
  return with_sign_of(t / (t + 2.0), x);
}
fn sigmoid_f32(x: f32) -> f32 {
  if (isnan_f32(x)) { return x; }
  let e = exp_f32(-abs(x));
  return select(e, 1.0, x >= 0.0) / (1.0 + e);
}
// erfc(z) exp(z^2) for z in [0.5, 10.5], from a fit of its product with 1 + 2z in (z - 2) / (z + 2).
fn erfcx(z: f32) -> f32 {
  let t = (z - 2.0) / (z + 2.0);
  let p = 1.276978385 + t * (-0.09276376701 + t * (-0.166030873 + t * (0.1640488129 + t * (-0.05421062799 + t * (-0.008006137174
    + t * (0.008656575956 + t * (0.001147576632 + t * (-0.001262285234 + t * -0.0002263647583))))))));
  return p / (1.0 + 2.0 * z);
}
// 2^shift exp(-factor x^2) for a factor of 1 or 1/2; x^2 is kept whole, because its rounding error would be multiplied.
fn exp_square(x: f32, factor: f32, shift: i32) -> f32 {
  let high = cut(x);
  return exp_sum(-factor * high * high, -factor * (x - high) * (x + high), shift);
}
// erf(x) / x in x^2 <= 1.
fn erf_core(y: f32) -> f32 {
  return 1.128379167 + y * (-0.3761263848 + y * (0.1128378262 + y * (-0.02686543831 + y * (0.005221053412 + y * (-0.000848439654
    + y * (0.0001126825382 + y * -9.673590625e-06))))));
}
fn erf_f32(x: f32) -> f32 {
  if (isnan_f32(x)) { return x; }
  let a = abs(x);
  if (a <= 1.0) { return x * erf_core(x * x); }
  if (a > 4.0) { return with_sign_of(1.0, x); }
  return with_sign_of(1.0 - erfcx(a) * exp_square(a, 1.0, 0), x);
}
// x times the normal distribution function.
fn gelu_f32(x: f32) -> f32 {
  if (isnan_f32(x)) { return x; }
  if (x > 6.0) { return x; }
  if (x < -14.8) { return -0.0; }
  let z = -0.70710678 * x;
  if (z > 0.5) { return 0.5 * x * erfcx(z) * exp_square(x, 0.5, 32) * 0x1p-32f; }
  return 0.5 * x * (1.0 - erf_f32(z));
}
// x sigmoid(u) with u = sqrt(8 / pi) (x + 0.044715 x^3), which is carried with more digits than float32 has.
fn gelu_tanh_f32(x: f32) -> f32 {
  if (isnan_f32(x)) { return x; }
  if (x > 10.0) { return x; }
  if (x < -11.0) { return -0.0; }
  let x_high = cut(x);
  let square = cut(x_high * x_high);
  let square_low = (x_high * x_high - square) + (x - x_high) * (x + x_high);
  let sum = rounded(1.595703125 + 0.07135009765625 * square);
  let lost = 0.07135009765625 * square - (sum - 1.595703125);
  let low = lost + (6.59966057e-05 + 4.71861635e-06 * square + 0.0713548163 * square_low);
  let slope = cut(sum + low);
  let slope_low = (sum - slope) + low;
  let side = select(-1.0, 1.0, x < 0.0);
  let e = exp_sum(side * x_high * slope, side * ((x - x_high) * slope + x * slope_low), select(0, 32, x < 0.0));
  if (x < 0.0) { return x * e / (1.0 + e * 0x1p-32f) * 0x1p-32f; }
  return x / (1.0 + e);
}

// |a|^b for finite positive |a|: the logarithm carries about 12 bits more than float32, because b multiplies its error.
fn pow_magnitude(a: f32, b: f32) -> f32 {
  let p = parts(a);
  let f = p.m - 1.0;
  let d = p.m + 1.0;
  let s = f / d;
  let s_high = cut(s);
  let d_high = cut(d);
  let s_low = ((f - s_high * d_high) - s_high * (p.m - (d_high - 1.0))) / d;
  let square = s * s;
  let tail = 2.0 * s_low + 2.0 * s * square * atanh_tail(square);
  let coarse = p.exponent * LN2_HIGH;
  let sum = rounded(coarse + 2.0 * s_high);
  let lost = select(coarse - (sum - 2.0 * s_high), 2.0 * s_high - (sum - coarse), abs(coarse) >= abs(2.0 * s_high));
  let low = lost + (p.exponent * LN2_LOW + tail);
  let log_high = cut(sum + low);
  let log_low = (sum - log_high) + low;
  let product = b * (log_high + log_low);
  if (product > 89.5) { return inf_f32(); }
  if (product < -105.0) { return 0.0; }
  let b_high = cut(b);
  let high = b_high * log_high;
  let rest = (b - b_high) * log_high + b * log_low;
  return exp_sum(high, rest, 0);
}
fn pow_f32(a: f32, b: f32) -> f32 {
  if (b == 0.0 || a == 1.0) { return 1.0; }
  if (isnan_f32(a) || isnan_f32(b)) { return nan_f32(); }
  let base = abs(a);
  let whole = floor(b) == b;
  let odd = whole && abs(b) < 16777216.0 && (i32(b) & 1) == 1;
  if (isinf_f32(b)) {
    if (base == 1.0) { return 1.0; }
    return select(0.0, inf_f32(), (base > 1.0) == (b > 0.0));
  }
  var result: f32;
  let zero = magnitude_bits(a) == 0u;
  if (zero || isinf_f32(base)) {
    result = select(0.0, inf_f32(), zero == (b < 0.0));
  } else {
    if (a < 0.0 && !whole) { return nan_f32(); }
    result = pow_magnitude(base, b);
  }
  return select(result, -result, odd && is_negative(a));
}

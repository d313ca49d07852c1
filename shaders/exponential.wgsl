// Exponential, logarithm, power and the hyperbolic functions, within 4 ULP in float32. The builtins promise far less (exp:
// 3 + 2|x| ULP; tanh near 0: nothing). Coefficients are fits of the exact functions on the interval each line names.
// Error-free products come from halves cut by bit masks, because a fused multiply-add is not guaranteed.
//
// Without branches, and with floor, select and integer products in place of round, min, max, shifts and conversions: on a GPU
// that the processor plays both sides of a branch are run, and each of those costs as much as ten to thirty multiplications.

const LN2_HIGH: f32 = 0.693115234375;       // 12 bits: times an exponent it is exact
const LN2_LOW: f32 = 3.194618494e-5;
const LOG2_E: f32 = 1.44269504;

fn cut(x: f32) -> f32 { return bitcast<f32>(bitcast<u32>(x) & 0xfffff000u); }
// A sum whose last bit is cleared: compilers that take (1 + x) - 1 for x cannot see through it, so what a sum lost can be found.
fn rounded(sum: f32) -> f32 { return bitcast<f32>(bitcast<u32>(sum) & 0xfffffffeu); }

// 2^n for a whole n from -126 to 127: adding 1.5 * 2^23 leaves n in the lowest bits.
fn power_of_two(n: f32) -> f32 { return bitcast<f32>((bitcast<u32>(n + 12582912.0) + 127u) * 0x800000u); }
// x 2^n for a whole n, in two exact factors, so that subnormal and nearly infinite results survive.
fn scale(x: f32, n: f32) -> f32 {
  let half = floor(n * 0.5);
  return x * power_of_two(half) * power_of_two(n - half);
}
// exp(r) - 1 for |r| <= ln(2) / 2.
fn expm1_core(r: f32) -> f32 {
  return r + r * r * (0.4999999345 + r * (0.1666652064 + r * (0.04166838782 + r * (0.008368715617 + r * 0.00138146062))));
}
// What exp(x) is beyond its range: 0, infinity or NaN.
fn exp_beyond(x: f32) -> f32 { return select(x * 3.0e38, 0.0, is_below_zero(x)); }
// 2^shift exp(x + low), where low is a small correction. The shift keeps digits that a later factor brings back from underflow.
fn exp_sum(x: f32, low: f32, shift: f32) -> f32 {
  let n = floor(x * LOG2_E + 0.5);
  let r = ((x - n * LN2_HIGH) - n * LN2_LOW) + low;
  return select(scale(1.0 + expm1_core(r), n + shift), exp_beyond(x), magnitude_bits(x) > 0x42d00000u); // |x| > 104
}
fn exp_f32(x: f32) -> f32 { return exp_sum(x, 0.0, 0.0); }
// exp(x + low) for x <= 0, at less cost: below the normal numbers it is 0.
fn exp_decay(x: f32, low: f32) -> f32 {
  let n = floor(x * LOG2_E + 0.5);
  let r = ((x - n * LN2_HIGH) - n * LN2_LOW) + low;
  return select((1.0 + expm1_core(r)) * power_of_two(n), 0.0, x < -87.3);
}
fn expm1_f32(x: f32) -> f32 {
  let n = floor(x * LOG2_E + 0.5);
  let core = expm1_core((x - n * LN2_HIGH) - n * LN2_LOW);
  let power = power_of_two(n);
  let near = select(power * core + (power - 1.0), scale(1.0 + core, n), n > 30.0);
  let far = select(near, select(exp_beyond(x), -1.0, is_below_zero(x)), magnitude_bits(x) > 0x42d00000u);
  return select(select(far, -1.0, x < -18.0), x, x == 0.0);
}

// log(m) for x = 2^exponent * m with m in [sqrt(1/2), sqrt(2)).
struct Parts { exponent: f32, m: f32 }
fn parts(x: f32) -> Parts {
  let tiny = bitcast<u32>(x) < 0x800000u; // a subnormal number, which arithmetic may take for 0, is counted in units of 2^-149
  let bits = select(bitcast<u32>(x), bitcast<u32>(f32(bitcast<i32>(x))), tiny);
  let shifted = bits + (0x3f800000u - 0x3f3504f3u);
  let exponent = f32(bitcast<i32>(shifted & 0x7f800000u)) * 0x1p-23 - select(127.0, 276.0, tiny);
  return Parts(exponent, bitcast<f32>((shifted & 0x7fffffu) + 0x3f3504f3u));
}
// (atanh(s) / s - 1) / s^2 for s^2 <= 0.0295.
fn atanh_tail(square: f32) -> f32 {
  return 0.3333333328 + square * (0.2000006153 + square * (0.1427534564 + square * 0.1166690463));
}
fn is_positive_finite(x: f32) -> bool { return bitcast<u32>(x) - 1u < 0x7f7fffffu; }
// The logarithm of 0, of an infinity, of a negative number and of NaN.
fn log_beyond(x: f32) -> f32 {
  return select(select(x, nan_f32(), is_negative(x)), -inf_f32(), magnitude_bits(x) == 0u);
}
// log(m) = f - half + s * (half + 2 s^2 tail); the largest terms are exact. Beside it what must be added to log(m) first.
fn log_of(m: f32, low: f32) -> f32 {
  let f = m - 1.0;
  let s = f / (2.0 + f);
  let square = s * s;
  let half = 0.5 * f * f;
  let tail = s * (half + 2.0 * square * atanh_tail(square));
  return (low + tail) - half + f;
}
fn log_f32(x: f32) -> f32 {
  let p = parts(x);
  return select(log_beyond(x), p.exponent * LN2_HIGH + log_of(p.m, p.exponent * LN2_LOW), is_positive_finite(x));
}
// log(m) / log(base) for the two parts of x; an exact power of two has m = 1, whose logarithm is exactly 0.
fn log2_f32(x: f32) -> f32 {
  let p = parts(x);
  return select(log_beyond(x), p.exponent + log_of(p.m, 0.0) * LOG2_E, is_positive_finite(x));
}
fn log10_f32(x: f32) -> f32 {
  let p = parts(x);
  let near = p.exponent * 0.301025390625 + (p.exponent * 4.605038981e-6 + log_of(p.m, 0.0) * 0.4342944819);
  return select(log_beyond(x), near, is_positive_finite(x));
}
fn log1p_f32(x: f32) -> f32 {
  let y = rounded(1.0 + x);
  // What rounding 1 + x lost comes back as a first-order correction.
  let lost = select(x - (y - 1.0), 1.0 - (y - x), x >= 1.0);
  let near = log_f32(y) + select(0.0, lost / y, is_positive_finite(y));
  return select(near, x, magnitude_bits(x) < 0x33800000u);
}

fn tanh_f32(x: f32) -> f32 {
  let t = expm1_f32(2.0 * abs(x));
  let near = select(t / (t + 2.0), 1.0, magnitude_bits(x) > 0x41100000u && !isnan_f32(x)); // |x| > 9
  return select(with_sign_of(near, x), x, x == 0.0 || isnan_f32(x));
}
fn sinh_f32(x: f32) -> f32 {
  let t = expm1_f32(abs(x));
  let near = 0.5 * (t + t / (t + 1.0));
  let result = select(near, exp_sum(abs(x), 0.0, -1.0), magnitude_bits(x) > 0x41880000u); // |x| > 17
  return select(with_sign_of(result, x), x, isnan_f32(x));
}
fn cosh_f32(x: f32) -> f32 {
  let half = exp_sum(abs(x), 0.0, -1.0);
  return half + 0.25 / half;
}
fn asinh_f32(x: f32) -> f32 {
  let a = abs(x);
  let square = a * a;
  let near = log1p_f32(a + square / (1.0 + sqrt(1.0 + square)));
  let result = select(near, log_f32(a) + 0.6931471806, a > 1.0e9);
  return select(with_sign_of(result, x), x, isnan_f32(x));
}
fn acosh_f32(x: f32) -> f32 {
  let t = x - 1.0;
  let result = select(log1p_f32(t + sqrt(max(t * (2.0 + t), 0.0))), log_f32(x) + 0.6931471806, x > 1.0e9);
  return select(result, nan_f32(), !(x >= 1.0) || isnan_f32(x));
}
fn atanh_f32(x: f32) -> f32 {
  let a = abs(x);
  let result = 0.5 * log1p_f32(2.0 * a / (1.0 - a));
  let edge = select(nan_f32(), inf_f32(), a == 1.0 && !isnan_f32(x));
  return with_sign_of(select(edge, result, magnitude_bits(x) < 0x3f800000u), x);
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
  let b_high = cut(b);
  let high = b_high * log_high;
  let rest = (b - b_high) * log_high + b * log_low;
  let product = b * (log_high + log_low);
  let beyond = select(0.0, inf_f32(), product > 0.0);
  return select(exp_sum(high, rest, 0.0), beyond, abs(product) > 105.0);
}
fn pow_f32(a: f32, b: f32) -> f32 {
  let base = abs(a);
  let whole = floor(b) == b;
  let odd = whole && floor(b * 0.5) * 2.0 != b;
  let zero = magnitude_bits(a) == 0u;
  let finite = select(pow_magnitude(base, b), select(0.0, inf_f32(), zero == (b < 0.0)), zero || isinf_f32(a));
  let signed = select(finite, -finite, odd && is_negative(a));
  let real = select(signed, nan_f32(), a < 0.0 && !whole && !isinf_f32(a) && !zero);
  let limit = select(select(0.0, inf_f32(), (base > 1.0) == (b > 0.0)), 1.0, base == 1.0);
  let result = select(real, limit, isinf_f32(b));
  let known = select(result, nan_f32(), isnan_f32(a) || isnan_f32(b));
  return select(known, 1.0, magnitude_bits(b) == 0u || bitcast<u32>(a) == 0x3f800000u);
}

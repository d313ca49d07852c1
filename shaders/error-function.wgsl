// The error function, its complement and inverse, within 4 ULP in float32 over the whole range. Coefficients are fits of the
// exact functions on the interval each line names.

// erfc(z) exp(z^2) for z in [0.4, 10.6], from a fit of its product with z + 2 in (z - 2) / (z + 2).
fn erfcx(z: f32) -> f32 {
  let u = 1.0 / (z + 2.0);
  let t = (z - 2.0) * u;
  return u * (1.021582717 + t * (-0.6871607341 + t * (0.2794710483 + t * (-0.03644039469 + t * (-0.02149526908 + t * (0.006462851251
    + t * (0.003010409884 + t * (-0.0007886534242 + t * -0.0004887551135))))))));
}
// exp(-factor x^2) for a factor of 1 or 1/2; x^2 is kept whole, because its rounding error would be multiplied.
fn exp_square(x: f32, factor: f32) -> f32 {
  let high = cut(x);
  return exp_decay(-factor * high * high, -factor * (x - high) * (x + high));
}
// erfc(a) for a >= 0; 0 from 10 on.
fn erfc_of(a: f32) -> f32 {
  let z = select(a, 10.0, a > 10.0);
  return erfcx(z) * exp_square(z, 1.0);
}
// erf(x) / x in x^2 <= 1.
fn erf_core(y: f32) -> f32 {
  return 1.128379167 + y * (-0.3761263848 + y * (0.1128378262 + y * (-0.02686543831 + y * (0.005221053412 + y * (-0.000848439654
    + y * (0.0001126825382 + y * -9.673590625e-06))))));
}
// From 1 on the complement may lose digits as fast as it falls: a power of 2 of a fit of its binary logarithm in [1, 4], beyond which
// erf rounds to 1, will do.
fn erf_f32(x: f32) -> f32 {
  let a = abs(x);
  let b = select(a, 4.0, a > 4.0);
  let logarithm = -0.003854433793 + b * (-1.612123016 + b * (-0.944227885 + b * (-0.1278721283 + b * (0.02132033368 + b * -0.001659709797))));
  let n = floor(logarithm + 0.5);
  let r = logarithm - n;
  let power = 1.000000072 + r * (0.6931469671 + r * (0.2402211972 + r * (0.05550713282 + r * (0.009675541634 + r * 0.001327647027)))); // 2^r
  let far = with_sign_of(1.0 - power * power_of_two(n), x);
  return select(select(far, x * erf_core(x * x), a <= 1.0), x, isnan_f32(x));
}
fn erfc_f32(x: f32) -> f32 {
  let tail = erfc_of(abs(x));
  let near = 1.0 - x * erf_core(x * x);
  let result = select(select(tail, 2.0 - tail, x < 0.0), near, abs(x) < 0.45);
  return select(result, x, isnan_f32(x));
}
// x P(w) with w = -log(1 - x^2); beyond w = 5 in the root of w.
fn erfinv_f32(x: f32) -> f32 {
  let w = -log_f32((1.0 - x) * (1.0 + x));
  let t = w - 2.5;
  let near = 1.501409359 + t * (0.2466402862 + t * (-0.004177386745 + t * (-0.001252741929 + t * (0.0002183444027 + t * (-4.963312198e-06
    + t * (-3.462693283e-06 + t * (4.661615317e-07 + t * (2.32315563e-08 + t * -8.790294359e-09))))))));
  let s = sqrt(abs(w)) - 3.1;
  let far = 2.933231693 + s * (1.003353765 + s * (0.00745848226 + s * (-0.005659636499 + s * (0.004132883269 + s * (-0.002872813619
    + s * (0.001305260287 + s * (-4.530361384e-05 + s * -0.0001597716716)))))));
  let edge = select(nan_f32(), x * 3.0e38 * 10.0, magnitude_bits(x) == 0x3f800000u);
  return select(x * select(near, far, w > 5.0), edge, magnitude_bits(x) >= 0x3f800000u);
}
// x times the normal distribution function, which is 1 - Q for x > 0, where Q(|x|) = erfc(|x| / sqrt(2)) / 2.
fn gelu_f32(x: f32) -> f32 {
  let a = select(abs(x), 14.9, abs(x) > 14.9);
  let z = a * 0.70710678;
  let half = 0.5 * erfcx(z);
  let power = exp_square(a, 0.5);
  let far = select(x * (1.0 - half * power), -(a * half * power), is_below_zero(x));
  let near = 0.5 * x + 0.35355339 * x * x * erf_core(z * z);
  return select(select(far, near, a < 0.8), x, isnan_f32(x));
}

// Activations of neural networks that are functions of one element, within 4 ULP in float32 where they are not of elementary
// arithmetic. The left tails keep their digits: what goes to 0 is scaled by 2^32 until its last factor.

fn relu_f32(x: f32) -> f32 { return select(x, 0.0, is_below_zero(x)); }
fn leaky_relu_f32(x: f32, slope: f32) -> f32 { return select(x * slope, x, x > 0.0); }
fn elu_f32(x: f32, alpha: f32) -> f32 { return select(alpha * expm1_f32(x), x, x > 0.0); }
fn selu_f32(x: f32) -> f32 { return select(1.7580993409 * expm1_f32(x), 1.0507009874 * x, x > 0.0); }
fn sigmoid_f32(x: f32) -> f32 {
  let e = exp_f32(-abs(x));
  return select(e, 1.0, x >= 0.0) / (1.0 + e);
}
fn silu_f32(x: f32) -> f32 {
  let e = exp_sum(-abs(x), 0.0, 32.0);
  let d = 1.0 + e * 0x1p-32f;
  let result = select(x / d, x * e / d * 0x1p-32f, x < 0.0);
  return select(result, -0.0, x < -110.0);
}
fn softplus_f32(x: f32) -> f32 { return select(0.0, x, x > 0.0) + log1p_f32(exp_f32(-abs(x))); }
// x n (n + 2) / (n (n + 2) + 2) with n = exp(x).
fn mish_f32(x: f32) -> f32 {
  let e = exp_sum(select(x, 20.0, x > 20.0), 0.0, 32.0);
  let n = e * 0x1p-32f;
  let result = x * (e * (n + 2.0) / (n * (n + 2.0) + 2.0)) * 0x1p-32f;
  return select(select(result, x, x > 20.0), -0.0, x < -110.0);
}
fn hardswish_f32(x: f32) -> f32 { return select(select(x * (x + 3.0) / 6.0, x, x >= 3.0), -0.0, x <= -3.0); }
fn hardsigmoid_f32(x: f32) -> f32 { return select(select((x + 3.0) / 6.0, 1.0, x >= 3.0), 0.0, x <= -3.0); }
// x sigmoid(u) with u = sqrt(8 / pi) (x + 0.044715 x^3), which is carried with more digits than float32 has.
fn gelu_tanh_f32(x: f32) -> f32 {
  let x_high = cut(x);
  let square = cut(x_high * x_high);
  let square_low = (x_high * x_high - square) + (x - x_high) * (x + x_high);
  let sum = rounded(1.595703125 + 0.07135009765625 * square);
  let lost = 0.07135009765625 * square - (sum - 1.595703125);
  let low = lost + (6.59966057e-05 + 4.71861635e-06 * square + 0.0713548163 * square_low);
  let slope = cut(sum + low);
  let slope_low = (sum - slope) + low;
  let below = x < 0.0;
  let side = select(-1.0, 1.0, below);
  let e = exp_sum(side * x_high * slope, side * ((x - x_high) * slope + x * slope_low), select(0.0, 32.0, below));
  let result = select(x / (1.0 + e), x * e / (1.0 + e * 0x1p-32f) * 0x1p-32f, below);
  return select(select(result, -0.0, x < -11.0), x, x > 10.0 || isnan_f32(x));
}

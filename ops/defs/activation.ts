/** The activations of neural networks that are functions of one element. Formulas and constants are PyTorch's; at -Infinity they have their limit. */
import { integral, real, type OpDef } from "./definition.ts";
import { erfc } from "./erf.ts";

/** x Φ(x), through erfc so that the left tail keeps its digits. */
const gelu = (a: number): number => (a === -Infinity ? -0 : 0.5 * a * erfc(-a * Math.SQRT1_2));

/** 0.5 x (1 + tanh(u)) is x sigmoid(2u), which keeps the digits of the left tail. */
function geluTanh(a: number): number {
  if (a === -Infinity) return -0;
  return a * sigmoid(2 * Math.sqrt(2 / Math.PI) * (a + 0.044715 * a ** 3));
}

const sigmoid = (a: number): number => 1 / (1 + Math.exp(-a));

/** Klambauer et al., "Self-normalizing neural networks" (2017). */
const [SELU_ALPHA, SELU_SCALE] = [1.6732632423543772, 1.0507009873554805];
const selu = (a: number): number => SELU_SCALE * elu(a, SELU_ALPHA);
const elu = (a: number, alpha: number): number => (a > 0 ? a : alpha * Math.expm1(a));
const leakyRelu = (a: number, slope: number): number => (a > 0 ? a : a * slope);
const silu = (a: number): number => (a === -Infinity ? -0 : a / (1 + Math.exp(-a)));

/** log(1 + exp(x)), without overflow. */
const softplus = (a: number): number => Math.max(a, 0) + Math.log1p(Math.exp(-Math.abs(a)));

/** x tanh(softplus(x)), where tanh(log(1 + n)) = n (n + 2) / (n (n + 2) + 2). */
function mish(a: number): number {
  if (a === -Infinity) return -0;
  if (a > 40) return a;
  const n = Math.exp(a);
  return (a * n * (n + 2)) / (n * (n + 2) + 2);
}

/** x clamp(x + 3, 0, 6) / 6. */
const hardswish = (a: number): number => (a <= -3 ? -0 : a >= 3 ? a : (a * (a + 3)) / 6);

/** clamp(x + 3, 0, 6) / 6. */
const hardsigmoid = (a: number): number => (a <= -3 ? 0 : a >= 3 ? 1 : (a + 3) / 6);

function withParameter(name: string, wgsl: string, js: (a: number, parameter: number) => number, flops: number): OpDef {
  return { name, arity: 2, operands: "float", result: "operand", flops, js: { float: js }, wgsl: { float: wgsl } };
}

export const activations: readonly OpDef[] = [
  integral("relu", { float: (a) => (a < 0 ? 0 : a), int: (a) => Math.max(a, 0) }, { float: "relu_f32($a)", int: "max($a, #(0))" }),
  withParameter("leakyRelu", "leaky_relu_f32($a, $b)", leakyRelu, 1),
  withParameter("elu", "elu_f32($a, $b)", elu, 10),
  real("selu", "selu_f32($a)", selu),
  real("sigmoid", "sigmoid_f32($a)", sigmoid),
  real("silu", "silu_f32($a)", silu),
  real("softplus", "softplus_f32($a)", softplus, 20),
  real("mish", "mish_f32($a)", mish, 20),
  real("hardswish", "hardswish_f32($a)", hardswish, 4),
  real("hardsigmoid", "hardsigmoid_f32($a)", hardsigmoid, 3),
  real("gelu", "gelu_f32($a)", gelu, 20),
  real("geluTanh", "gelu_tanh_f32($a)", geluTanh, 20),
];

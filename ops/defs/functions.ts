/** Functions of real numbers: exponentials, trigonometry, special functions and rounding. */
import { integral, real, type OpDef, type Scalar } from "./definition.ts";
import { erf, erfc, erfinv } from "./erf.ts";
import { digamma, gamma, lgamma } from "./gamma.ts";

const same: Scalar = (a) => a;

/** To the nearest integer, halves to the even one. */
function roundHalfEven(a: number): number {
  const floor = Math.floor(a);
  const rest = a - floor;
  if (rest === 0.5) return floor % 2 === 0 ? floor : floor + 1;
  const nearest = rest < 0.5 ? floor : floor + 1;
  return nearest === 0 && a < 0 ? -0 : nearest;
}

export const functions: readonly OpDef[] = [
  real("exp", "exp_f32($a)", Math.exp),
  real("expm1", "expm1_f32($a)", Math.expm1),
  real("log", "log_f32($a)", Math.log),
  real("log1p", "log1p_f32($a)", Math.log1p),
  real("log2", "log2_f32($a)", Math.log2),
  real("log10", "log10_f32($a)", Math.log10),
  real("sqrt", "sqrt_f32($a)", Math.sqrt, 1),
  real("rsqrt", "rsqrt_f32($a)", (a) => 1 / Math.sqrt(a), 2),
  real("sin", "sin_f32($a)", Math.sin),
  real("cos", "cos_f32($a)", Math.cos),
  real("tan", "tan_f32($a)", Math.tan),
  real("asin", "asin_f32($a)", Math.asin),
  real("acos", "acos_f32($a)", Math.acos),
  real("atan", "atan_f32($a)", Math.atan),
  { name: "atan2", arity: 2, operands: "float", result: "operand", flops: 10, js: { float: Math.atan2 }, wgsl: { float: "atan2_f32($a, $b)" } },
  real("sinh", "sinh_f32($a)", Math.sinh),
  real("cosh", "cosh_f32($a)", Math.cosh),
  real("tanh", "tanh_f32($a)", Math.tanh),
  real("asinh", "asinh_f32($a)", Math.asinh),
  real("acosh", "acosh_f32($a)", Math.acosh),
  real("atanh", "atanh_f32($a)", Math.atanh),
  real("erf", "erf_f32($a)", erf),
  real("erfc", "erfc_f32($a)", erfc),
  real("erfinv", "erfinv_f32($a)", erfinv, 20),
  real("gamma", "gamma_f32($a)", gamma, 30),
  real("lgamma", "lgamma_f32($a)", lgamma, 30),
  real("digamma", "digamma_f32($a)", digamma, 30),
  integral("floor", { float: Math.floor, int: same }, { float: "floor($a)", int: "$a" }),
  integral("ceil", { float: Math.ceil, int: same }, { float: "ceil($a)", int: "$a" }),
  integral("round", { float: roundHalfEven, int: same }, { float: "round($a)", int: "$a" }),
];

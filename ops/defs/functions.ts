/** Functions of one real number: exponentials, trigonometry, rounding and the activations that are functions of one element. */
import type { Forms, OpDef, Scalar } from "./definition.ts";
import { erf, erfc } from "./erf.ts";

/** Integers become floats first. */
function real(name: string, wgsl: string, js: (a: number) => number, flops = 10): OpDef {
  return { name, arity: 1, operands: "float", result: "operand", flops, js: { float: js }, wgsl: { float: wgsl } };
}

/** Integers keep their dtype. */
function kindKeeping(name: string, js: Forms<Scalar>, wgsl: Forms<string>): OpDef {
  return { name, arity: 1, operands: "number", result: "operand", flops: 1, js, wgsl };
}

const same: Scalar = (a) => a;

/** To the nearest integer, halves to the even one. */
function roundHalfEven(a: number): number {
  const floor = Math.floor(a);
  const rest = a - floor;
  if (rest === 0.5) return floor % 2 === 0 ? floor : floor + 1;
  const nearest = rest < 0.5 ? floor : floor + 1;
  return nearest === 0 && a < 0 ? -0 : nearest;
}

/** x Φ(x), through erfc so that the left tail keeps its digits. */
const gelu = (a: number): number => (a === -Infinity ? -0 : 0.5 * a * erfc(-a * Math.SQRT1_2));

/** 0.5 x (1 + tanh(u)) is x sigmoid(2u), which keeps the digits of the left tail. */
function geluTanh(a: number): number {
  if (a === -Infinity) return -0;
  return a * sigmoid(2 * Math.sqrt(2 / Math.PI) * (a + 0.044715 * a ** 3));
}

const sigmoid = (a: number): number => 1 / (1 + Math.exp(-a));

export const functions: readonly OpDef[] = [
  real("exp", "exp_f32($a)", Math.exp),
  real("expm1", "expm1_f32($a)", Math.expm1),
  real("log", "log_f32($a)", Math.log),
  real("log1p", "log1p_f32($a)", Math.log1p),
  real("log2", "log2_f32($a)", Math.log2),
  real("log10", "log10_f32($a)", Math.log10),
  real("sqrt", "sqrt_f32($a)", Math.sqrt, 1),
  real("sin", "sin_f32($a)", Math.sin),
  real("cos", "cos_f32($a)", Math.cos),
  real("tanh", "tanh_f32($a)", Math.tanh),
  real("erf", "erf_f32($a)", erf),
  real("sigmoid", "sigmoid_f32($a)", sigmoid),
  real("gelu", "gelu_f32($a)", gelu, 20),
  real("geluTanh", "gelu_tanh_f32($a)", geluTanh, 20),
  kindKeeping("relu", { float: (a) => (a < 0 ? 0 : a), int: (a) => Math.max(a, 0) }, { float: "relu_f32($a)", int: "max($a, #(0))" }),
  kindKeeping("floor", { float: Math.floor, int: same }, { float: "floor($a)", int: "$a" }),
  kindKeeping("ceil", { float: Math.ceil, int: same }, { float: "ceil($a)", int: "$a" }),
  kindKeeping("round", { float: roundHalfEven, int: same }, { float: "round($a)", int: "$a" }),
];

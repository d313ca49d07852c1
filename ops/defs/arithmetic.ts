/** Arithmetic of two numbers, and of one. Float remainders follow Python: the result has the divisor's sign. */
import type { OpDef } from "./definition.ts";

const withSign = (magnitude: number, sign: number): number => (sign < 0 || Object.is(sign, -0) ? -magnitude : magnitude);

function floatMod(a: number, b: number): number {
  const rest = a % b;
  if (rest === 0) return withSign(0, b);
  return rest < 0 === b < 0 ? rest : rest + b;
}

/** From the remainder, so that the quotient is whole even where a / b rounds up to the next integer. */
function floatFloorDivide(a: number, b: number): number {
  if (b === 0) return a / b;
  const rest = a % b;
  const quotient = (a - rest) / b - (rest !== 0 && rest < 0 !== b < 0 ? 1 : 0);
  return quotient === 0 ? withSign(0, a / b) : Math.round(quotient);
}

/** By squaring, wrapped to 32 bits. A negative exponent gives the truncated quotient. */
function intPow(base: number, exponent: number): number {
  if (exponent < 0) {
    if (base === 1) return 1;
    return base === -1 ? (exponent % 2 === 0 ? 1 : -1) : 0;
  }
  let [result, square] = [1, base];
  for (let rest = exponent; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = Math.imul(result, square);
    square = Math.imul(square, square);
  }
  return result;
}

/** pow(1, NaN) is 1 in NumPy and IEEE 754, and NaN in JavaScript; pow(-1, ±Infinity) too. */
function floatPow(base: number, exponent: number): number {
  if (base === 1 || (base === -1 && Math.abs(exponent) === Infinity)) return 1;
  return base ** exponent;
}

export const arithmetic: readonly OpDef[] = [
  {
    name: "add", arity: 2, operands: "same", result: "operand", flops: 1,
    js: { float: (a, b) => a + b, int: (a, b) => a + b, bool: (a, b) => a | b },
    wgsl: { float: "$a + $b", int: "$a + $b", bool: "$a || $b" },
  },
  {
    name: "sub", arity: 2, operands: "number", result: "operand", flops: 1,
    js: { float: (a, b) => a - b, int: (a, b) => a - b },
    wgsl: { float: "$a - $b", int: "$a - $b" },
  },
  {
    name: "mul", arity: 2, operands: "same", result: "operand", flops: 1,
    js: { float: (a, b) => a * b, int: (a, b) => Math.imul(a, b), bool: (a, b) => a & b },
    wgsl: { float: "$a * $b", int: "$a * $b", bool: "$a && $b" },
  },
  {
    name: "div", arity: 2, operands: "float", result: "operand", flops: 1,
    js: { float: (a, b) => a / b },
    wgsl: { float: "div_f32($a, $b)" },
  },
  {
    name: "floorDivide", arity: 2, operands: "number", result: "operand", flops: 2,
    js: { float: floatFloorDivide, int: (a, b) => (b === 0 ? 0 : Math.floor(a / b)) },
    wgsl: { float: "floor_divide_f32($a, $b)", int: "floor_divide_#($a, $b)" },
  },
  {
    name: "mod", arity: 2, operands: "number", result: "operand", flops: 2,
    js: { float: floatMod, int: (a, b) => (b === 0 ? 0 : a - Math.floor(a / b) * b) },
    wgsl: { float: "mod_f32($a, $b)", int: "mod_#($a, $b)" },
  },
  {
    name: "pow", arity: 2, operands: "number", result: "operand", flops: 20,
    js: { float: floatPow, int: intPow },
    wgsl: { float: "pow_f32($a, $b)", int: "pow_#($a, $b)" },
  },
  {
    name: "maximum", arity: 2, operands: "same", result: "operand", flops: 1,
    js: { float: Math.max, int: Math.max, bool: (a, b) => a | b },
    wgsl: { float: "maximum_f32($a, $b)", int: "max($a, $b)", bool: "$a || $b" },
  },
  {
    name: "minimum", arity: 2, operands: "same", result: "operand", flops: 1,
    js: { float: Math.min, int: Math.min, bool: (a, b) => a & b },
    wgsl: { float: "minimum_f32($a, $b)", int: "min($a, $b)", bool: "$a && $b" },
  },
  {
    name: "neg", arity: 1, operands: "number", result: "operand", flops: 1,
    js: { float: (a) => -a, int: (a) => -a },
    wgsl: { float: "-$a", int: "neg_#($a)" },
  },
  {
    name: "abs", arity: 1, operands: "same", result: "operand", flops: 1,
    js: { float: Math.abs, int: Math.abs, bool: (a) => a },
    wgsl: { float: "abs($a)", int: "abs($a)", bool: "$a" },
  },
  {
    name: "sign", arity: 1, operands: "number", result: "operand", flops: 1,
    js: { float: Math.sign, int: Math.sign },
    wgsl: { float: "sign_f32($a)", int: "sign_#($a)" },
  },
];

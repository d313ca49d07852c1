/** Comparison, logic and choice. NaN compares as IEEE 754 says: equal to nothing, unequal to everything. */
import type { OpDef } from "./definition.ts";

type Relation = (a: number, b: number) => boolean;

function comparison(name: string, symbol: string, relation: Relation): OpDef {
  const js = (a: number, b: number): number => Number(relation(a, b));
  const wgsl = { float: `${name}_f32($a, $b)`, int: `$a ${symbol} $b` };
  return { name, arity: 2, operands: "number", result: "bool", flops: 1, js: { float: js, int: js }, wgsl };
}

function logic(name: string, arity: 1 | 2, wgsl: string, js: (a: number, b: number) => number): OpDef {
  return { name, arity, operands: "bool", result: "bool", flops: 1, js: { bool: js }, wgsl: { bool: wgsl } };
}

function test(name: string, wgsl: string, holds: (a: number) => boolean): OpDef {
  return { name, arity: 1, operands: "float", result: "bool", flops: 1, js: { float: (a) => Number(holds(a)) }, wgsl: { float: wgsl } };
}

const choose = (condition: number, a: number, b: number): number => (condition === 0 ? b : a);

export const comparisons: readonly OpDef[] = [
  comparison("eq", "==", (a, b) => a === b),
  comparison("ne", "!=", (a, b) => a !== b),
  comparison("lt", "<", (a, b) => a < b),
  comparison("le", "<=", (a, b) => a <= b),
  comparison("gt", ">", (a, b) => a > b),
  comparison("ge", ">=", (a, b) => a >= b),
  logic("logicalAnd", 2, "$a && $b", (a, b) => a & b),
  logic("logicalOr", 2, "$a || $b", (a, b) => a | b),
  logic("logicalXor", 2, "$a != $b", (a, b) => a ^ b),
  logic("logicalNot", 1, "!$a", (a) => 1 - a),
  test("isnan", "isnan_f32($a)", Number.isNaN),
  test("isinf", "isinf_f32($a)", (a) => Math.abs(a) === Infinity),
  test("isfinite", "isfinite_f32($a)", Number.isFinite),
  {
    name: "where", arity: 3, operands: "select", result: "operand", flops: 1,
    js: { float: choose, int: choose, bool: choose },
    wgsl: { float: "select($c, $b, $a)", int: "select($c, $b, $a)", bool: "select($c, $b, $a)" },
  },
];

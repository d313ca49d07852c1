/** Operations on the bits of integers; of bools, logic. Floats have none. */
import type { OpDef } from "./definition.ts";

function bits(name: string, symbol: string, logic: string, js: (a: number, b: number) => number): OpDef {
  return { name, arity: 2, operands: "same", result: "operand", flops: 1, js: { int: js, bool: js }, wgsl: { int: `$a ${symbol} $b`, bool: `$a ${logic} $b` } };
}

function shift(name: string, wgsl: string, js: (a: number, b: number) => number): OpDef {
  return { name, arity: 2, operands: "number", result: "operand", flops: 1, js: { int: js }, wgsl: { int: wgsl } };
}

/** By 32 places or more, or by a negative number of them, nothing is left. */
const isLong = (places: number): boolean => places < 0 || places > 31;

export const bitwise: readonly OpDef[] = [
  bits("bitwiseAnd", "&", "&&", (a, b) => a & b),
  bits("bitwiseOr", "|", "||", (a, b) => a | b),
  bits("bitwiseXor", "^", "!=", (a, b) => a ^ b),
  { name: "bitwiseNot", arity: 1, operands: "same", result: "operand", flops: 1, js: { int: (a) => ~a, bool: (a) => 1 - a }, wgsl: { int: "~$a", bool: "!$a" } },
  shift("leftShift", "select($a << (u32($b) & 31u), #(0), u32($b) > 31u)", (a, b) => (isLong(b) ? 0 : a << b)),
  // In two steps of at most 31 places, because WGSL shifts by no more at once.
  shift("rightShift", "(($a >> (min(u32($b), 62u) / 2u)) >> ((min(u32($b), 62u) + 1u) / 2u))", (a, b) => Math.floor(a / 2 ** (isLong(b) ? 32 : b))),
];

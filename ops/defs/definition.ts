/**
 * The form of an elementwise operation as a value. Every backend reads these; none repeats the list as a switch of its own.
 *
 * `wgsl` is an expression over `$a`, `$b`, `$c`, whose types are f32, i32, u32 or bool. Functions in it that WGSL lacks
 * (named with a trailing `_f32`, `_i32` or `_u32`) are defined in `shaders/`. WGSL lets a compiler assume that NaN and infinities
 * are absent, so whatever must treat them right is such a function and tests bits.
 */

/**
 * What the operands are brought to, after promotion among themselves:
 * same: nothing more; number: bool becomes int32; float: integers and bool become float32; bool: everything becomes bool;
 * select: the first becomes bool, the others are promoted to one dtype.
 */
type OperandRule = "same" | "number" | "float" | "bool" | "select";

/** Takes as many numbers as the arity; the others are never looked at. */
export type Scalar = (a: number, b: number, c: number) => number;

/** One form for each kind of number the operands may have. `int` serves int32 and uint32; the caller wraps the result to 32 bits. Bools are 0 and 1. */
export interface Forms<Form> {
  readonly float?: Form;
  readonly int?: Form;
  readonly bool?: Form;
}

export interface OpDef {
  readonly name: string;
  readonly arity: 1 | 2 | 3;
  readonly operands: OperandRule;
  readonly result: "operand" | "bool";
  /** Floating-point operations an element, for the profiler; a transcendental function counts as ten. */
  readonly flops: number;
  /** In float64; the caller rounds to float32. */
  readonly js: Forms<Scalar>;
  /** Where `int` is written `#`, it stands for `i32` or `u32`. */
  readonly wgsl: Forms<string>;
}

/** An operation on one float; integers become floats first. A transcendental function unless `flops` says otherwise. */
export function real(name: string, wgsl: string, js: (a: number) => number, flops = 10): OpDef {
  return { name, arity: 1, operands: "float", result: "operand", flops, js: { float: js }, wgsl: { float: wgsl } };
}

/** An operation on one number that leaves integers integers. */
export function integral(name: string, js: Forms<Scalar>, wgsl: Forms<string>): OpDef {
  return { name, arity: 1, operands: "number", result: "operand", flops: 1, js, wgsl };
}

/** The one instruction without a definition: it brings its operand to the step's dtype, by the rules in `backend.ts`. */
export const CAST = "cast";

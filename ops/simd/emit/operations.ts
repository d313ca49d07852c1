/**
 * The operations that a run-time loop may hold: those of a few instructions. Lanes have 32 bits; a bool is a mask of all ones or zeros.
 * Every operation gives, bit by bit, what its kernel in `assembly/` gives.
 */
import type { ComputeDtype } from "../../dtype.ts";
import type { Line } from "./instructions.ts";

/** The lines that leave the result on the stack; operands are lines that push them, `zero` pushes a vector of zeros. */
type Emit = (operands: readonly Line[], zero: Line) => readonly Line[];

const after = (...names: string[]): Emit => (operands) => [...operands, ...names.map((name): Line => [name])];
/** With a zero as the last operand. */
const withZero = (name: string): Emit => (operands, zero) => [...operands, zero, [name]];

const bits = { bitwiseAnd: after("v128.and"), bitwiseOr: after("v128.or"), bitwiseXor: after("v128.xor"), bitwiseNot: after("v128.not") };
const where: Emit = ([mask, a, b]) => [a!, b!, mask!, ["v128.bitselect"]];

const float32: Record<string, Emit> = {
  add: after("f32x4.add"), sub: after("f32x4.sub"), mul: after("f32x4.mul"), div: after("f32x4.div"),
  maximum: after("f32x4.max"), minimum: after("f32x4.min"), neg: after("f32x4.neg"), abs: after("f32x4.abs"), sqrt: after("f32x4.sqrt"),
  floor: after("f32x4.floor"), ceil: after("f32x4.ceil"), round: after("f32x4.nearest"), relu: withZero("f32x4.pmax"),
  eq: after("f32x4.eq"), ne: after("f32x4.ne"), lt: after("f32x4.lt"), le: after("f32x4.le"), gt: after("f32x4.gt"), ge: after("f32x4.ge"),
  isnan: ([a]) => [a!, a!, ["f32x4.ne"]],
  leakyRelu: ([a, slope], zero) => [a!, a!, slope!, ["f32x4.mul"], a!, zero, ["f32x4.gt"], ["v128.bitselect"]],
};

const integer = (sign: "s" | "u"): Record<string, Emit> => ({
  add: after("i32x4.add"), sub: after("i32x4.sub"), mul: after("i32x4.mul"), neg: after("i32x4.neg"),
  maximum: after(`i32x4.max_${sign}`), minimum: after(`i32x4.min_${sign}`),
  eq: after("i32x4.eq"), ne: after("i32x4.ne"), lt: after(`i32x4.lt_${sign}`), le: after(`i32x4.le_${sign}`), gt: after(`i32x4.gt_${sign}`), ge: after(`i32x4.ge_${sign}`),
  ...bits,
});

const bool: Record<string, Emit> = {
  logicalAnd: after("v128.and"), logicalOr: after("v128.or"), logicalXor: after("v128.xor"), logicalNot: after("v128.not"),
  ...bits,
};

/** By the dtype of the operands. */
const operations: Partial<Record<ComputeDtype, Record<string, Emit>>> = {
  float32,
  int32: { ...integer("s"), abs: after("i32x4.abs"), relu: withZero("i32x4.max_s") },
  uint32: integer("u"),
  bool,
};

const casts: Record<string, Emit> = {
  "float32 int32": after("i32x4.trunc_sat_f32x4_s"), "float32 uint32": after("i32x4.trunc_sat_f32x4_u"), "float32 bool": withZero("f32x4.ne"),
  "int32 float32": after("f32x4.convert_i32x4_s"), "int32 uint32": after(), "int32 bool": withZero("i32x4.ne"),
  "uint32 float32": after("f32x4.convert_i32x4_u"), "uint32 int32": after(), "uint32 bool": withZero("i32x4.ne"),
  "bool float32": after("i32x4.neg", "f32x4.convert_i32x4_s"), "bool int32": after("i32x4.neg"), "bool uint32": after("i32x4.neg"),
};

/** Undefined for operations that take more than a few instructions, and for float64. */
export function operation(op: string, operands: readonly ComputeDtype[], result: ComputeDtype): Emit | undefined {
  if (op === "cast") return operands[0] === result ? after() : casts[`${operands[0]} ${result}`];
  if (op === "where") return operations[operands[1]!] === undefined ? undefined : where;
  return operations[operands[0]!]?.[op];
}

/** An elementwise program as a WGSL function of the inputs' elements at one place. */
import { isInLibrary, libraryFor } from "../../shaders/index.ts";
import type { ElementwiseCall, Instruction, Operand } from "../backend.ts";
import { CAST } from "../defs/definition.ts";
import { opDef } from "../defs/index.ts";
import { computeDtype, type ComputeDtype, type Dtype } from "../dtype.ts";
import { castExpression, type Parameters, wgslType } from "./source.ts";

/** `fn NAME(x0, x1, ...)`, whose result has the compute dtype of `output`. Constants are parameters, so that a changed one needs no new pipeline. */
export function evaluateFunction(name: string, program: readonly Instruction[], inputs: readonly Dtype[], output: Dtype, parameters: Parameters): string {
  const dtypeOf = (operand: Operand): ComputeDtype => {
    if ("input" in operand) return computeDtype(inputs[operand.input]!);
    return "step" in operand ? program[operand.step]!.dtype : operand.dtype;
  };
  const textOf = (operand: Operand): string => {
    if ("input" in operand) return `x${operand.input}`;
    return "step" in operand ? `s${operand.step}` : parameters.number(operand.constant, operand.dtype);
  };
  const step = ({ op, args, dtype }: Instruction): string => {
    if (op === "pow" && isTwo(args[1]!)) return `${textOf(args[0]!)} * ${textOf(args[0]!)}`; // as right, for a twentieth of the work
    const texts = args.map(textOf);
    return op === CAST ? castExpression(texts[0]!, dtypeOf(args[0]!), dtype) : expression(op, texts, dtypeOf(args.at(-1)!));
  };
  const last = program.length - 1;
  const [value, dtype] = last < 0 ? ["x0", computeDtype(inputs[0]!)] : [`s${last}`, program[last]!.dtype];
  return [
    `fn ${name}(${inputs.map((input, i) => `x${i}: ${wgslType(input)}`).join(", ")}) -> ${wgslType(output)} {`,
    ...program.map((instruction, i) => `  let s${i} = ${step(instruction)};`),
    `  return ${castExpression(value, dtype, output)};`,
    "}",
  ].join("\n");
}

const isTwo = (operand: Operand): boolean => "constant" in operand && operand.constant === 2;

/** The last operand tells the kind: the first of `where` is its condition. */
function expression(op: string, operands: readonly string[], dtype: ComputeDtype): string {
  const { wgsl } = opDef(op);
  const form = dtype === "bool" ? wgsl.bool : dtype === "float32" ? wgsl.float : wgsl.int;
  if (form === undefined) throw new Error(`${op} has no WGSL form for ${dtype}`);
  return form.replaceAll("#", wgslType(dtype)).replace(/\$([abc])/g, (_, letter: string) => operands["abc".indexOf(letter)]!);
}

const inLibrary = new Map<string, boolean>();

/** Whether the GPU computes a step. The gamma function and its relatives need more digits than float32 has: the host does them. */
export function hasShader({ op }: Instruction): boolean {
  const known = op === CAST || inLibrary.get(op);
  if (known !== undefined) return known;
  const found = Object.values(opDef(op).wgsl).every(isInLibrary);
  inLibrary.set(op, found);
  return found;
}

/** Work on one element, as the definitions count it. */
export const flopsOf = (program: readonly Instruction[]): number => program.reduce((flops, { op }) => flops + (op === CAST ? 1 : opDef(op).flops), 0);

/** Whether copies of a program would take as many times as long to compile: then a loop is better. */
export const isLong = (program: readonly Instruction[]): boolean => flopsOf(program) >= 60;

const branching = new Map<string, boolean>();

/** Whether a step's function branches. A software adapter compiled a loop of twenty such for minutes. */
export function hasBranches({ op }: Instruction): boolean {
  const known = op === CAST ? false : branching.get(op);
  if (known !== undefined) return known;
  const found = /\b(if|while|for) \(/.test(libraryFor(Object.values(opDef(op).wgsl).join("\n").replaceAll("#", "i32")));
  branching.set(op, found);
  return found;
}

/** The program of a copy: one cast. */
export const castProgram = (to: Dtype): ElementwiseCall["program"] => [{ op: CAST, args: [{ input: 0 }], dtype: computeDtype(to) }];

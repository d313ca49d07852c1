/** Elementwise programs: one pass over the elements for each step. */
import type { ElementwiseCall, Instruction, Operand } from "../backend.ts";
import { computeDtype, isFloat, type ComputeDtype, type TypedArray } from "../dtype.ts";
import { CAST } from "../defs/definition.ts";
import { opDef } from "../defs/index.ts";
import { sizeOf } from "../shape.ts";
import { computeArray, convert, load, store } from "./elements.ts";

/** Numbers of one dtype; `stride` 0 repeats the first. */
interface Lane {
  readonly numbers: TypedArray;
  readonly stride: 0 | 1;
  readonly dtype: ComputeDtype;
}

export function runElementwise({ program, inputs, output }: ElementwiseCall): void {
  const size = sizeOf(output.shape);
  const loaded = inputs.map((view): Lane => ({ numbers: load(view), stride: 1, dtype: computeDtype(view.dtype) }));
  const steps: Lane[] = [];
  const lane = (operand: Operand): Lane => {
    if ("input" in operand) return loaded[operand.input]!;
    if ("step" in operand) return steps[operand.step]!;
    const numbers = computeArray(operand.dtype, 1);
    numbers[0] = operand.constant;
    return { numbers, stride: 0, dtype: operand.dtype };
  };
  for (const instruction of program) steps.push(runStep(instruction, instruction.args.map(lane), size));
  const { numbers, dtype } = steps.at(-1)!;
  store(output, convert(numbers, dtype, computeDtype(output.dtype)));
}

function runStep({ op, dtype }: Instruction, lanes: Lane[], size: number): Lane {
  const [a, b = a, c = a] = lanes as [Lane, Lane?, Lane?];
  if (op === CAST) return { numbers: convert(a.numbers, a.dtype, dtype), stride: a.stride, dtype };
  const def = opDef(op);
  const form = formOf(def.operands === "select" ? b.dtype : a.dtype);
  const apply = def.js[form];
  if (apply === undefined) throw new Error(`${op} has no form for ${form}`);
  const numbers = computeArray(dtype, size);
  for (let i = 0; i < size; i++) {
    numbers[i] = apply(a.numbers[i * a.stride]!, b.numbers[i * b.stride]!, c.numbers[i * c.stride]!);
  }
  return { numbers, stride: 1, dtype };
}

function formOf(dtype: ComputeDtype): "float" | "int" | "bool" {
  if (dtype === "bool") return "bool";
  return isFloat(dtype) ? "float" : "int";
}

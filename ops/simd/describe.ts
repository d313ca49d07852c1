/** What would run for a call, for people to read: the loop that is made for it, or the kernels by their names. */
import type { Call, Chain, Instruction, Operand, View } from "../backend.ts";
import { bytesOf, computeDtype, type Dtype } from "../dtype.ts";
import { attentionKernel } from "./attention.ts";
import { convolutionKernel } from "./conv2d.ts";
import { describeLoop } from "./emit/index.ts";
import { kernelName } from "./kernel.ts";
import type { Kernels } from "./load.ts";
import { matmulKernel } from "./matmul.ts";
import { normKernel } from "./norm.ts";
import { softmaxKernel } from "./softmax.ts";

export function describeCall(kernels: Kernels, call: Call): string {
  if (call.kind === "elementwise") return describeLoop(call) ?? steps(kernels, call.program, call.inputs).join("\n");
  const parts: string[] = [];
  if ("prologue" in call && call.prologue !== undefined) parts.push(...chain(kernels, call.prologue, call.input));
  parts.push(nameOf(call));
  if ("epilogue" in call && call.epilogue !== undefined) parts.push(...chain(kernels, call.epilogue, call.output));
  return parts.join("\n");
}

function nameOf(call: Call): string {
  switch (call.kind) {
    case "reduce":
      return kernelName(call.op, computeDtype(call.input.dtype));
    case "softmax":
      return softmaxKernel(call);
    case "norm":
      return normKernel(call);
    case "matmul":
      return matmulKernel(call);
    case "attention":
      return call.output.dtype === "float64" ? "attention (host loop)" : attentionKernel(call);
    case "conv2d":
      return call.input.dtype === "float64" ? "conv2d (host loop)" : convolutionKernel(call);
    case "pool2d":
      return call.output.dtype === "float64" ? "pool2d (host loop)" : `pool_${call.op}`;
    case "host":
      return call.name;
    default:
      return kernelName(call.kind, computeDtype(call.output.dtype));
  }
}

const chain = (kernels: Kernels, { program, inputs }: Chain, first: View): string[] => steps(kernels, program, [first, ...inputs]);

function steps(kernels: Kernels, program: readonly Instruction[], inputs: readonly View[]): string[] {
  const dtypeOf = (operand: Operand): Dtype => ("input" in operand ? computeDtype(inputs[operand.input]!.dtype) : "step" in operand ? program[operand.step]!.dtype : operand.dtype);
  return program.map(({ op, args, dtype }) => {
    const operands = dtypeOf(args[op === "where" ? 1 : 0]!);
    if (op === "cast") return `convert_${operands}_${dtype}`;
    const name = op === "where" ? `where_${bytesOf(operands) * 8}` : kernelName(op, operands);
    return kernels[name] === undefined ? `${name} (host loop)` : name;
  });
}

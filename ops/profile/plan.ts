/** A call in words: its name, its shapes, and the steps that run as one kernel. */
import type { Call, Chain, Instruction, Operand } from "../backend.ts";
import { inputsOf, outputsOf } from "../calls.ts";
import { CAST } from "../defs/definition.ts";
import { formatShape, type Shape } from "../shape.ts";

/** One of the steps that run as one kernel. */
export interface Step {
  /** The operation. */
  readonly op: string;
  /** What it does, such as `%2 = add(%1, 1)`. */
  readonly text: string;
}

/** The operation, or the fused ones joined with " + ". A cast goes without saying where anything else is done. */
export function nameOfCall(call: Call): string {
  const ops = stepsOfCall(call).map(({ op }) => op);
  const spoken = ops.filter((op) => op !== CAST);
  return spoken.length > 0 ? spoken.join(" + ") : CAST;
}

/** Shapes of the inputs, then of the outputs. */
export const shapesOfCall = (call: Call): Shape[] => [...inputsOf(call), ...outputsOf(call)].map(({ shape }) => shape);

/** Everything that the call does, in order. `a` to `z` are its own inputs, `%n` earlier steps. */
export function stepsOfCall(call: Call): Step[] {
  const steps: Step[] = [];
  if (call.kind === "elementwise") return addChain(steps, call, call.inputs.map((_, index) => letter(index)));
  const operands = inputsOf(call).map((_, index) => letter(index));
  const count = (chain?: Chain): number => chain?.inputs.length ?? 0;
  const prologue = "prologue" in call ? call.prologue : undefined;
  const epilogue = "epilogue" in call ? call.epilogue : undefined;
  const own = operands.slice(0, operands.length - count(prologue) - count(epilogue));
  if (prologue) addChain(steps, prologue, [own[0]!, ...operands.slice(own.length, own.length + count(prologue))]);
  const read = prologue ? [`%${steps.length}`, ...own.slice(1)] : own;
  steps.push({ op: coreName(call), text: `%${steps.length + 1} = ${coreName(call)}(${[...read, ...details(call)].join(", ")})` });
  if (epilogue) addChain(steps, epilogue, [`%${steps.length}`, ...operands.slice(operands.length - count(epilogue))]);
  return steps;
}

function addChain(steps: Step[], { program }: { program: readonly Instruction[] }, inputs: readonly string[]): Step[] {
  const before = steps.length;
  const word = (operand: Operand): string => {
    if ("input" in operand) return inputs[operand.input]!;
    return "step" in operand ? `%${before + operand.step + 1}` : String(operand.dtype === "bool" ? operand.constant !== 0 : operand.constant);
  };
  for (const { op, args, dtype } of program) {
    const words = [...args.map(word), ...(op === CAST ? [dtype] : [])];
    steps.push({ op, text: `%${steps.length + 1} = ${op}(${words.join(", ")})` });
  }
  return steps;
}

const letter = (index: number): string => String.fromCharCode(97 + (index % 26)) + (index < 26 ? "" : String(Math.floor(index / 26)));

/** The name of the operation without what is fused into it, as the library's users know it. */
function coreName(call: Exclude<Call, { kind: "elementwise" }>): string {
  switch (call.kind) {
    case "reduce":
      return call.op;
    case "scan":
      return call.op === "sum" ? "cumsum" : "cumprod";
    case "sort":
      return call.yields === "values" ? "sort" : "argsort";
    case "softmax":
      return call.log ? "logSoftmax" : "softmax";
    case "norm":
      return call.centered ? "layerNorm" : "rmsNorm";
    case "pool2d":
      return call.op === "max" ? "maxPool2d" : "avgPool2d";
    case "copy":
      return call.input.dtype === call.output.dtype ? "copy" : CAST;
    case "host":
      return call.name;
    default:
      return call.kind;
  }
}

/** What else decides the result. */
function details(call: Call): string[] {
  const said: string[] = [];
  if ("axes" in call) said.push(`axes ${formatShape(call.axes)}`);
  if ("axis" in call) said.push(`axis ${call.axis}`);
  if ("stride" in call) said.push(`stride ${call.stride.join("x")}`, `padding ${call.padding.join("x")}`);
  if ("causal" in call && call.causal) said.push("causal");
  if (call.kind === "copy" && call.input.dtype !== call.output.dtype) said.push(call.output.dtype);
  return said;
}

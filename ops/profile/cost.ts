/**
 * What a call costs, as its shapes say: floating-point operations and bytes. Counted once for each group of equal calls, never measured.
 * A multiplication with an addition counts as two; a comparison, a copy or an index as none; a transcendental function as its definition says.
 */
import type { AttentionCall, Call, Chain, Instruction, View } from "../backend.ts";
import { inputsOf, outputsOf } from "../calls.ts";
import { CAST } from "../defs/definition.ts";
import { opDef } from "../defs/index.ts";
import { bytesOf, isFloat } from "../dtype.ts";
import { sizeOf } from "../shape.ts";

/** Of one element of a softmax: greatest, difference, exponential, sum, quotient. */
const SOFTMAX = 4 + opDef("exp").flops;

/** Bytes that the call must read and write at the least. What it repeats or gathers is counted as often as it is touched in memory. */
export function bytesOfCall(call: Call): number {
  const reads = inputsOf(call).reduce((sum, view) => sum + bytesRead(call, view), 0);
  return outputsOf(call).reduce((sum, view) => sum + sizeOf(view.shape) * bytesOf(view.dtype), reads);
}

/** A repeated axis (stride 0) is read once. Of a table only the rows that are asked for are read. */
function bytesRead(call: Call, view: View): number {
  if ((call.kind === "take" || call.kind === "gather") && view === call.input) return sizeOf(call.output.shape) * bytesOf(view.dtype);
  return view.shape.reduce((size, length, axis) => (view.strides[axis] === 0 && length > 0 ? size : size * length), bytesOf(view.dtype));
}

/** Floating-point operations of the call, with what is fused into it. Of a host call nothing is known. */
export function flopsOfCall(call: Call): number {
  const fused = "prologue" in call && call.prologue ? sizeOf(call.input.shape) * flopsOfChain(call.prologue) : 0;
  const after = "epilogue" in call && call.epilogue ? sizeOf(call.output.shape) * flopsOfChain(call.epilogue) : 0;
  return fused + flopsOfKind(call) + after;
}

function flopsOfKind(call: Call): number {
  switch (call.kind) {
    case "elementwise":
      return sizeOf(call.output.shape) * flopsOfChain(call);
    case "reduce":
      return call.op === "sum" || call.op === "prod" ? sizeOf(call.input.shape) : 0;
    case "scan":
      return sizeOf(call.input.shape);
    case "scatter":
      return call.op === "add" ? sizeOf(call.updates.shape) : 0;
    case "matmul":
      return 2 * sizeOf(call.output.shape) * call.a.shape.at(-1)!;
    case "softmax":
      return sizeOf(call.input.shape) * SOFTMAX;
    case "norm":
      // The square and its sum, and the product; the mean and its difference; weight and bias.
      return sizeOf(call.input.shape) * (3 + (call.centered ? 2 : 0) + (call.weight ? 1 : 0) + (call.bias ? 1 : 0));
    case "attention":
      return flopsOfAttention(call);
    case "conv2d":
      return sizeOf(call.output.shape) * (2 * sizeOf(call.weight.shape.slice(1)) + (call.bias ? 1 : 0));
    case "pool2d":
      return call.op === "mean" ? sizeOf(call.output.shape) * call.size[0] * call.size[1] : 0;
    default:
      return 0;
  }
}

/** Of every pair of query and key that see each other: two products and a softmax. */
function flopsOfAttention({ q, k, v, causal }: AttentionCall): number {
  const [b, h, t, d] = q.shape as [number, number, number, number];
  const s = k.shape[2]!;
  let pairs = t * s;
  if (causal) {
    pairs = 0;
    for (let query = 0; query < t; query++) pairs += Math.min(s, Math.max(0, query + 1 + s - t));
  }
  return b * h * pairs * (2 * d + 2 * v.shape[3]! + SOFTMAX);
}

/** Of one element. */
const flopsOfChain = ({ program }: Pick<Chain, "program">): number => program.reduce((sum, step) => sum + flopsOfStep(step), 0);

/** Of one element. Steps on whole numbers are no floating-point operations. */
const flopsOfStep = ({ op, dtype, args }: Instruction): number => (op === CAST || !isFloat(args[0] && "constant" in args[0] ? args[0].dtype : dtype) ? 0 : opDef(op).flops);

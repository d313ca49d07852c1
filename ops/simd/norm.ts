/** Layer and root-mean-square norms of float32, row by row. float64 goes through the host's loops. */
import type { Chain, NormCall } from "../backend.ts";
import { computeDtype } from "../dtype.ts";
import { sizeOf } from "../shape.ts";
import { runCopy } from "./elementwise.ts";
import { runInHostLoops } from "./fallback.ts";
import { addressOf, scratchView, type Context } from "./kernel.ts";
import { pack } from "./reduce.ts";
import { runRows } from "./rows.ts";
import { placeOf, Walk, type Lane } from "./walk.ts";

export function runNorm(context: Context, call: NormCall): void {
  const { epsilon, input, weight, bias, output } = call;
  if (call.epilogue !== undefined) return runFused(context, call, call.epilogue);
  const dtype = computeDtype(output.dtype);
  if (dtype === "float64") return runInHostLoops(context, call);
  const result = output.dtype === dtype ? output : scratchView(context, dtype, output.shape);
  const rows = pack(context, input, dtype);
  const length = input.shape.at(-1)!;
  const factors = [weight, bias].map((view) => (view === undefined ? 0 : addressOf(pack(context, view, dtype))));
  runRows(context, normKernel(call), result, addressOf(rows), sizeOf(input.shape) / length, length, ...factors, epsilon);
  if (result !== output) runCopy(context, { kind: "copy", input: result, output });
}

/** With an epilogue, on blocks of rows in the cache. */
function runFused(context: Context, call: NormCall, { program, inputs }: Chain): void {
  const { epsilon, input, weight, bias, output } = call;
  const dtype = computeDtype(input.dtype);
  if (dtype === "float64") return runInHostLoops(context, call);
  const rows = pack(context, input, dtype);
  const length = input.shape.at(-1)!;
  const factors = [weight, bias].map((view) => (view === undefined ? 0 : addressOf(pack(context, view, dtype))));
  const walk = new Walk(context, sizeOf(input.shape), length);
  const normed: Lane = { ...walk.room(dtype), dtype, repeated: false };
  walk.stage(normKernel(call), walk.at(normed), walk.perItem(addressOf(rows), length * 4), walk.items(), length, ...factors, epsilon);
  const lanes = [normed, ...inputs.map((view) => walk.convert(walk.input(view), computeDtype(view.dtype)))];
  walk.store(walk.program(program, lanes, placeOf(output), output.dtype), output);
  walk.run();
}

export const normKernel = ({ centered }: NormCall): string => (centered ? "layerNorm_float32" : "rmsNorm_float32");

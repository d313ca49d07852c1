/** Running sums and products: the axis is brought last, then row by row. */
import type { ScanCall } from "../backend.ts";
import { computeDtype } from "../dtype.ts";
import { isContiguous, sizeOf } from "../shape.ts";
import { runCopy } from "./elementwise.ts";
import { addressOf, scratchView, type Context } from "./kernel.ts";
import { pack } from "./reduce.ts";
import { axisLast, runRows } from "./rows.ts";

export function runScan(context: Context, { op, axis, input, output }: ScanCall): void {
  const dtype = computeDtype(output.dtype);
  const target = axisLast(output, axis);
  const rows = pack(context, axisLast(input, axis), dtype);
  const isDirect = output.dtype === dtype && isContiguous(target.shape, target.strides);
  const result = isDirect ? output : scratchView(context, dtype, target.shape);
  const length = input.shape[axis]!;
  const kernel = `${op === "sum" ? "scanSum" : "scanProd"}_${dtype === "uint32" ? "int32" : dtype}`;
  runRows(context, kernel, result, addressOf(rows), sizeOf(input.shape) / length, length);
  if (!isDirect) runCopy(context, { kind: "copy", input: result, output: target });
}

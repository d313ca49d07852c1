/** Matrix products. float32: a row or a column is combined directly, the rest goes through packed tiles. Other dtypes: row by row. */
import type { MatmulCall, View } from "../backend.ts";
import { bytesOf, computeDtype } from "../dtype.ts";
import { forEachRow } from "../shape.ts";
import { runCopy } from "./elementwise.ts";
import { addressOf, isComputed, kernel, scratchView, type Context } from "./kernel.ts";
import { pack } from "./reduce.ts";

/** Steps of k for one packing: a panel of 8 columns is then 16 KB and stays in the nearest cache. */
const depth = 512;
/** Rows packed at once, a multiple of the tile's 6: 192 KB, for the second cache. */
const height = 96;

/** One matrix of a batch: the address of its first element and its strides in bytes. */
interface Matrix {
  readonly address: number;
  readonly strides: readonly [row: number, column: number];
}

export function runMatmul(context: Context, { a, b, output }: MatmulCall): void {
  const dtype = computeDtype(output.dtype);
  const result = isComputed(output.dtype) ? output : scratchView(context, dtype, output.shape);
  const direct = dtype === "float32";
  const left = direct && a.dtype === dtype ? a : pack(context, a, dtype);
  const right = direct && b.dtype === dtype ? b : pack(context, b, dtype);
  const [m, n, k] = [a.shape.at(-2)!, b.shape.at(-1)!, a.shape.at(-1)!];
  const [lefts, rights] = [matrices(left), matrices(right)];
  const multiply = direct ? multiplyFloat32 : multiplyPlain(dtype === "float64" ? "matmul_float64" : "matmul_int32");
  lefts.forEach((matrix, i) => {
    const address = addressOf(result) + i * m * n * bytesOf(dtype);
    multiply(context, address, matrix, rights[i]!, m, n, k);
  });
  if (result !== output) runCopy(context, { kind: "copy", input: result, output });
}

/** Every matrix of a batch, in order. */
function matrices(view: View): Matrix[] {
  const bytes = bytesOf(view.dtype);
  const [batch, steps] = [view.shape.slice(0, -2), view.strides.slice(0, -2)];
  const strides = [view.strides.at(-2)! * bytes, view.strides.at(-1)! * bytes] as const;
  const found: Matrix[] = [];
  const [length, step] = [batch.at(-1) ?? 1, steps.at(-1) ?? 0];
  forEachRow(batch, steps, 0, (offset) => {
    for (let i = 0; i < length; i++) found.push({ address: addressOf(view) + (offset + i * step) * bytes, strides });
  });
  return found;
}

type Multiply = (context: Context, c: number, a: Matrix, b: Matrix, m: number, n: number, k: number) => void;

function multiplyPlain(name: string): Multiply {
  return (context, c, a, b, m, n, k) => kernel(context, name)(c, a.address, b.address, m, n, k);
}

const multiplyFloat32: Multiply = (context, c, a, b, m, n, k) => {
  const rowOfA = a.strides[1] === 4;
  const columnOfB = b.strides[0] === 4;
  if (m === 1 && rowOfA && b.strides[1] === 4) kernel(context, "combine_rows")(c, a.address, b.address, b.strides[0], k, n);
  else if (m === 1 && rowOfA && columnOfB) kernel(context, "dot_rows")(c, b.address, b.strides[1], a.address, n, k);
  else if (n === 1 && columnOfB && rowOfA) kernel(context, "dot_rows")(c, a.address, a.strides[0], b.address, m, k);
  else multiplyTiles(context, c, a, b, m, n, k);
};

const multiplyTiles: Multiply = (context, c, a, b, m, n, k) => {
  const packRows = kernel(context, "pack_rows");
  const packColumns = kernel(context, "pack_columns");
  const multiply = kernel(context, "multiply_packed");
  const steps = Math.min(k, depth);
  const columns = context.scratch.take(Math.ceil(n / 8) * 32 * steps).pointer;
  const rows = context.scratch.take(Math.ceil(Math.min(m, height) / 6) * 24 * steps).pointer;
  const tile = context.scratch.take(192).pointer;
  for (let p = 0; p === 0 || p < k; p += depth) {
    const count = Math.min(depth, k - p);
    packColumns(columns, b.address + p * b.strides[0], ...b.strides, count, n);
    for (let i = 0; i < m; i += height) {
      const block = Math.min(height, m - i);
      packRows(rows, a.address + i * a.strides[0] + p * a.strides[1], ...a.strides, block, count);
      multiply(c + i * n * 4, rows, columns, block, n, count, n, p > 0 ? 1 : 0, tile);
    }
  }
};

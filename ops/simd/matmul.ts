/**
 * Matrix products. A row or a column of float32 is combined directly, the rest goes through packed tiles. Threads share the rows of a
 * product, or the products of a batch. Every element is summed in one order, whoever computes it.
 */
import type { MatmulCall } from "../backend.ts";
import { bytesOf, computeDtype, type ComputeDtype } from "../dtype.ts";
import { moved, runsOf, type Matrix, type Run, type Sizes } from "./batch.ts";
import { runCopy } from "./elementwise.ts";
import { runJob, workersOf, type RangedArgument, type Stage } from "./job.ts";
import { addressOf, isComputed, scratchView, type Context } from "./kernel.ts";
import { multiplyVector } from "./matvec.ts";
import { pack } from "./reduce.ts";

/** What `multiply` in `assembly/matmul.ts` packs at once, in numbers. */
const [height, depth] = [96, 512];

/** Multiplications that take about 10 microseconds. */
const worthwhile = 2 ** 18;

/** Columns of b are packed when the product has more rows than this: packing costs as much as a few rows. */
const fewRows = 12;
/** ... and when they do not lie in the nearest cache anyway. */
const nearBytes = 2 ** 15;

/** Columns packed at a time take so many bytes at most: room for all of a large b would be as much as b itself. */
const packedBytes = 2 ** 25;

/** Without its epilogue. */
export function runMatmul(context: Context, { a, b, output }: MatmulCall): void {
  const dtype = computeDtype(output.dtype);
  const result = isComputed(output.dtype) ? output : scratchView(context, dtype, output.shape);
  const operands = [a, b].map((view) => (view.dtype === dtype ? view : pack(context, view, dtype)));
  const sizes = { m: a.shape.at(-2)!, n: b.shape.at(-1)!, k: a.shape.at(-1)! };
  let address = addressOf(result);
  for (const run of runsOf(operands)) {
    multiplyRun(context, dtype, address, run, sizes);
    address += run.count * sizes.m * sizes.n * bytesOf(dtype);
  }
  if (result !== output) runCopy(context, { kind: "copy", input: result, output });
}

function multiplyRun(context: Context, dtype: ComputeDtype, c: number, run: Run, sizes: Sizes): void {
  const { m, n, k } = sizes;
  const isSmall = run.count >= 2 * workersOf(context) && m * n * k < 8 * worthwhile;
  if (isSmall && m > 1 && n > 1) return multiplyTogether(context, dtype, c, run, sizes);
  const [a, b] = run.first as [Matrix, Matrix];
  const [stepA, stepB] = run.steps as [number, number];
  for (let i = 0; i < run.count; i++) {
    multiplyMatrices(context, dtype, c + i * m * n * bytesOf(dtype), moved(a, i * stepA), moved(b, i * stepB), sizes);
  }
}

function multiplyMatrices(context: Context, dtype: ComputeDtype, c: number, a: Matrix, b: Matrix, sizes: Sizes): void {
  const isVector = dtype === "float32" && (sizes.m === 1 || sizes.n === 1);
  if (!isVector || !multiplyVector(context, c, a, b, sizes)) multiplyTiles(context, dtype, c, a, b, sizes);
}

/** Small products: each is one worker's. */
function multiplyTogether(context: Context, dtype: ComputeDtype, c: number, { count, first, steps }: Run, sizes: Sizes): void {
  const { m, n, k } = sizes;
  const [a, b] = first as [Matrix, Matrix];
  const [fromA, fromB] = [a, b].map(({ address }, i) => ({ base: address, perFirst: steps[i]! })) as [RangedArgument, RangedArgument];
  const [packing, columns] = isPacked(dtype, b, { m, n, k }) ? packStage(context, dtype, fromB, b.strides, sizes) : [[], inPlace(b, fromB)];
  const product = multiplyStage(context, dtype, { base: c, perFirst: m * n * bytesOf(dtype) }, fromA, a.strides, columns, m, sizes, n);
  runJob(context, { size: count, block: 1, grain: Math.ceil(worthwhile / (m * n * Math.max(k, 1))), stages: [...packing, product] });
}

/** Columns of b as the tiles read them. */
interface Columns {
  readonly base: RangedArgument;
  /** From one step of k to the next. */
  readonly step: number;
  /** From 32 bytes of columns to the next. */
  readonly panel: number;
}

const isPacked = (dtype: ComputeDtype, { strides }: Matrix, { m, n, k }: Sizes): boolean =>
  strides[1] !== bytesOf(dtype) || (m > fewRows && n * k * bytesOf(dtype) > nearBytes);

const inPlace = ({ strides }: Matrix, base: RangedArgument): Columns => ({ base, step: strides[0], panel: 32 });

const panelsOf = (dtype: ComputeDtype, n: number): number => Math.ceil((n * bytesOf(dtype)) / 32);

/** Packs all columns, for the worker alone. */
function packStage(context: Context, dtype: ComputeDtype, b: RangedArgument, strides: Matrix["strides"], { n, k }: Sizes): [Stage[], Columns] {
  const bytes = panelsOf(dtype, n) * 32 * k;
  const columns = { base: context.scratch.take(bytes * workersOf(context)).pointer, perWorker: bytes };
  return [[{ kernel: `pack_columns_${bytesOf(dtype)}`, args: [columns, b, ...strides, k, n] }], { base: columns, step: 32, panel: 32 * k }];
}

/** Multiplies `rows` rows with the columns. `n` of them; `width` numbers are a row of c. */
function multiplyStage(
  context: Context,
  dtype: ComputeDtype,
  c: RangedArgument,
  a: RangedArgument,
  strides: Matrix["strides"],
  { base, step, panel }: Columns,
  rows: RangedArgument,
  { m, n, k }: Sizes,
  width: number,
): Stage {
  const bytes = Math.min(Math.ceil(m / 6) * 6, height) * Math.min(k, depth) * bytesOf(dtype);
  const scratch = { base: context.scratch.take(bytes * workersOf(context)).pointer, perWorker: bytes };
  return { kernel: `multiply_${dtype === "uint32" ? "int32" : dtype}`, args: [c, width, a, ...strides, base, step, panel, rows, n, k, scratch] };
}

/** A large product: the columns are packed by all, then the rows are shared. Very many columns go in parts. */
function multiplyTiles(context: Context, dtype: ComputeDtype, c: number, a: Matrix, b: Matrix, { m, n, k }: Sizes): void {
  const bytes = bytesOf(dtype);
  const width = 32 / bytes;
  const packed = isPacked(dtype, b, { m, n, k });
  const part = packed ? Math.min(n, Math.max(width, Math.floor(packedBytes / bytes / Math.max(k, 1) / width) * width)) : n;
  const room = packed ? context.scratch.take(panelsOf(dtype, part) * 32 * k).pointer : 0;
  for (let first = 0; first < n; first += part) {
    const count = Math.min(part, n - first);
    const columns = moved(b, first * b.strides[1]);
    if (packed) packColumns(context, dtype, room, columns, count, k);
    const ready: Columns = packed ? { base: room, step: 32, panel: 32 * k } : inPlace(columns, columns.address);
    multiplyRows(context, dtype, c + first * bytes, a, ready, { m, n: count, k }, n);
  }
}

function packColumns(context: Context, dtype: ComputeDtype, room: number, { address, strides }: Matrix, n: number, k: number): void {
  const width = 32 / bytesOf(dtype);
  const kernel = `pack_columns_${bytesOf(dtype)}`;
  const whole = Math.floor(n / width);
  const args = [{ base: room, perFirst: 32 * k }, { base: address, perFirst: width * strides[1] }, ...strides, k, { perCount: width }];
  if (whole > 0) runJob(context, { size: whole, grain: Math.ceil(2 ** 14 / Math.max(width * k, 1)), stages: [{ kernel, args }] });
  const rest = [room + whole * 32 * k, address + whole * width * strides[1], ...strides, k, n % width];
  if (n % width > 0) runJob(context, { size: 1, grain: 1, stages: [{ kernel, args: rest }] });
}

function multiplyRows(context: Context, dtype: ComputeDtype, c: number, a: Matrix, columns: Columns, sizes: Sizes, width: number): void {
  const { m, n, k } = sizes;
  const to = { base: c, perFirst: width * bytesOf(dtype) };
  const from = { base: a.address, perFirst: a.strides[0] };
  const product = multiplyStage(context, dtype, to, from, a.strides, columns, { perCount: 1 }, sizes, width);
  const grain = Math.ceil(worthwhile / Math.max(n * k, 1) / 6) * 6;
  runJob(context, { size: m, grain, stages: [product] });
}

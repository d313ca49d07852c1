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
import { dotKernel, multiplyVector } from "./matvec.ts";
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

/** What the products of a call have in common. `bytes`: of a number. */
interface Product extends Sizes {
  readonly context: Context;
  readonly dtype: ComputeDtype;
  readonly bytes: number;
}

/** Which kernel runs a call, but for operands that have to be copied first. */
export function matmulKernel({ a, b, output }: MatmulCall): string {
  const dtype = computeDtype(output.dtype);
  const [matrix, along] = a.shape.at(-2) === 1 ? [b, -2] : [a, -1];
  const isVector = dtype === "float32" && (a.shape.at(-2) === 1 || b.shape.at(-1) === 1);
  if (isVector && matrix.strides.at(along) === 1) return dotKernel(matrix.shape.at(-3 - along)!);
  return isVector && matrix.strides.at(-3 - along) === 1 ? "combine_rows" : tileKernel(dtype);
}

/** The low 32 bits of a product do not depend on the sign. */
const tileKernel = (dtype: ComputeDtype): string => `multiply_${dtype === "uint32" ? "int32" : dtype}`;

/** Without its epilogue. */
export function runMatmul(context: Context, { a, b, output }: MatmulCall): void {
  const dtype = computeDtype(output.dtype);
  const result = isComputed(output.dtype) ? output : scratchView(context, dtype, output.shape);
  const operands = [a, b].map((view) => (view.dtype === dtype ? view : pack(context, view, dtype)));
  const product = { context, dtype, bytes: bytesOf(dtype), m: a.shape.at(-2)!, n: b.shape.at(-1)!, k: a.shape.at(-1)! };
  let address = addressOf(result);
  for (const run of runsOf(operands)) {
    multiplyRun(product, address, run);
    address += run.count * product.m * product.n * product.bytes;
  }
  if (result !== output) runCopy(context, { kind: "copy", input: result, output });
}

function multiplyRun(product: Product, c: number, run: Run): void {
  const { context, bytes, m, n, k } = product;
  const isSmall = run.count >= 2 * workersOf(context) && m * n * k < 8 * worthwhile;
  if (isSmall && m > 1 && n > 1) return multiplyTogether(product, c, run);
  const [a, b] = run.first as [Matrix, Matrix];
  const [stepA, stepB] = run.steps as [number, number];
  for (let i = 0; i < run.count; i++) multiplyMatrices(product, c + i * m * n * bytes, moved(a, i * stepA), moved(b, i * stepB));
}

function multiplyMatrices(product: Product, c: number, a: Matrix, b: Matrix): void {
  const isVector = product.dtype === "float32" && (product.m === 1 || product.n === 1);
  if (!isVector || !multiplyVector(product.context, c, a, b, product)) multiplyTiles(product, c, a, b);
}

/** Small products: each is one worker's. */
function multiplyTogether(product: Product, c: number, { count, first, steps }: Run): void {
  const { context, bytes, m, n, k } = product;
  const [a, b] = first as [Matrix, Matrix];
  const [fromA, fromB] = [a, b].map(({ address }, i) => ({ base: address, perFirst: steps[i]! })) as [RangedArgument, RangedArgument];
  const packed = isPacked(product, b);
  const columns = packed ? roomForColumns(product) : inPlace(b, fromB);
  const packing = { kernel: `pack_columns_${bytes}`, args: [columns.base, fromB, ...b.strides, k, n] };
  const multiplying = multiplyStage(product, { base: c, perFirst: m * n * bytes }, fromA, a, columns, m);
  runJob(context, { size: count, block: 1, grain: Math.ceil(worthwhile / (m * n * Math.max(k, 1))), stages: packed ? [packing, multiplying] : [multiplying] });
}

/** Columns of b as the tiles read them. */
interface Columns {
  readonly base: RangedArgument;
  /** From one step of k to the next. */
  readonly step: number;
  /** From 32 bytes of columns to the next. */
  readonly panel: number;
}

const isPacked = ({ bytes, m, n, k }: Product, { strides }: Matrix): boolean => strides[1] !== bytes || (m > fewRows && n * k * bytes > nearBytes);

const inPlace = ({ strides }: Matrix, base: RangedArgument): Columns => ({ base, step: strides[0], panel: 32 });

const packedAt = (base: RangedArgument, { k }: Product): Columns => ({ base, step: 32, panel: 32 * k });

const bytesOfColumns = ({ bytes, k }: Product, n: number): number => Math.ceil((n * bytes) / 32) * 32 * k;

/** Where each worker packs all columns for itself. */
function roomForColumns(product: Product): Columns {
  const perWorker = bytesOfColumns(product, product.n);
  const { pointer } = product.context.scratch.take(perWorker * workersOf(product.context));
  return packedAt({ base: pointer, perWorker }, product);
}

/** Multiplies `rows` rows of a, which begin at `from`, with `n` columns. */
function multiplyStage(product: Product, c: RangedArgument, from: RangedArgument, { strides }: Matrix, columns: Columns, rows: RangedArgument, n = product.n): Stage {
  const { context, dtype, bytes, m, k } = product;
  const perWorker = Math.min(Math.ceil(m / 6) * 6, height) * Math.min(k, depth) * bytes;
  const scratch = { base: context.scratch.take(perWorker * workersOf(context)).pointer, perWorker };
  const args = [c, product.n, from, ...strides, columns.base, columns.step, columns.panel, rows, n, k, scratch];
  return { kernel: tileKernel(dtype), args };
}

/** A large product: the columns are packed by all, then the rows are shared. Very many columns go in parts. */
function multiplyTiles(product: Product, c: number, a: Matrix, b: Matrix): void {
  const { context, bytes, n, k } = product;
  if (!isPacked(product, b)) return multiplyRows(product, c, a, inPlace(b, b.address), n);
  const width = 32 / bytes;
  const part = Math.min(n, Math.max(width, Math.floor(packedBytes / 32 / Math.max(k, 1)) * width));
  const room = context.scratch.take(bytesOfColumns(product, part)).pointer;
  for (let first = 0; first < n; first += part) {
    const count = Math.min(part, n - first);
    packColumns(product, room, moved(b, first * b.strides[1]), count);
    multiplyRows(product, c + first * bytes, a, packedAt(room, product), count);
  }
}

function packColumns({ context, bytes, k }: Product, room: number, { address, strides }: Matrix, n: number): void {
  const width = 32 / bytes;
  const kernel = `pack_columns_${bytes}`;
  const whole = Math.floor(n / width);
  const args = [{ base: room, perFirst: 32 * k }, { base: address, perFirst: width * strides[1] }, ...strides, k, { perCount: width }];
  if (whole > 0) runJob(context, { size: whole, grain: Math.ceil(2 ** 14 / Math.max(width * k, 1)), stages: [{ kernel, args }] });
  const rest = [room + whole * 32 * k, address + whole * width * strides[1], ...strides, k, n % width];
  if (n % width > 0) runJob(context, { size: 1, grain: 1, stages: [{ kernel, args: rest }] });
}

/** All rows of a with `n` columns. */
function multiplyRows(product: Product, c: number, a: Matrix, columns: Columns, n: number): void {
  const { context, bytes, m, k } = product;
  const to = { base: c, perFirst: product.n * bytes };
  const multiplying = multiplyStage(product, to, { base: a.address, perFirst: a.strides[0] }, a, columns, { perCount: 1 }, n);
  // Every range reads all columns again: few rows are shared in few ranges.
  const rows = Math.max(worthwhile / Math.max(n * k, 1), Math.min(height / 2, m / (2 * workersOf(context))));
  runJob(context, { size: m, grain: Math.ceil(rows / 6) * 6, stages: [multiplying] });
}

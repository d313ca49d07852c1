/** Measures the wasm device against plain loops in one run, interleaved; the best of some rounds. Started by `kernels.mjs`. */
import { add, exp, gelu, matmul, rand, randn, scope, setDevice, softmax, sum, tensor, type Tensor } from "../index.ts";
import { chooseInstructions } from "../simd/load.ts";
import * as plain from "./plain.ts";

interface Entry {
  readonly name: string;
  /** What one run does: GB moved, for instance. */
  readonly work: readonly [amount: number, unit: string];
  readonly wasm: () => void;
  /** Absent where a loop would do the same as another one here. */
  readonly plain?: () => void;
}

const rounds = 9;

/** Results are disposed at once, so that buffers are used again, as in a loop within `scope`. */
const discard = (result: () => Tensor) => (): void => result().dispose();

const floatsOf = (x: Tensor): Float32Array => x.dataSync() as Float32Array;

const gigabytes = (floats: number): [number, string] => [(floats * 4) / 1e9, "GB/s"];

function entries(): Entry[] {
  const [large, million, side] = [2 ** 22, 2 ** 20, 1024];
  const [a, b] = [randn([large]), rand([large])];
  const [x, square] = [randn([million]), randn([side, side])];
  const [aPlain, bPlain, xPlain, squarePlain] = [floatsOf(a), floatsOf(b), floatsOf(x), floatsOf(square)];
  const [outLarge, outSmall] = [new Float32Array(large), new Float32Array(million)];
  const four = tensor([1, 2, 3, 4]);
  const [fourPlain, fourOut] = [new Float32Array(4), new Float32Array(4)];
  return [
    { name: "matmul 1024", work: [(2 * side ** 3) / 1e9, "GFLOP/s"], wasm: discard(() => matmul(square, square)), plain: () => plain.matmul(squarePlain, squarePlain, outSmall, side) },
    { name: "matmul 1024 x 1", work: gigabytes(million), wasm: discard(() => matmul(square, x.slice([0, side]))) },
    { name: "matmul 1 x 1024", work: gigabytes(million), wasm: discard(() => matmul(x.slice([0, side]), square)) },
    { name: "add 4M", work: gigabytes(3 * large), wasm: discard(() => add(a, b)), plain: () => plain.add(aPlain, bPlain, outLarge) },
    { name: "exp 1M", work: gigabytes(2 * million), wasm: discard(() => exp(x)), plain: () => plain.exp(xPlain, outSmall) },
    { name: "gelu 1M", work: gigabytes(2 * million), wasm: discard(() => gelu(x)), plain: () => plain.gelu(xPlain, outSmall) },
    { name: "softmax 1024 x 1024", work: gigabytes(2 * million), wasm: discard(() => softmax(square)), plain: () => plain.softmax(squarePlain, outSmall, side) },
    { name: "sum 4M", work: gigabytes(large), wasm: discard(() => sum(a)), plain: () => void plain.sum(aPlain) },
    { name: "sum 1024 x 1024, axis 0", work: gigabytes(million), wasm: discard(() => sum(square, { axis: 0 })) },
    { name: "transpose 1024, copied", work: gigabytes(2 * million), wasm: discard(() => square.transpose().reshape([-1])), plain: () => plain.transpose(squarePlain, outSmall, side) },
    { name: "row added to 1024 x 1024", work: gigabytes(2 * million), wasm: discard(() => add(square, x.slice([0, side]))) },
    { name: "add 4", work: [1, "calls/s"], wasm: discard(() => add(four, four)), plain: () => plain.add(fourPlain, fourPlain, fourOut) },
  ];
}

/** Prints a line for each kernel. */
export async function run(): Promise<void> {
  await setDevice("wasm");
  console.log(`${chooseInstructions()}, one thread, best of ${rounds} rounds`);
  for (const entry of entries()) scope(() => console.log(measure(entry)));
}

function measure({ name, work: [amount, unit], wasm, plain }: Entry): string {
  const repeat = name === "add 4" ? 20000 : 1;
  const times = { wasm: Infinity, plain: Infinity };
  for (let round = 0; round < rounds; round++) {
    times.wasm = Math.min(times.wasm, timeOf(wasm, repeat));
    if (plain !== undefined) times.plain = Math.min(times.plain, timeOf(plain, repeat));
  }
  const rate = (ms: number): string => (amount / (ms / 1000)).toPrecision(3);
  const compared = plain === undefined ? "" : `; plain loop ${rate(times.plain)}, ratio ${(times.plain / times.wasm).toPrecision(2)}`;
  return `${name.padEnd(26)} ${times.wasm.toPrecision(3)} ms, ${rate(times.wasm)} ${unit}${compared}`;
}

/** Milliseconds of one run. */
function timeOf(run: () => void, repeat: number): number {
  const start = performance.now();
  for (let i = 0; i < repeat; i++) run();
  return (performance.now() - start) / repeat;
}

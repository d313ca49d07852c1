/**
 * `npm run bench -- kernels`: the wasm device in Node against what someone would write without it, plain loops over `Float32Array`, in turns.
 * Takes seconds, and has shapes that the comparison with other libraries leaves out.
 */
import { add, exp, gelu, matmul, rand, randn, scope, setDevice, softmax, sum, type Tensor } from "../../index.ts";
import { interleave, type Batch } from "../timing.ts";
import * as loops from "./loops.ts";

interface Entry {
  readonly name: string;
  /** What one run does, in billions. */
  readonly work: readonly [amount: number, unit: string];
  readonly tensors: () => Tensor;
  /** Absent where a loop would do the same as another one here. */
  readonly loop?: () => void;
}

const rounds = 7;

const floatsOf = (x: Tensor): Float32Array => x.dataSync() as Float32Array;

const gigabytes = (floats: number): [number, string] => [(floats * 4) / 1e9, "GB/s"];

function entries(): Entry[] {
  const [large, million, side] = [2 ** 22, 2 ** 20, 1024];
  const [a, b] = [randn([large]), rand([large])];
  const [x, row, square] = [randn([million]), randn([side]), randn([side, side])];
  const [aLoop, bLoop, xLoop, squareLoop] = [floatsOf(a), floatsOf(b), floatsOf(x), floatsOf(square)];
  const [outLarge, out] = [new Float32Array(large), new Float32Array(million)];
  return [
    { name: "matmul 1024", work: [(2 * side ** 3) / 1e9, "GFLOP/s"], tensors: () => matmul(square, square), loop: () => loops.matmul(squareLoop, squareLoop, out, side) },
    { name: "matmul 1024 x 1", work: gigabytes(million), tensors: () => matmul(square, row) },
    { name: "matmul 1 x 1024", work: gigabytes(million), tensors: () => matmul(row, square) },
    { name: "add 4M", work: gigabytes(3 * large), tensors: () => add(a, b), loop: () => loops.add(aLoop, bLoop, outLarge) },
    { name: "exp 1M", work: gigabytes(2 * million), tensors: () => exp(x), loop: () => loops.exp(xLoop, out) },
    { name: "gelu 1M", work: gigabytes(2 * million), tensors: () => gelu(x), loop: () => loops.gelu(xLoop, out) },
    { name: "softmax 1024 x 1024", work: gigabytes(2 * million), tensors: () => softmax(square), loop: () => loops.softmax(squareLoop, out, side) },
    { name: "sum 4M", work: gigabytes(large), tensors: () => sum(a), loop: () => void loops.sum(aLoop) },
    { name: "sum 1024 x 1024, axis 0", work: gigabytes(million), tensors: () => sum(square, { axis: 0 }) },
    { name: "transpose 1024, copied", work: gigabytes(2 * million), tensors: () => scope(() => square.transpose().reshape([-1])), loop: () => loops.transpose(squareLoop, out, side) },
    { name: "row added to 1024 x 1024", work: gigabytes(2 * million), tensors: () => add(square, row) },
  ];
}

/** Prints a line for each entry. */
export async function run(): Promise<void> {
  await setDevice("wasm");
  for (const entry of entries()) console.log(await measure(entry));
}

async function measure({ name, work: [amount, unit], tensors, loop }: Entry): Promise<string> {
  const competitors = new Map<"tensors" | "loop", Batch>([["tensors", repeat(() => computed(tensors()))]]);
  if (loop !== undefined) competitors.set("loop", repeat(loop));
  const times = await interleave(competitors, rounds);
  const rate = (ms: number): string => `${(amount / (ms / 1000)).toPrecision(3)} ${unit}`;
  const [ms, loopMs] = [times.get("tensors")!.ms, times.get("loop")?.ms];
  const compared = loopMs === undefined ? "" : `; plain loop ${rate(loopMs)}, ratio ${(loopMs / ms).toPrecision(2)}`;
  return `${name.padEnd(26)} ${ms.toPrecision(3)} ms, ${rate(ms)}${compared}`;
}

/** Disposed at once, so that its buffer is used again. */
function computed(result: Tensor): void {
  void result.ready();
  result.dispose();
}

const repeat = (run: () => void) => async (count: number): Promise<void> => {
  for (let i = 0; i < count; i++) run();
};

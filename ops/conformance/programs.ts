/**
 * Random programs: the same operations on the same numbers on two devices must agree. The oracle computes every step at once on the cpu; the
 * device under test gets the whole program first, so that its fusion is tested too.
 */
import type { DeviceName } from "../backend.ts";
import { concat, matmul, maximum, memory, minimum, scope, sigmoid, softmax, stack, tanh, tensor, where, type Dtype, type Shape, type Tensor, type TypedArray } from "../index.ts";
import { Philox } from "../philox.ts";
import { setDevice } from "../device.ts";
import { formatShape } from "../shape.ts";

const steps = 20;

/** Picks whole numbers below a bound. */
type Pick = (below: number) => number;

/** A step from the tensors so far to a new one; the numbers drawn are the same on every device. */
type Step = (tensors: readonly Tensor[], pick: Pick) => Tensor;

const last = <T>(list: readonly T[], pick: Pick): T => list[list.length - 1 - pick(Math.min(list.length, 4))]!;
const floats = (list: readonly Tensor[]): readonly Tensor[] => list.filter(({ dtype }) => dtype === "float32");
const integers = (list: readonly Tensor[]): readonly Tensor[] => list.filter(({ dtype }) => dtype === "int32");

/** Another tensor of the same dtype, brought to a shape that broadcasts with x. */
function partner(list: readonly Tensor[], x: Tensor, pick: Pick): Tensor {
  const same = list.filter((y) => y.dtype === x.dtype && y.ndim <= x.ndim && y.shape.every((length, axis) => length === 1 || length === x.shape[axis + x.ndim - y.ndim]));
  return last(same, pick);
}

const unary = (run: (x: Tensor) => Tensor): Step => (list, pick) => run(last(floats(list), pick));
const binary = (run: (a: Tensor, b: Tensor) => Tensor): Step => (list, pick) => {
  const x = last(list, pick);
  return x.dtype === "bool" ? x.logicalNot() : run(x, partner(list, x, pick));
};
const someAxis = (x: Tensor, pick: Pick): number => pick(x.ndim) - (pick(2) === 0 ? x.ndim : 0);

/** Well-conditioned operations only: a rounding error must not become a different number. */
const vocabulary: readonly Step[] = [
  binary((a, b) => a.add(b)),
  binary((a, b) => a.sub(b)),
  binary((a, b) => maximum(a, b)),
  binary((a, b) => minimum(a, b)),
  binary((a, b) => (a.dtype === "float32" ? tanh(a).mul(b) : a.mul(b))),
  unary((x) => tanh(x)),
  unary((x) => sigmoid(x)),
  unary((x) => x.mul(0.5).add(1).relu()),
  unary((x) => x.abs().add(1).sqrt()),
  unary((x) => x.neg().clamp(-2, 2)),
  unary((x) => x.clamp(-3, 3).exp()),
  (list, pick) => last(list, pick).transpose(),
  (list, pick) => {
    const x = last(list, pick);
    return x.reshape([-1]).reshape(x.ndim === 0 ? [] : [1, -1]);
  },
  (list, pick) => {
    const x = last(list, pick);
    return x.ndim === 0 ? x.reshape([1]) : x.slice([null, null, pick(2) === 0 ? 1 : -1]);
  },
  (list, pick) => {
    const x = last(floats(list), pick);
    return x.ndim === 0 ? x.add(1) : x.mean({ axis: someAxis(x, pick), keepdims: pick(2) === 0 });
  },
  (list, pick) => {
    const x = last(list, pick);
    if (x.dtype === "bool") return x.astype("int32");
    return x.ndim === 0 ? x.neg() : x.max({ axis: someAxis(x, pick), keepdims: pick(2) === 0 });
  },
  (list, pick) => {
    const x = last(integers(list), pick);
    return x.ndim === 0 ? x.mul(3) : x.sum({ axis: someAxis(x, pick) });
  },
  (list, pick) => {
    const x = last(floats(list), pick);
    return x.ndim === 0 ? x : softmax(x, { axis: someAxis(x, pick) });
  },
  (list, pick) => {
    const x = last(floats(list).filter((y) => y.ndim === 2), pick);
    return x === undefined ? last(list, pick) : matmul(x, x.transpose()).mul(1 / x.shape[1]!);
  },
  (list, pick) => {
    const x = last(list, pick);
    return x.ndim === 0 ? stack([x, x]) : concat([x, x], { axis: someAxis(x, pick) });
  },
  (list, pick) => {
    const x = last(integers(list), pick);
    return where(x.gt(partner(integers(list), x, pick)), x, 7);
  },
  (list, pick) => last(integers(list), pick).floorDivide(3).mod(5),
  (list, pick) => last(integers(list), pick).mul(0.125),
  (list, pick) => last(integers(list), pick).eq(2),
];

/** Small enough for ten thousand programs, odd enough for every edge of a vector. */
const mostElements = 600;

function inputs(stream: Philox): Tensor[] {
  const pick = pickFrom(stream);
  const [rows, columns] = [1 + pick(7), 1 + pick(9)];
  const numbers = (size: number): Float32Array => Float32Array.from({ length: size }, () => stream.uniform53() * 4 - 2);
  const wholes = (size: number): Int32Array => Int32Array.from({ length: size }, () => pick(21) - 10);
  return [
    tensor(numbers(rows * columns), { shape: [rows, columns] }),
    tensor(numbers(columns), { shape: [columns] }),
    tensor(wholes(rows * columns), { shape: [rows, columns] }),
    tensor(wholes(1), { shape: [] }),
    tensor(numbers(1), { shape: [1] }),
  ];
}

const pickFrom = (stream: Philox): Pick => (below) => stream.word() % below;

/** Sees the tensors so far after every step; it may put equal ones in their places. */
type Watch = (list: Tensor[]) => void;

/** The inputs and results of the program of a seed. */
function run(seed: number, watch: Watch = () => {}): Tensor[] {
  const stream = new Philox(seed);
  stream.startBlock();
  const list = inputs(stream);
  const pick = pickFrom(stream);
  for (let i = 0; i < steps; i++) {
    const made = scope(() => vocabulary[pick(vocabulary.length)]!(list, pick));
    if (list.includes(made)) continue;
    if (made.size <= mostElements && made.size > 0) list.push(made);
    else made.dispose();
    watch(list);
  }
  return list;
}

interface Expected {
  readonly shape: Shape;
  readonly dtype: Dtype;
  readonly data: TypedArray;
}

/** What the program comes to on the cpu, every step computed at once. */
async function outcome(seed: number): Promise<readonly Expected[]> {
  await setDevice("cpu");
  return scope(() => run(seed, (list) => void list.at(-1)!.dataSync()).map((x) => ({ shape: x.shape, dtype: x.dtype, data: x.dataSync() })));
}

/** Runs the programs of the seeds on the cpu, step by step, and on a device, and compares what they end with. Throws an `Error` that names the seed. */
export async function agree(device: DeviceName, from: number, count: number): Promise<void> {
  for (let seed = from; seed < from + count; seed++) {
    const expected = (await outcome(seed)).slice(-3);
    await setDevice(device);
    await scope(async () => {
      const results = run(seed).slice(-3);
      for (const [i, x] of results.entries()) compare(seed, x, await x.data(), expected[i]!);
    });
  }
}

/**
 * The same, with tensors read and disposed in any order while others wait for them: what is left must be right, and when all are disposed no
 * memory may be held. On devices that can be read at once.
 */
export async function endure(device: DeviceName, from: number, count: number): Promise<void> {
  for (let seed = from; seed < from + count; seed++) {
    const expected = await outcome(seed);
    await setDevice(device);
    const before = memory().bytes;
    const stream = new Philox(-seed);
    stream.startBlock();
    const chance = pickFrom(stream);
    const check = (x: Tensor, i: number): void => compare(seed, x, x.dataSync(), expected[i]!);
    const list = run(seed, (tensors) => {
      const [i, act] = [chance(tensors.length), chance(3)];
      if (act === 0) return;
      if (act === 1) return check(tensors[i]!, i);
      tensors[i]!.dispose();
      const { data, dtype, shape } = expected[i]!;
      tensors[i] = tensor(data, { dtype, shape });
    });
    for (const [i, x] of [...list.entries()].toSorted(() => chance(3) - 1)) {
      check(x, i);
      x.dispose();
    }
    const left = memory().bytes - before;
    if (left !== 0) throw new Error(`program ${seed}: ${left} bytes are left`);
  }
}

/** Twenty steps of float32, each within a few units in the last place, on numbers whose size the largest tells. */
function compare(seed: number, { shape, dtype }: Tensor, actual: TypedArray, expected: Expected): void {
  const [is, should] = [{ shape, dtype }, expected].map((array) => `${array.dtype} ${formatShape(array.shape)}`);
  if (is !== should) throw new Error(`program ${seed}: a result is ${is}, not ${should}`);
  const { data } = expected;
  let scale = 1;
  for (let i = 0; i < data.length; i++) scale = Math.max(scale, Math.abs(data[i]!));
  for (let i = 0; i < data.length; i++) {
    if (Math.abs(actual[i]! - data[i]!) <= 2e-5 * scale || Object.is(actual[i], data[i])) continue;
    throw new Error(`program ${seed}: element ${i} of ${is} is ${actual[i]}, not ${data[i]}`);
  }
}

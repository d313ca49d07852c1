/**
 * Random programs: the same operations on the same numbers on two devices must agree. The oracle computes every step at once on the cpu; the
 * device under test gets the whole program first, so that its fusion is tested too.
 */
import type { DeviceName } from "../backend.ts";
import { concat, matmul, maximum, minimum, scope, sigmoid, softmax, stack, tanh, tensor, where, type Tensor } from "../index.ts";
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

/** The last results of the program of a seed. `now` computes every step at once. */
function run(seed: number, now: boolean): Tensor[] {
  const stream = new Philox(seed);
  stream.startBlock();
  const list = inputs(stream);
  const pick = pickFrom(stream);
  for (let i = 0; i < steps; i++) {
    const made = vocabulary[pick(vocabulary.length)]!(list, pick);
    if (now) made.dataSync();
    if (made.size <= mostElements && made.size > 0) list.push(made);
  }
  return list.slice(-3);
}

/** Runs the programs of the seeds on the cpu, step by step, and on a device, and compares what they end with. Throws an `Error` that names the seed. */
export async function agree(device: DeviceName, from: number, count: number): Promise<void> {
  for (let seed = from; seed < from + count; seed++) {
    await setDevice("cpu");
    const expected = scope(() => run(seed, true).map((x) => ({ shape: x.shape, dtype: x.dtype, data: x.dataSync() })));
    await setDevice(device);
    await scope(async () => {
      const results = run(seed, false);
      for (const [i, x] of results.entries()) {
        const { shape, dtype, data } = expected[i]!;
        const [is, should] = [x, { shape, dtype }].map((array) => `${array.dtype} ${formatShape(array.shape)}`);
        if (is !== should) throw new Error(`program ${seed}: result ${i} is ${is}, not ${should}`);
        compare(seed, await x.data(), data);
      }
    });
  }
}

/** Twenty steps of float32, each within a few units in the last place, on numbers whose size the largest tells. */
function compare(seed: number, actual: ArrayLike<number>, expected: ArrayLike<number>): void {
  let scale = 1;
  for (let i = 0; i < expected.length; i++) scale = Math.max(scale, Math.abs(expected[i]!));
  for (let i = 0; i < expected.length; i++) {
    if (Math.abs(actual[i]! - expected[i]!) <= 2e-5 * scale || Object.is(actual[i], expected[i])) continue;
    throw new Error(`program ${seed}: element ${i} is ${actual[i]}, not ${expected[i]}`);
  }
}

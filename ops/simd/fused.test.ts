/** Folds and norms with chains before and after them, against the same calls one by one on the cpu. */
import { afterAll, describe, expect, it } from "vitest";
import { configure, exp, layerNorm, manualSeed, randn, relu, setDevice, where, type Tensor } from "../index.ts";

type Program = (x: Tensor, y: Tensor) => Tensor;

const programs: readonly [name: string, program: Program][] = [
  ["a mean of squares", (x) => x.mul(x).mean()],
  ["a root of sums along the last axis", (x) => x.mul(x).sum({ axis: 1 }).sqrt()],
  ["sums along the first axis", (x, y) => exp(x.sub(y)).sum({ axis: 0 })],
  ["extremes of a chain", (x, y) => x.add(y).max({ axis: -1 }).sub(x.mul(y).min())],
  ["a count", (x, y) => x.gt(y).sum()],
  ["any and all", (x, y) => x.gt(y.add(3)).any({ axis: 1 }).logicalAnd(x.lt(5).all())],
  ["a broadcast row in the chain", (x, y) => x.add(y.slice(0)).abs().sum({ axis: 1 })],
  ["a transposed operand", (x, y) => x.add(y.transpose().reshape([y.shape[0]!, y.shape[1]!])).prod({ axis: 1 })],
  ["a norm and an activation", (x, y) => relu(layerNorm(x).mul(2).add(y))],
  ["a choice, folded", (x, y) => where(x.gt(0), x, y).sum({ axis: [0, 1] })],
];

async function resultOf(device: "cpu" | "wasm", program: Program, shape: [number, number]): Promise<ArrayLike<number>> {
  await setDevice(device);
  manualSeed(7);
  const [x, y] = [randn(shape), randn(shape)];
  await program(x, y).data(); // the second time, long ones are compiled
  return program(x, y).data();
}

describe("fused folds and norms of wasm", () => {
  afterAll(async () => {
    configure({ compile: undefined });
    await setDevice("cpu");
  });

  for (const [name, program] of programs) {
    for (const shape of [[3, 5], [700, 301], [1024, 600]] as [number, number][]) {
      it(`agree with the cpu: ${name} of ${shape.join(" x ")}`, async () => {
        const expected = Array.from(await resultOf("cpu", program, shape));
        for (const compile of [true, false]) {
          configure({ compile });
          const actual = Array.from(await resultOf("wasm", program, shape));
          // float32 sums of up to 600 thousand numbers of size 1, folded in parts
          actual.forEach((value, i) => expect(Math.abs(value - expected[i]!)).toBeLessThanOrEqual(1e-5 * Math.max(1, Math.abs(expected[i]!))));
          expect(actual.length).toBe(expected.length);
        }
      });
    }
  }
});

/** Gather and scatter of wasm, by one thread and by a team, against the cpu device. */
import { beforeAll, describe, expect, it } from "vitest";
import type { GatherCall, ScatterCall } from "../backend.ts";
import { randint, scatter, setDevice, tensor, zeros, ones, gather } from "../index.ts";
import { makeComparison, randomView, type Comparison, type HostView } from "./teamwork.ts";

/** Places from -length to length - 1, most of them several times. */
function places(shape: readonly number[], length: number): HostView {
  const view = randomView(shape, { dtype: "int32", seed: 5 });
  for (let i = 0; i < view.stored.length; i++) view.stored[i] = (view.stored[i]! * 31) % length;
  return view;
}

let compare: Comparison;

describe("numbers by an index each on wasm", () => {
  beforeAll(async () => void (compare = await makeComparison()));

  for (const [shape, axis, count] of [[[40, 30], 1, 50], [[40, 30], 0, 7], [[300, 20, 30], 1, 9], [[700], 0, 60000]] as [number[], number, number][]) {
    const chosen = shape.with(axis, count);
    for (const dtype of ["float32", "int32", "uint32", "float16"] as const) {
      it(`are those of the cpu: ${count} of axis ${axis} of ${shape.join(" x ")} ${dtype}`, () => {
        const input = randomView(shape, { dtype });
        const indices = places(chosen, shape[axis]!);
        const { alone, shared, expected } = compare([input, indices], dtype, chosen, (output, a, b) => ({ kind: "gather", axis, input: a!, indices: b!, output }) satisfies GatherCall);
        expect(alone).toEqual(expected);
        expect(shared).toEqual(expected);
      });

      it(`go back as on the cpu: ${count} to axis ${axis} of ${shape.join(" x ")} ${dtype}`, () => {
        const inputs = [randomView(shape, { dtype }), places(chosen, shape[axis]!), randomView(chosen, { dtype, seed: 3 })];
        for (const op of ["set", "add"] as const) {
          const { alone, shared, expected } = compare(inputs, dtype, shape, (output, a, b, c) => ({ kind: "scatter", op, axis, input: a!, indices: b!, updates: c!, output }) satisfies ScatterCall);
          expect(alone).toEqual(expected);
          expect(shared).toEqual(expected);
        }
      });
    }
  }

  it("count beyond what float32 could count one by one, and name an index that is out of range", async () => {
    await setDevice("wasm");
    const length = 2 ** 24 + 8;
    const counted = scatter(zeros([2]), 0, zeros([length], { dtype: "int32" }), ones([length]), { reduce: "add" });
    expect(Array.from(counted.dataSync())).toEqual([length, 0]);
    const outside = tensor([0, 5], { dtype: "int32" });
    expect(() => gather(randint(0, 9, [2]), 0, outside).dataSync()).toThrow("index out of range: 5 for axis 0 of [2]");
    expect(() => scatter(zeros([2]), 0, outside, ones([2])).dataSync()).toThrow("index out of range: 5 for axis 0 of [2]");
    await setDevice("cpu");
  });
});

import { beforeAll, describe, expect, it } from "vitest";
import type { AttentionCall, View } from "../backend.ts";
import { distance, makeComparison, randomView, type Comparison, type HostView } from "./teamwork.ts";

/** Scores of up to 64 numbers and weights that sum to 1: a few roundings each. */
const tolerance = 2e-6;

const attention =
  (options: Partial<AttentionCall> = {}) =>
  (output: View, ...[q, k, v, mask]: View[]): AttentionCall => ({ kind: "attention", q: q!, k: k!, v: v!, causal: false, scale: 0.3, output, ...options, ...(mask && { mask }) });

const inputs = (b: number, h: number, g: number, t: number, s: number, d: number, e: number): HostView[] => [
  randomView([b, h, t, d]),
  randomView([b, g, s, d], { seed: 2 }),
  randomView([b, g, s, e], { seed: 3 }),
];

describe("attention on the wasm device", () => {
  let compare: Comparison;
  beforeAll(async () => {
    compare = await makeComparison();
  });

  const shapes = [
    [1, 1, 1, 1, 1, 1, 1],
    [2, 3, 3, 7, 9, 5, 6],
    [1, 4, 2, 33, 50, 8, 13],
    [2, 4, 1, 40, 40, 64, 64],
    [1, 2, 2, 65, 700, 16, 12],
    [1, 1, 1, 5, 1100, 12, 4],
    [1, 2, 1, 100, 30, 7, 3],
    [2, 6, 2, 1, 301, 20, 9],
    [1, 2, 2, 4, 3, 16, 16],
  ] as const;

  it.each(shapes)("agrees with the cpu: b %i, h %i, g %i, t %i, s %i, d %i, e %i", (b, h, g, t, s, d, e) => {
    for (const causal of [false, true]) {
      const { alone, shared, expected } = compare(inputs(b, h, g, t, s, d, e), "float32", [b, h, t, e], attention({ causal }));
      expect(distance(alone, expected)).toBeLessThanOrEqual(tolerance);
      expect(shared).toEqual(alone);
    }
  });

  it("adds a float mask and keeps where a bool mask is true, also repeated ones", () => {
    for (const t of [37, 2]) checkMasks(t);
  });

  const checkMasks = (t: number): void => {
    const [b, h, s, d] = [2, 2, 45, 8];
    const some = randomView([t, s], { seed: 4 });
    const keep = { ...randomView([b, 1, t, s], { seed: 5, dtype: "uint8" }), dtype: "bool" as const, shape: [b, h, t, s], strides: [t * s, 0, s, 1] };
    keep.stored.forEach((x, i) => (keep.stored[i] = x & 1));
    const add = { ...some, shape: [b, h, t, s], strides: [0, 0, s, 1] };
    for (const mask of [add, keep]) {
      for (const causal of [false, true]) {
        const { alone, shared, expected } = compare([...inputs(b, h, h, t, s, d, d), mask], "float32", [b, h, t, d], attention({ causal }));
        expect(distance(alone, expected)).toBeLessThanOrEqual(tolerance);
        expect(shared).toEqual(alone);
      }
    }
  };

  it("reads heads that lie beside each other, as a split projection has them", () => {
    const [b, h, t, d] = [2, 3, 20, 8];
    const split = [1, 2, 3].map((seed) => randomView([b, t, h, d], { order: [0, 2, 1, 3], seed }));
    const { alone, expected } = compare(split, "float32", [b, h, t, d], attention({ causal: true }));
    expect(distance(alone, expected)).toBeLessThanOrEqual(tolerance);
  });

  it("yields 0 for a query that sees nothing, and NaN where a score is NaN", () => {
    for (const [t, s] of [[12, 5], [4, 2]] as const) {
      const [q, k, v] = inputs(1, 1, 1, t, s, 4, 4) as [HostView, HostView, HostView];
      const blind = compare([q, k, v], "float32", [1, 1, t, 4], attention({ causal: true }));
      expect(distance(blind.alone, blind.expected)).toBeLessThanOrEqual(tolerance);
      q.stored[9] = NaN;
      const spoiled = compare([q, k, v], "float32", [1, 1, t, 4], attention());
      expect(distance(spoiled.alone, spoiled.expected)).toBeLessThanOrEqual(tolerance);
    }
  });

  it("keeps half floats to their precision", () => {
    const [b, h, t, d] = [1, 2, 20, 8];
    const half = inputs(b, h, h, t, t, d, d).map((view) => ({ ...view, dtype: "bfloat16" as const, stored: Uint16Array.from(new Uint32Array(view.stored.buffer), (bits) => bits >>> 16) }));
    const { alone, expected } = compare(half, "bfloat16", [b, h, t, d], attention());
    expect(distance(alone, expected)).toBeLessThanOrEqual(2 ** -7);
  });
});

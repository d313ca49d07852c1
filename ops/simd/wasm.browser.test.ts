import { describe, expect, it } from "vitest";
import type { View } from "../backend.ts";
import { chooseInstructions, loadDevice } from "./load.ts";
import { distance, makeComparison, randomView } from "./teamwork.ts";

describe("the wasm device in a browser", () => {
  it("multiplies, attends and convolves like the cpu, with the instructions of this browser and with a team", async () => {
    expect(chooseInstructions()).toBe("relaxed");
    const compare = await makeComparison();
    const square = [randomView([70, 90]), randomView([90, 50], { seed: 2 })];
    const product = compare(square, "float32", [70, 50], (output, ...[a, b]: View[]) => ({ kind: "matmul", a: a!, b: b!, output }));
    const heads = [1, 2, 3].map((seed) => randomView([2, 3, 40, 16], { seed }));
    const attended = compare(heads, "float32", [2, 3, 40, 16], (output, ...[q, k, v]: View[]) => ({ kind: "attention", q: q!, k: k!, v: v!, causal: true, scale: 0.25, output }));
    const image = [randomView([1, 8, 12, 20]), randomView([16, 8, 3, 3], { seed: 2 })];
    const convolved = compare(image, "float32", [1, 16, 12, 20], (output, ...[input, weight]: View[]) => ({
      kind: "conv2d", input: input!, weight: weight!, stride: [1, 1], padding: [1, 1], dilation: [1, 1], groups: 1, output,
    }));
    for (const { alone, shared, expected } of [product, attended, convolved]) {
      expect(distance(alone, expected)).toBeLessThanOrEqual(90 * 2 ** -23);
      expect(shared).toEqual(alone);
    }
  });

  it("shares memory only where the page is isolated", async () => {
    const { heap, team } = await loadDevice();
    expect(team !== undefined).toBe(globalThis.crossOriginIsolated && navigator.hardwareConcurrency > 1);
    expect(heap.memory.buffer instanceof ArrayBuffer).toBe(team === undefined);
  });
});

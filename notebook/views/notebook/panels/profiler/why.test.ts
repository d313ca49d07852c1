import { describe, expect, it } from "vitest";
import type { DeviceCeilings } from "../../../../../kernel/wire/profile.ts";
import type { Operation } from "./operations.ts";
import { roofOf, scalesOf } from "./roofline.ts";
import { reasonOf } from "./why.ts";

const ceilings: DeviceCeilings = { device: "wasm", gflops: 50, measuredBy: "registers", gbs: 10, cachedGbs: 40 };
/** Of one call that does so much in so many milliseconds. */
const operation = (ms: number, flops: number, bytes: number, part: Partial<Operation> = {}): Operation => ({
  key: "", name: "op", kind: "kernel", device: "wasm", shapes: "", calls: 1, spans: 1, ms, maxMs: ms, share: 1, flops, bytes, gflops: flops / ms / 1e6, gbs: bytes / ms / 1e6, clock: "wall", group: 0, ...part,
});

describe("why an operation takes its time", () => {
  it("is memory, when its bytes take longer than its arithmetic", () => {
    const reason = reasonOf(operation(10, 1e6, 9e7), ceilings);
    expect(reason).toMatchObject({ bound: "bandwidth", reach: 0.9 });
    expect(reason.advice).toContain("9.00 of 10.0 GB/s");
  });

  it("is arithmetic, when that takes longer than its bytes", () => {
    expect(reasonOf(operation(10, 4e8, 1e6), ceilings)).toMatchObject({ bound: "compute", reach: 0.8 });
  });

  it("is the way to the device, when a call is short and its work much shorter", () => {
    const reason = reasonOf(operation(4, 4_000, 48_000, { calls: 1_000 }), ceilings);
    expect(reason.bound).toBe("overhead");
    expect(reason.advice).toMatch(/^A call takes 4\.00 µs where its work needs 1\.2\d? ns/);
  });

  it("is neither, when a long call is far from both roofs", () => {
    expect(reasonOf(operation(100, 4e8, 1e6), ceilings)).toMatchObject({ bound: "below", verdict: "8.0 % of its roof" });
  });

  it("holds small arrays against the cache, not the memory", () => {
    expect(reasonOf(operation(0.1, 10, 1e6), ceilings)).toMatchObject({ bound: "below", reach: 0.25 });
  });

  it("is not guessed without ceilings, nor from the time of handing work to a GPU", () => {
    expect(reasonOf(operation(1, 1, 1), null).verdict).toBe("Not compared yet");
    expect(reasonOf(operation(1, 1, 1, { device: "webgpu" }), ceilings).verdict).toBe("Handed to the GPU");
    expect(reasonOf(operation(1, 0, 0, { kind: "compile" }), ceilings).verdict).toBe("Compiling");
  });
});

describe("a roofline", () => {
  it("rises with the bandwidth to the ridge and stays level from there", () => {
    const { x } = scalesOf([operation(1, 1e6, 1e6)], ceilings);
    const roof = roofOf(x, ceilings.gbs, ceilings.gflops);
    expect(roof[1]).toEqual([5, 50]);
    expect(roof.at(-1)).toEqual([x.max, 50]);
    expect(roof[0]![1]).toBeCloseTo(x.min * 10, 9);
  });

  it("has room for every point, in whole powers of ten", () => {
    const { x, y } = scalesOf([operation(1, 10, 1e9), operation(1, 1e9, 10)], ceilings);
    expect([x.min, x.max]).toEqual([1e-8, 1e9]);
    expect(y.min).toBeLessThanOrEqual(1e-5);
    expect(y.max).toBeGreaterThanOrEqual(1000);
  });
});

import { expect, it } from "vitest";
import { ones } from "../creation.ts";
import "../methods.ts";
import { tracer } from "../trace.ts";
import { chromeTrace } from "./chrome.ts";
import { ceilings } from "./ceilings.ts";
import { profile } from "./profile.ts";

const multiply = (side: number) => ones([side, side]).matmul(ones([side, side]));

it("measures what a tensor that is returned needs, with shapes, operations and bytes", async () => {
  const { totals, spans, wallMs, result } = await profile(() => multiply(16));
  expect(result.shape).toEqual([16, 16]);
  const product = totals.find(({ name }) => name === "matmul")!;
  expect(product).toMatchObject({ calls: 1, device: "cpu", flops: 2 * 16 ** 3, bytes: 3 * 256 * 4, clock: "wall", shapes: [[16, 16], [16, 16], [16, 16]] });
  expect(product.gflops).toBeCloseTo(product.flops / product.ms / 1e6, 6);
  expect(totals.reduce((sum, { ms }) => sum + ms, 0)).toBeLessThanOrEqual(wallMs);
  expect(totals.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
  expect(spans.every(({ ms }) => ms! >= 0)).toBe(true);
});

it("prints a table with the slowest operation first", async () => {
  const found = await profile(() => [multiply(64), ones([4]).add(1)]);
  const [head, titles, ...rows] = String(found).split("\n");
  expect(head).toMatch(/^[\d.]+ ms, [\d.]+ ms of them in \d+ spans$/);
  expect(titles).toMatch(/^op +device +calls +ms +share +GFLOP\/s +GB\/s +clock$/);
  expect(rows.map((row) => row.split(" ")[0])).toEqual(found.totals.map(({ name }) => name));
  expect(found.totals.map(({ ms }) => ms)).toEqual(found.totals.map(({ ms }) => ms).toSorted((a, b) => b - a));
});

it("lies inside another profile, and beside one", async () => {
  const outer = await profile(async () => {
    await multiply(8).data();
    const inner = await profile(() => multiply(9));
    expect(inner.totalsByShape.map(({ shapes }) => shapes.at(-1))).toEqual([[9, 9], [9, 9]]);
  });
  expect(outer.totals.find(({ name }) => name === "matmul")!.calls).toBe(2);
  const both = await Promise.all([profile(() => multiply(5).data()), profile(() => multiply(6).data())]);
  for (const { totals } of both) expect(totals.length).toBeGreaterThan(0);
  expect(tracer()).toBeUndefined();
});

it("throws what the work throws, and watches no longer", async () => {
  await expect(profile(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(tracer()).toBeUndefined();
});

it("exports a trace that Chrome opens: complete events in microseconds, a lane a kind", async () => {
  const { spans } = await profile(() => multiply(8));
  const { traceEvents } = JSON.parse(chromeTrace(spans)) as { traceEvents: Record<string, unknown>[] };
  const event = traceEvents.find(({ name }) => name === "matmul")!;
  const span = spans.find(({ name }) => name === "matmul")!;
  expect(event).toMatchObject({ ph: "X", ts: span.start * 1e3, dur: span.ms! * 1e3, args: { shapes: "[8, 8] [8, 8] [8, 8]", flops: 1024, clock: "wall" } });
  expect(traceEvents.find(({ ph, tid }) => ph === "M" && tid === event["tid"])).toMatchObject({ args: { name: "kernel" } });
});

it("draws work of the GPU one after the other, because only its lengths are known", () => {
  const span = { kind: "kernel", name: "add", device: "webgpu", clock: "gpu", bytes: 0, flops: 0, shapes: [], ms: 2 } as const;
  const { traceEvents } = JSON.parse(chromeTrace([{ ...span, start: 10 }, { ...span, start: 10.5 }, { ...span, start: 20 }])) as { traceEvents: { ph: string; ts: number }[] };
  expect(traceEvents.filter(({ ph }) => ph === "X").map(({ ts }) => ts)).toEqual([10_000, 12_000, 20_000]);
});

it("measures the machine's ceilings once, unseen by a profile", async () => {
  const { totals } = await profile(() => ceilings("cpu"));
  expect(totals).toEqual([]);
  const found = await ceilings("cpu");
  expect(found).toMatchObject({ device: "cpu", measuredBy: "matmul" });
  expect(found.gflops).toBeGreaterThan(0);
  expect(found.cachedGbs).toBeGreaterThanOrEqual(found.gbs);
  expect(await ceilings("cpu")).toBe(found);
});

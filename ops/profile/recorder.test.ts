import { afterEach, describe, expect, it, vi } from "vitest";
import type { CopyCall, View } from "../backend.ts";
import { setTracer, tracer, type Span } from "../trace.ts";
import { Recorder } from "./recorder.ts";
import { totalsOf } from "./totals.ts";
import { record } from "./watch.ts";

const view = (shape: number[]): View => ({ buffer: { device: "cpu", byteLength: 0 }, dtype: "float32", shape, strides: [1], offset: 0 });
const copyOf = (length: number): CopyCall => ({ kind: "copy", input: view([length]), output: view([length]) });

function kernel(length: number): Span {
  const span = tracer()!.begin("kernel", "copy", "cpu", { call: copyOf(length) });
  tracer()!.end(span);
  return span;
}

afterEach(() => void setTracer(undefined));

describe("a recorder", () => {
  it("sums up equal calls and tells different shapes apart", () => {
    const recorder = new Recorder();
    const stop = record(recorder);
    for (const length of [8, 8, 9]) kernel(length);
    stop();
    expect(totalsOf(recorder.groups, "byShape").map(({ shapes, calls, bytes }) => [shapes[0], calls, bytes]).toSorted()).toEqual([
      [[8], 2, 128],
      [[9], 1, 72],
    ]);
    expect(totalsOf(recorder.groups, "byOp")).toMatchObject([{ name: "copy", calls: 3, bytes: 200, shapes: [], share: 1, clock: "wall" }]);
  });

  it("keeps the newest spans only, and exact sums of all", () => {
    const recorder = new Recorder();
    const stop = record(recorder);
    for (let index = 0; index < 70_000; index++) kernel(8);
    kernel(9);
    stop();
    expect(recorder.spans()).toHaveLength(65_536);
    expect(recorder.spans().at(-1)!.shapes[0]).toEqual([9]);
    expect(recorder.groups.map(({ calls }) => calls)).toEqual([70_000, 1]);
  });

  it("counts together what comes after thousands of different shapes", () => {
    const recorder = new Recorder();
    const stop = record(recorder);
    for (let index = 0; index < 10_000; index++) kernel(index);
    stop();
    expect(recorder.groups).toHaveLength(4097);
    expect(recorder.groups.at(-1)).toMatchObject({ name: "other operations", calls: 10_000 - 4096 });
  });

  it("holds no buffers of the calls it saw", () => {
    const recorder = new Recorder();
    const stop = record(recorder);
    const call = copyOf(8);
    tracer()!.end(tracer()!.begin("kernel", "copy", "cpu", { call }));
    stop();
    const kept = recorder.groups[0]!.call as CopyCall;
    expect(kept).toEqual(call);
    expect(kept.input.buffer).not.toBe(call.input.buffer);
  });

  it("takes the GPU's time when it comes, after the span ended", async () => {
    const recorder = new Recorder();
    const stop = record(recorder);
    const span = tracer()!.begin("kernel", "copy", "webgpu", { call: copyOf(8) });
    span.clock = "gpu";
    tracer()!.end(span);
    stop();
    expect(recorder.groups).toEqual([]);
    const settled = recorder.settled(10_000);
    span.ms = 0.25;
    expect(await settled).toBe(0);
    expect(totalsOf(recorder.groups, "byOp")).toMatchObject([{ ms: 0.25, clock: "gpu" }]);
  });

  it("tells how many spans the GPU never measured", async () => {
    const recorder = new Recorder();
    const stop = record(recorder);
    const span = tracer()!.begin("kernel", "copy", "webgpu", { call: copyOf(8) });
    span.clock = "gpu";
    tracer()!.end(span);
    stop();
    expect(await recorder.settled(1)).toBe(1);
  });

  it("takes the time of what lies inside a span off its sum, so that nothing counts twice", () => {
    const recorder = new Recorder();
    const stop = record(recorder);
    let time = 0;
    vi.spyOn(performance, "now").mockImplementation(() => time);
    const outer = tracer()!.begin("kernel", "copy", "cpu", { call: copyOf(8) });
    time = 1;
    const inner = tracer()!.begin("compile", "chain", "cpu");
    time = 6;
    tracer()!.end(inner);
    time = 8;
    tracer()!.end(outer);
    stop();
    vi.restoreAllMocks();
    const times = recorder.groups.map(({ kind, ms, selfMs }) => [kind, ms, selfMs]).toSorted();
    expect(times).toEqual([["compile", 5, 5], ["kernel", 8, 3]]);
  });

  it("counts what is compiled in the background beside the kernel that asked for it", async () => {
    const recorder = new Recorder();
    const stop = record(recorder);
    const asking = tracer()!.begin("kernel", "copy", "webgpu", { call: copyOf(8) });
    const compiling = tracer()!.begin("compile", "copy", "webgpu");
    tracer()!.end(asking);
    kernel(9);
    await new Promise((resolve) => setTimeout(resolve, 2));
    kernel(10);
    tracer()!.end(compiling);
    stop();
    for (const { ms, selfMs } of recorder.groups) expect(selfMs).toBe(ms);
  });

  it("samples what comes too fast where it may, and estimates how often it came", () => {
    const recorder = new Recorder({ samples: true });
    const stop = record(recorder);
    let time = 0;
    vi.spyOn(performance, "now").mockImplementation(() => (time += 0.001));
    // Two operations in turns: a fixed distance would see only one of them.
    for (let index = 0; index < 200_000; index++) kernel(8 + (index % 2));
    stop();
    vi.restoreAllMocks();
    const { groups, ring } = recorder;
    expect(groups.map(({ shapes }) => shapes[0]![0]).toSorted()).toEqual([8, 9]);
    expect(ring.count).toBeLessThan(20_000);
    // About 400 of each are looked at: one estimate in twenty is off by more than a tenth, one in a million by a quarter.
    for (const group of groups) expect(Math.abs(group.calls / 100_000 - 1)).toBeLessThan(0.25);
  });

  it("looks at everything as soon as one of those who record wants it", () => {
    const [sampling, exact] = [new Recorder({ samples: true }), new Recorder()];
    const stops = [record(sampling), record(exact)];
    for (let index = 0; index < 50_000; index++) kernel(8);
    for (const stop of stops) stop();
    expect([sampling, exact].map(({ groups }) => groups[0]!.calls)).toEqual([50_000, 50_000]);
  });

  it("knows who caused a span", () => {
    let cell: string | undefined = "one";
    const recorder = new Recorder({ owner: () => cell });
    const stop = record(recorder);
    kernel(8);
    cell = "two";
    kernel(8);
    kernel(8);
    stop();
    expect(recorder.groups.map(({ owner, calls }) => [owner, calls])).toEqual([
      ["one", 1],
      ["two", 2],
    ]);
  });

  it("leaves nobody watching when the last one stopped", () => {
    const [stopFirst, stopSecond] = [record(new Recorder()), record(new Recorder())];
    stopFirst();
    expect(tracer()).toBeDefined();
    stopSecond();
    stopSecond();
    expect(tracer()).toBeUndefined();
  });
});

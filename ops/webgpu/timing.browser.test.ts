import { afterEach, expect, it, vi } from "vitest";
import type { Call, Instruction, View } from "../backend.ts";
import { setTracer, type Span, type SpanKind, type Tracer } from "../trace.ts";
import { createBackend } from "./index.ts";

vi.setConfig({ testTimeout: 120_000 }); // a software GPU compiles each new kernel slowly

const backend = await createBackend();
const [input, output, total] = [2 ** 22, 2 ** 22, 4].map((bytes) => backend.allocate(bytes));
const view = (buffer = input!, length = 2 ** 20): View => ({ buffer, dtype: "float32", shape: [length], strides: [1], offset: 0 });
const twice: Instruction[] = [{ op: "add", args: [{ input: 0 }, { input: 0 }], dtype: "float32" }];
const double: Call = { kind: "elementwise", program: twice, inputs: [view()], output: view(output) };
const sum: Call = { kind: "reduce", op: "sum", axes: [0], input: view(output), output: view(total, 1) };

function span(kind: SpanKind): Span {
  return { kind, name: kind, device: "webgpu", start: performance.now(), ms: undefined, clock: "wall", bytes: 0, flops: 0, shapes: [] };
}

/** Keeps every span that the device begins. */
function watch(): Span[] {
  const spans: Span[] = [];
  const watching: Tracer = {
    begin: (kind) => (spans.push(span(kind)), spans.at(-1)!),
    end: (ended) => void (ended.ms = performance.now() - ended.start),
  };
  setTracer(watching);
  return spans;
}

afterEach(() => void setTracer(undefined));

it("kernels have the GPU's time once it is known, also those of several dispatches and of many calls", async () => {
  backend.write(input!, new Float32Array(2 ** 20).fill(1));
  const spans = Array.from({ length: 300 }, () => span("kernel"));
  for (const [i, one] of spans.entries()) backend.run(i % 100 === 0 ? sum : i % 100 === 1 ? double : { ...double, inputs: [view(input!, 4)], output: view(output, 4) }, one);
  await backend.finish!();
  for (const { ms, clock } of spans) {
    expect(clock).toBe("gpu");
    expect(ms).toBeGreaterThanOrEqual(0);
  }
  expect(Math.max(...spans.map(({ ms }) => ms!))).toBeGreaterThan(0);
  expect(new Float32Array(await backend.read(total!, 0, 4))[0]).toBe(2 ** 21);
});

it("a call that the host does has the time that it took there", async () => {
  const one = span("host");
  backend.run({ kind: "host", name: "copy", inputs: [view()], outputs: [view(output)], compute: (x) => [x!] }, one);
  await backend.finish!();
  expect(one.ms).toBeGreaterThan(0);
  expect(one.clock).toBe("wall");
});

it("compiling, writing, reading and waiting have spans of their own", async () => {
  const fresh = await createBackend();
  const buffer = fresh.allocate(16);
  const spans = watch();
  fresh.write(buffer, new Float32Array(4));
  fresh.run({ kind: "copy", input: view(buffer, 4), output: view(fresh.allocate(16), 4) });
  await fresh.finish!();
  await fresh.read(buffer, 0, 16);
  expect(spans.map(({ kind }) => kind).toSorted()).toEqual(["compile", "readback", "upload", "wait"]);
  for (const { ms } of spans) expect(ms).toBeGreaterThanOrEqual(0);
});

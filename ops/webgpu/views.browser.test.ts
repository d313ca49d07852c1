/** Views of every form and dtype through elementwise programs and copies. */
import { describe, expect, it, vi } from "vitest";
import type { Instruction, Operand } from "../backend.ts";
import { computeDtype, dtypes, type ComputeDtype, type Dtype } from "../dtype.ts";
import { contiguousStrides, sizeOf } from "../shape.ts";
import { Comparison, blank, hostView, randomFrom, randomShape, randomStored, randomView } from "./against-cpu.ts";
import { createBackend } from "./index.ts";

vi.setConfig({ testTimeout: 120_000 }); // a software GPU compiles each new kernel slowly

const compare = new Comparison(await createBackend());
const random = randomFrom(11);
const held = dtypes.filter((dtype) => dtype !== "float64");
const pick = (): Dtype => held[Math.floor(random() * held.length)]!;

/** Sums of all operands, each cast to float32, then a cast to the output's dtype. */
function sumProgram(inputs: readonly Dtype[], output: Dtype): Instruction[] {
  const program: Instruction[] = inputs.map((_, input) => ({ op: "cast", args: [{ input }], dtype: "float32" as const }));
  let sum: Operand = { constant: 0.5, dtype: "float32" };
  for (const [step] of inputs.entries()) {
    program.push({ op: "add", args: [sum, { step }], dtype: "float32" });
    sum = { step: program.length - 1 };
  }
  program.push({ op: "cast", args: [sum], dtype: computeDtype(output) as ComputeDtype });
  return program;
}

describe("elementwise programs on strided views", () => {
  it("give the oracle's bytes for 200 random programs of mixed dtypes", async () => {
    for (let round = 0; round < 200; round++) {
      const shape = randomShape(random);
      const inputs = Array.from({ length: 1 + Math.floor(random() * 3) }, () => randomView(pick(), shape, random));
      const output = pick();
      const program = sumProgram(inputs.map(({ dtype }) => dtype), output);
      const { actual, expected } = await compare.run(inputs, blank(output, shape), (views, target) => ({ kind: "elementwise", program, inputs: views, output: target }));
      expect(actual, `round ${round}: ${JSON.stringify([shape, output, inputs.map(({ stored: _, ...view }) => view)])}`).toEqual(expected);
    }
  });

  it("take more inputs than a shader can bind", async () => {
    const shape = [3, 7];
    const inputs = Array.from({ length: 40 }, () => randomView(pick(), shape, random));
    const program = sumProgram(inputs.map(({ dtype }) => dtype), "float32");
    const { actual, expected } = await compare.run(inputs, blank("float32", shape), (views, output) => ({ kind: "elementwise", program, inputs: views, output }));
    expect(actual).toEqual(expected);
  });

  it("read one buffer through several views", async () => {
    const { gpu } = compare;
    const buffer = gpu.allocate(16);
    gpu.write(buffer, Float32Array.of(1, 2, 3, 4));
    const output = gpu.allocate(16);
    const view = (stride: number, offset: number) => ({ buffer, dtype: "float32" as const, shape: [4], strides: [stride], offset });
    const program: Instruction[] = [{ op: "sub", args: [{ input: 0 }, { input: 1 }], dtype: "float32" }];
    gpu.run({ kind: "elementwise", program, inputs: [view(1, 0), view(-1, 3)], output: { ...view(1, 0), buffer: output } });
    expect([...new Float32Array(await gpu.read(output, 0, 16))]).toEqual([-3, -1, 1, 3]);
  });

  it("reach past 65535 workgroups", async () => {
    const size = 65536 * 256 + 5;
    const { gpu } = compare;
    const [input, output] = [gpu.allocate(size), gpu.allocate(size)];
    const ones = new Uint8Array(size).fill(1);
    ones[size - 1] = 7;
    gpu.write(input, ones);
    const view = { dtype: "uint8" as const, shape: [size], strides: [1], offset: 0 };
    const program: Instruction[] = [{ op: "add", args: [{ input: 0 }, { constant: 2, dtype: "int32" }], dtype: "int32" }];
    gpu.run({ kind: "elementwise", program, inputs: [{ ...view, buffer: input }], output: { ...view, buffer: output } });
    const bytes = new Uint8Array(await gpu.read(output, 0, size));
    expect(bytes[size - 1]).toBe(9);
    expect(bytes.subarray(0, -1).every((value) => value === 3)).toBe(true);
    gpu.release(input);
    gpu.release(output);
  });
});

describe("copies", () => {
  const edges = [0, -0, 0.5, -0.5, 1, -1, 1.5, 127, 128, 255, 256, -129, 65504, 65519, 65520, 1e-8, 6e-8, 3e-5, 3.4e38, 2 ** 31, -(2 ** 31), 2 ** 32, -(2 ** 33), 4294967040, 1e10, NaN, Infinity, -Infinity, 1.00390625, 1.01171875];

  for (const from of held) {
    it(`casts ${from} to every dtype`, async () => {
      for (const to of held) {
        const numbers = from === "float32" ? Float32Array.from(edges) : randomStored(from, 301, random);
        const shape = [numbers.length];
        const { actual, expected } = await compare.run([hostView(numbers, from, shape)], blank(to, shape), ([input], output) => ({ kind: "copy", input: input!, output }));
        expect(actual, `to ${to}`).toEqual(expected);
      }
    });
  }

  it("write a window and leave its neighbours as they were", async () => {
    for (let round = 0; round < 150; round++) {
      const shape = randomShape(random);
      const window = randomView(pick(), shape, random, false);
      const output = { ...blank(window.dtype, shape, window.stored.length), strides: window.strides, offset: window.offset };
      const { actual, expected } = await compare.run([randomView(pick(), shape, random)], output, ([input], target) => ({ kind: "copy", input: input!, output: target }));
      expect(actual, `round ${round}: ${JSON.stringify([shape, output.dtype, output.strides, output.offset])}`).toEqual(expected);
    }
  });

  it("do nothing for no elements", async () => {
    const { actual } = await compare.run([hostView(new Float32Array(0), "float32", [0, 3])], blank("float32", [0, 3]), ([input], output) => ({ kind: "copy", input: input!, output }));
    expect(actual).toHaveLength(sizeOf([0, 3]));
  });

  it("keep the bits of a NaN", async () => {
    const stored = new Uint32Array([0x7fc12345, 0xffabcdef]);
    const { gpu } = compare;
    const [from, to] = [gpu.allocate(8), gpu.allocate(8)];
    gpu.write(from, stored);
    const view = { dtype: "float32" as const, shape: [2], strides: [1], offset: 0 };
    gpu.run({ kind: "copy", input: { ...view, buffer: from }, output: { ...view, buffer: to } });
    expect(new Uint32Array(await gpu.read(to, 0, 8))).toEqual(stored);
  });
});

describe("copies between two axes", () => {
  it.each([
    { what: "of a matrix", shape: [64, 96], order: [1, 0] },
    { what: "of the first and last axis", shape: [8, 20, 40], order: [2, 1, 0] },
    { what: "of a batch", shape: [3, 36, 44], order: [0, 2, 1] },
    { what: "of heads and rows", shape: [16, 4, 5, 16], order: [0, 2, 1, 3] },
    { what: "of lengths that are no fours", shape: [67, 71], order: [1, 0] },
  ])("$what move every element", async ({ shape, order }) => {
    const stored = Float32Array.from({ length: sizeOf(shape) }, (_, i) => i);
    const strides = contiguousStrides(shape);
    const turned = order.map((axis) => shape[axis]!);
    const input = hostView(stored, "float32", turned, order.map((axis) => strides[axis]!));
    const { actual, expected } = await compare.run([input], blank("float32", turned), ([from], output) => ({ kind: "copy", input: from!, output }));
    expect(actual).toEqual(expected);
  });
});

import { expect, it, vi } from "vitest";
import { createBackend } from "./index.ts";
import { blank, Comparison, hostView, randomFrom, randomView, type HostView } from "./against-cpu.ts";

vi.setConfig({ testTimeout: 120_000 }); // a software GPU compiles each new kernel slowly

const compare = new Comparison(await createBackend());
const random = randomFrom(61);

async function check(input: HostView, axis: number, wanted = input.shape[axis]!): Promise<void> {
  const shape = input.shape.with(axis, wanted);
  for (const yields of ["values", "indices"] as const) {
    for (const descending of [false, true]) {
      const output = blank(yields === "indices" ? "int32" : input.dtype, shape);
      const { actual, expected } = await compare.run([input], output, ([view], target) => ({ kind: "sort", axis, descending, yields, input: view!, output: target }));
      // As values, -0 and 0 are one: which of them comes first is not said.
      expect(actual.map((value) => value + 0), `${input.dtype} ${JSON.stringify(shape)} ${yields} ${descending ? "descending" : "ascending"}`).toEqual(expected.map((value) => value + 0));
    }
  }
}

it.each(["float32", "int8", "uint32", "bool", "float16"] as const)("%s: equal elements keep their order, along every axis", async (dtype) => {
  await check(randomView(dtype, [7, 50], random), 1);
  await check(randomView(dtype, [13, 3], random), 0);
});

it("NaN is greater than everything, and zeros of both signs are equal", async () => {
  await check(hostView(Float32Array.of(3, NaN, -0, 0, -Infinity, Infinity, -1, NaN, 0, -0, 1e-40, -1e-40), "float32", [12]), 0);
});

it("yields only as many as are wanted", () => check(randomView("float32", [4, 100], random), 1, 5));

it("rows longer than a block are sorted too", async () => {
  await check(hostView(Float32Array.from({ length: 2 * 5000 }, () => Math.floor(random() * 900)), "float32", [2, 5000]), 1);
});

it("a row of one element is itself", () => check(randomView("int32", [3, 1], random), 1));

import { expect, it, vi } from "vitest";
import { blank, Comparison } from "./against-cpu.ts";
import { createBackend } from "./index.ts";

vi.setConfig({ testTimeout: 120_000 }); // a software GPU compiles each new kernel slowly

const compare = new Comparison(await createBackend());

it("draws the cpu's numbers, bit for bit", async () => {
  for (const dtype of ["float32", "uint32", "float16"] as const) {
    for (const [length, seed] of [[1, 0], [4097, 0xdeadbeef]] as const) {
      const { actual, expected } = await compare.run([], blank(dtype, [length]), (_, output) => ({ kind: "random", seed, output }));
      expect(actual).toEqual(expected);
    }
  }
});

it("draws other numbers for another seed", async () => {
  const [first, second] = await Promise.all([1, 2].map((seed) => compare.run([], blank("float32", [100]), (_, output) => ({ kind: "random", seed, output }))));
  expect(first!.actual).not.toEqual(second!.actual);
});

import { expect, it, vi } from "vitest";
import type { Instruction, NormCall, View } from "../backend.ts";
import { blank, Comparison, hostView, randomFrom, randomShape, randomView } from "./against-cpu.ts";
import { createBackend } from "./index.ts";

vi.setConfig({ testTimeout: 120_000 }); // a software GPU compiles each new kernel slowly

const compare = new Comparison(await createBackend());
const random = randomFrom(41);

/** Of float32: a mean, a root and a product lose a few digits each; half floats keep 11 or 8 bits. */
const relative = { float32: 4e-6, float16: 2e-3, bfloat16: 1.6e-2 };

for (const dtype of ["float32", "float16", "bfloat16"] as const) {
  it(`of ${dtype} equals the oracle on random views, with and without mean, weight and bias`, async () => {
    for (let round = 0; round < 16; round++) {
      const shape = [...randomShape(random, Math.floor(random() * 3), 5), round % 2 === 0 ? 1 + Math.floor(random() * 300) : 4 * (1 + Math.floor(random() * 40))];
      const row = [shape.at(-1)!];
      const inputs = [randomView(dtype, shape, random, false), randomView(dtype, row, random), randomView(dtype, row, random)].slice(0, 1 + (round % 3));
      const centered = random() < 0.5;
      const call = ([input, weight, bias]: readonly View[], output: View): NormCall => ({
        kind: "norm", centered, epsilon: 1e-5, input: input!, ...(weight && { weight }), ...(bias && { bias }), output,
      });
      const { actual, expected } = await compare.run(inputs, blank(dtype, shape), call);
      const greatest = Math.max(...expected.map(Math.abs));
      for (const [i, value] of expected.entries()) expect(Math.abs(actual[i]! - value), `round ${round}: ${JSON.stringify(shape)} at ${i}`).toBeLessThanOrEqual(relative[dtype] * Math.max(greatest, 1));
    }
  });
}

it("runs what follows in the same kernel", async () => {
  const program: Instruction[] = [
    { op: "add", args: [{ input: 0 }, { input: 1 }], dtype: "float32" },
    { op: "relu", args: [{ step: 0 }], dtype: "float32" },
  ];
  for (const shape of [[6, 64], [5, 37], [9, 3]]) {
    const inputs = [randomView("float32", shape, random, false), hostView(new Float32Array([0.5]), "float32", shape, shape.map(() => 0))];
    const { actual, expected } = await compare.run(inputs, blank("float32", shape), ([input, other], output) => ({ kind: "norm", centered: true, epsilon: 1e-3, input: input!, output, epilogue: { program, inputs: [other!] } }));
    for (const [i, value] of expected.entries()) expect(Math.abs(actual[i]! - value)).toBeLessThanOrEqual(1e-5);
  }
});

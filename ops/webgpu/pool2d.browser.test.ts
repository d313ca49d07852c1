import { expect, it, vi } from "vitest";
import type { Pool2dCall } from "../backend.ts";
import type { Dtype } from "../dtype.ts";
import { blank, Comparison, randomFrom, randomView } from "./against-cpu.ts";
import { createBackend } from "./index.ts";

vi.setConfig({ testTimeout: 120_000 }); // a software GPU compiles each new kernel slowly

const compare = new Comparison(await createBackend());
const random = randomFrom(23);

type Options = Partial<Pick<Pool2dCall, "op" | "stride" | "padding" | "dilation" | "countPadding">>;

async function check(shape: readonly number[], size: readonly [number, number], outputShape: readonly number[], options: Options = {}, dtype: Dtype = "float32"): Promise<void> {
  const call = { op: "max", stride: size, padding: [0, 0], dilation: [1, 1], countPadding: true, ...options } as const;
  const input = randomView(dtype, shape, random);
  if (shape[3]! > 6) input.stored[input.offset + 3 * input.strides[3]!] = NaN;
  const { actual, expected } = await compare.run([input], blank(dtype, outputShape), ([image], output) => ({ kind: "pool2d", ...call, size, input: image!, output }));
  // Multiples of 1/8 add up exactly; the division of a mean rounds within 2.5 ULP in WGSL, and once more to a half float.
  for (let i = 0; i < expected.length; i++) {
    if (Number.isNaN(expected[i])) expect(actual[i], `at ${i} of ${JSON.stringify(call)}`).toBeNaN();
    else if (Math.abs(expected[i]!) === Infinity || call.op === "max") expect(actual[i]).toBe(expected[i]);
    else expect(Math.abs(actual[i]! - expected[i]!)).toBeLessThanOrEqual(Math.abs(expected[i]!) * (dtype === "float16" ? 2 ** -10 : 2 ** -22));
  }
}

it("takes the greatest of each window, NaN where there is one, and never padding", async () => {
  await check([2, 3, 8, 8], [2, 2], [2, 3, 4, 4]);
  await check([1, 2, 9, 11], [3, 3], [1, 2, 5, 6], { stride: [2, 2], padding: [1, 1] });
  await check([2, 2, 10, 7], [2, 3], [2, 2, 7, 3], { stride: [1, 1], dilation: [3, 2] });
  await check([1, 1, 5, 5], [2, 2], [1, 1, 3, 3]); // the last windows reach beyond the input
});

it("takes the mean, with padding counted or left out", async () => {
  for (const countPadding of [true, false]) {
    await check([2, 3, 9, 9], [3, 3], [2, 3, 5, 5], { op: "mean", stride: [2, 2], padding: [1, 1], countPadding });
    await check([1, 2, 6, 6], [2, 2], [1, 2, 3, 3], { op: "mean", countPadding }, "float16");
  }
});

import { describe, expect, it } from "vitest";
import { conv2d, erf, gelu, layerNorm, scaledDotProductAttention, softmax, tensor, type Tensor } from "../../index.ts";
import { errorOf, inputsOf, rows, type Row } from "./rows.ts";

const sizeOf = (shape: readonly number[]): number => shape.reduce((size, length) => size * length, 1);

/** On the cpu device, which computes in plain loops of its own. */
const computed: Partial<Record<keyof typeof rows, (...inputs: Tensor[]) => Tensor>> = {
  attention: (q, k, v) => scaledDotProductAttention(q!, k!, v!),
  softmax: (x) => softmax(x!),
  layerNorm: (x, weight, bias) => layerNorm(x!, undefined, { weight: weight!, bias: bias! }),
  gelu: (x) => gelu(x!),
  erf: (x) => erf(x!),
  conv2d: (x, weight) => conv2d(x!, weight!, undefined, { padding: 1 }),
};

describe("rows", () => {
  it.each(Object.entries<Row>(rows))("%s: zeros do not pass for its result, and neither does NaN", (_, row) => {
    const inputs = inputsOf(row);
    const size = sizeOf(row.output);
    expect(errorOf(row, inputs, new Float32Array(size))).toBeGreaterThan(row.tolerance);
    expect(errorOf(row, inputs, new Float32Array(size).fill(NaN))).toBe(Infinity);
  });

  it.each(Object.keys(computed) as (keyof typeof rows)[])("%s: what the cpu device computes passes", async (name) => {
    const row: Row = rows[name];
    const inputs = inputsOf(row);
    const result = computed[name]!(...inputs.map(({ data, shape }) => tensor(data, { shape })));
    expect(errorOf(row, inputs, (await result.data()) as Float32Array)).toBeLessThanOrEqual(row.tolerance);
  });
});

/** Moving averages of a series. */
import { applyOnHost } from "../../operand.ts";
import type { Tensor } from "../../tensor.ts";

/** Means that follow from each other before one is summed anew, so that rounding does not pile up; as in the kernel. */
const block = 1024;

/** result[i] = mean of x[i .. i + length): float64 [n - length + 1] of float64 [n]. */
export function movingAverage(op: string, x: Tensor, length: number): Tensor {
  const size = x.size - length + 1;
  return applyOnHost(op, [x], [{ dtype: "float64", shape: [size] }], (numbers) => [averages(numbers as Float64Array, length)], {
    name: "movingAverage",
    items: Math.ceil(size / block),
    grain: 8,
    params: [size, length],
  })[0]!;
}

function averages(x: Float64Array, length: number): Float64Array {
  const means = new Float64Array(x.length - length + 1);
  let sum = 0;
  for (let i = 0; i < means.length; i++) {
    if (i % block === 0) {
      sum = 0;
      for (let j = i; j < i + length; j++) sum += x[j]!;
    } else sum += x[i + length - 1]! - x[i - 1]!;
    means[i] = sum / length;
  }
  return means;
}

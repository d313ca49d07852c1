/** Samples drawn with replacement from one sample, by Philox with the counter (block, number of the sample, 0, 0): the same whoever draws them, in any order. */
import { applyOnHost } from "../operand.ts";
import { writePhilox } from "../philox.ts";
import type { Tensor } from "../tensor.ts";

/** A seed as Philox takes it. */
export type Key = readonly [low: number, high: number];

export const keyOf = (seed: number): Key => [seed >>> 0, Math.floor(seed / 2 ** 32)];

/** Fills `drawn` with sample number `index`. Word w takes the value w length / 2^32, each as likely up to length / 2^32. */
export function drawSample(drawn: Float64Array, values: Float64Array, index: number, key: Key): void {
  const share = values.length / 2 ** 32;
  for (let at = 0, block = 0; at < drawn.length; block++) {
    writePhilox(words, 0, [block, index, 0, 0], key);
    for (let word = 0; word < 4 && at < drawn.length; word++) drawn[at++] = values[Math.floor(words[word]! * share)]!;
  }
}

const words = new Uint32Array(4);

/** The means of `count` samples from number `first` on, float64 [count]. `values` is a float64 tensor [length]. */
export function resampledMeans(op: string, values: Tensor, first: number, count: number, key: Key): Tensor {
  const length = values.size;
  const [means] = applyOnHost(
    op,
    [values],
    [{ dtype: "float64", shape: [count] }],
    (numbers) => [Float64Array.from({ length: count }, (_, i) => sampleMean(numbers as Float64Array, first + i, key))],
    { name: "resample_means", items: count, grain: Math.ceil(4096 / length), params: [length, first, ...key] },
  );
  return means!;
}

/** In four sums, as the kernel: one for each word of a block. */
function sampleMean(values: Float64Array, index: number, key: Key): number {
  const { length } = values;
  const share = length / 2 ** 32;
  const sums = new Float64Array(4);
  for (let at = 0, block = 0; at < length; block++) {
    writePhilox(words, 0, [block, index, 0, 0], key);
    for (let word = 0; word < 4 && at < length; word++, at++) sums[word]! += values[Math.floor(words[word]! * share)]!;
  }
  return (sums[0]! + sums[1]! + (sums[2]! + sums[3]!)) / length;
}

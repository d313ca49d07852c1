/** Attention, one query at a time, in float64: the scores of all keys, their softmax, the sum of the values so weighted. */
import type { AttentionCall, View } from "../backend.ts";
import { computeDtype, type TypedArray } from "../dtype.ts";
import { sizeOf } from "../shape.ts";
import { computeArray, load, store } from "./elements.ts";

export function runAttention({ q, k, v, mask, causal, scale, output }: AttentionCall): void {
  const [batches, heads, queries, depth] = q.shape as [number, number, number, number];
  const [groups, keys] = [k.shape[1]!, k.shape[2]!];
  const width = v.shape[3]!;
  const [query, key, value] = [load(q), load(k), load(v)];
  const masked = masking(mask);
  const result = computeArray(computeDtype(output.dtype), sizeOf(output.shape));
  const weights = new Float64Array(keys);
  for (let batchHead = 0; batchHead < batches * heads; batchHead++) {
    const group = Math.floor((batchHead * groups) / heads); // counted over the batch, as the heads are
    for (let i = 0; i < queries; i++) {
      const row = batchHead * queries + i;
      const end = causal ? i + keys - queries + 1 : keys;
      for (let j = 0; j < keys; j++) {
        const score = scale * dot(query, row * depth, key, (group * keys + j) * depth, depth);
        weights[j] = j < end ? masked(score, row * keys + j) : -Infinity;
      }
      softmax(weights);
      for (let e = 0; e < width; e++) result[row * width + e] = weightedSum(weights, value, group * keys * width + e, width);
    }
  }
  store(output, result);
}

/** What the mask makes of a score, by the score's place. */
function masking(mask: View | undefined): (score: number, place: number) => number {
  if (mask === undefined) return (score) => score;
  const numbers = load(mask);
  if (mask.dtype === "bool") return (score, place) => (numbers[place] === 0 ? -Infinity : score);
  return (score, place) => score + numbers[place]!;
}

function dot(a: TypedArray, startA: number, b: TypedArray, startB: number, length: number): number {
  let sum = 0;
  for (let i = 0; i < length; i++) sum += a[startA + i]! * b[startB + i]!;
  return sum;
}

/** In place. Of -Infinity alone it makes 0. */
function softmax(numbers: Float64Array): void {
  const greatest = numbers.reduce((most, x) => Math.max(most, x), -Infinity);
  if (greatest === -Infinity) return void numbers.fill(0);
  const exponentials = numbers.map((x) => Math.exp(x - greatest));
  const sum = exponentials.reduce((total, x) => total + x, 0);
  numbers.set(exponentials.map((x) => x / sum));
}

function weightedSum(weights: Float64Array, values: TypedArray, start: number, stride: number): number {
  let sum = 0;
  for (let j = 0; j < weights.length; j++) sum += weights[j]! * values[start + j * stride]!;
  return sum;
}

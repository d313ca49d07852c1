/** Many rows at a time through half-space trees, in order. */
import { onDeviceOf } from "../../indices.ts";
import { applyOnHost } from "../../operand.ts";
import { scope } from "../../scope.ts";
import type { Tensor } from "../../tensor.ts";
import { HalfSpaceStream, type StreamOptions } from "./stream.ts";
import type { HalfSpaces, Masses } from "./trees.ts";

export interface Work {
  readonly score: boolean;
  /** Each row after it was scored. */
  readonly learn: boolean;
}

/** Scores [n] (empty when nothing is scored) and what is known afterwards. Rows are float64. */
export async function runBatch(op: string, spaces: HalfSpaces, options: StreamOptions, before: Masses, rows: Tensor, { score, learn }: Work): Promise<{ scores: Tensor; masses: Masses }> {
  const { features, trees, height, feature, threshold } = spaces;
  const { window, scale } = options;
  const count = rows.shape[0]!;
  const results = [
    { dtype: "float64", shape: [score ? count : 0] },
    { dtype: "int32", shape: [before.reference.length] },
    { dtype: "int32", shape: [before.latest.length] },
    { dtype: "float64", shape: [before.range.length] },
  ] as const;
  const stream = (numbers: ArrayLike<number>): [Float64Array, Int32Array, Int32Array, Float64Array] => {
    const host = new HalfSpaceStream(spaces, options, before);
    const scores = new Float64Array(score ? count : 0);
    for (let i = 0; i < count; i++) {
      const row = Array.prototype.slice.call(numbers, i * features, (i + 1) * features);
      if (score) scores[i] = host.score(row);
      if (learn) host.learn(row);
    }
    return [scores, host.masses.reference, host.masses.latest, host.masses.range];
  };
  const leaves = 2 ** height;
  const params = [count, features, trees, height, window, before.seen, (score ? 1 : 0) + (learn ? 2 : 0) + (scale ? 4 : 0)];
  const kernel = { name: "halfSpaceTrees", items: 1, grain: 1, params, scratch: 8 * (features + trees * leaves + trees + 4 * leaves) };
  const [scores, ...learnt] = scope(() => {
    const ints = [feature.map((place) => 8 * place), before.reference, before.latest].map((part) => onDeviceOf(op, rows, part, "int32"));
    const floats = [threshold, before.range].map((part) => onDeviceOf(op, rows, part, "float64"));
    const inputs = [rows, ints[0]!, floats[0]!, ints[1]!, ints[2]!, floats[1]!];
    return applyOnHost(op, inputs, results, (numbers) => stream(numbers!), kernel);
  });
  const [reference, latest, range] = await Promise.all(learnt.map((part) => part.data()));
  for (const part of learnt) part.dispose();
  const masses = { reference: reference as Int32Array, latest: latest as Int32Array, range: range as Float64Array, seen: before.seen + (learn ? count : 0) };
  return { scores: scores!, masses };
}

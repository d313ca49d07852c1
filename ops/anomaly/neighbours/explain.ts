/** Why a row scored as it did: its neighbours, and where it differs from them. */
import type { Explanation, Reason } from "../detector.ts";
import type { Points } from "./neighbours.ts";

/** A row near the one that is explained. */
export interface Neighbour {
  readonly row: number;
  readonly distance: number;
}

export type NeighbourExplanation = Explanation & {
  /** Rows of the data that were learnt, the nearest first. */
  readonly neighbours: readonly Neighbour[];
};

/** All rows but one. */
export function withoutRow({ values, features }: Points, row: number): Points {
  const rest = new Float64Array(values.length - features);
  rest.set(values.subarray(0, row * features));
  rest.set(values.subarray((row + 1) * features), row * features);
  return { values: rest, features };
}

/** Each feature against its mean among the neighbours; contributions are the shares of the squared difference. */
export function differences(x: Float64Array, neighbours: readonly Float64Array[]): (Reason & { readonly expected: number })[] {
  const means = x.map((_, feature) => neighbours.reduce((sum, neighbour) => sum + neighbour[feature]!, 0) / neighbours.length);
  const squares = x.map((value, feature) => (value - means[feature]!) ** 2);
  const total = squares.reduce((sum, square) => sum + square, 0);
  const reasons = Array.from(x, (value, feature) => ({ name: `feature ${feature}`, value, expected: means[feature]!, contribution: total === 0 ? 0 : squares[feature]! / total }));
  return reasons.toSorted((a, b) => b.contribution - a.contribution);
}

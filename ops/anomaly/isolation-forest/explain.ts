/**
 * Why a row scored as it did. Before a split a path is expected to be as long as the steps so far and c(rows still together); each split changes that
 * expectation, and the change is put down to its feature. The changes along a path add up to the value of its leaf, so that the contributions of all
 * features add up to log2(score) + 1: the doublings of the score of 1/2, which says nothing.
 */
import type { Reason } from "../detector.ts";
import { rounded } from "../rounded.ts";
import type { Forest } from "./score.ts";
import { pathOf } from "./tree.ts";

/** One step of a row down a tree. */
export interface Decision {
  readonly feature: number;
  readonly value: number;
  /** The row went left when its value is at most this. */
  readonly threshold: number;
  readonly side: "left" | "right";
  /** How many of the tree's samples came to the split, and how many went the same way. */
  readonly rows: number;
  readonly left: number;
}

/** What each feature adds to log2(score) + 1; negative where it makes the row usual. */
export function contributionsOf({ trees, values }: Pick<Forest, "trees" | "values">, row: ArrayLike<number>): Float64Array {
  const contributions = new Float64Array(row.length);
  trees.forEach((tree, t) => {
    const path = pathOf(tree, row);
    for (let step = 1; step < path.length; step++) {
      const change = values[t]![path[step]!]! - values[t]![path[step - 1]!]!;
      contributions[tree.feature[path[step - 1]!]!]! -= change / trees.length;
    }
  });
  return contributions;
}

/** The decisions that lead a row to its leaf in one tree. */
export function decisionsOf({ trees }: Pick<Forest, "trees">, row: ArrayLike<number>, index: number): Decision[] {
  const tree = trees[index]!;
  const path = pathOf(tree, row);
  return path.slice(1).map((child, step) => {
    const node = path[step]!;
    const feature = tree.feature[node]!;
    const side = child === tree.left[node] ? "left" : "right";
    return { feature, value: row[feature]!, threshold: tree.threshold[node]!, side, rows: tree.count[node]!, left: tree.count[child]! };
  });
}

/** The tree in which the row is told from the others with the least effort. */
export function shortestTree({ trees, values }: Pick<Forest, "trees" | "values">, row: ArrayLike<number>): number {
  const reached = trees.map((tree, t) => values[t]![pathOf(tree, row).at(-1)!]!);
  return reached.indexOf(Math.min(...reached));
}

/** The features as reasons, what made the row strange first. */
export function reasonsOf(contributions: Float64Array, row: ArrayLike<number>, medians: readonly number[]): Reason[] {
  const reasons = Array.from(contributions, (contribution, feature) => ({ name: `feature ${feature}`, value: row[feature]!, expected: medians[feature]!, contribution }));
  return reasons.toSorted((a, b) => b.contribution - a.contribution);
}

/** A decision for people: `feature 3 = 9.1 > 4.2: 2 of 256 rows left`. */
export const describeDecision = ({ feature, value, threshold, side, rows, left }: Decision): string =>
  `feature ${feature} = ${rounded(value)} ${side === "left" ? "<=" : ">"} ${rounded(threshold)}: ${left} of ${rows} rows left`;

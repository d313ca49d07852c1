/**
 * What each feature adds to a score. At a node, what a row will weigh in the end is guessed as if the masses halved with every further split, since then
 * mass · 2^depth stays the same; every split corrects the guess, and the correction is put down to its feature.
 */
import { greatestWeight, nodeMasses, wayTo, type HalfSpaces } from "./trees.ts";

export function contributionsOf(spaces: HalfSpaces, reference: Int32Array, reached: Int32Array, window: number): Float64Array {
  const { features, height, feature } = spaces;
  const leaves = 2 ** height;
  const contributions = new Float64Array(features);
  reached.forEach((leaf, tree) => {
    const masses = nodeMasses(reference.subarray(tree * leaves, (tree + 1) * leaves));
    const way = wayTo(leaf - tree * leaves, height);
    let guess = 0;
    let passed = 0;
    let ended = false;
    way.forEach((node, depth) => {
      const weight = ended ? 0 : masses[node]! * 2 ** depth;
      ended ||= masses[node]! < 0.1 * window;
      const next = passed + weight * (ended ? 1 : height + 1 - depth);
      passed += weight;
      if (depth > 0) contributions[feature[tree * (leaves - 1) + way[depth - 1]!]!]! += (guess - next) / greatestWeight(spaces, window);
      guess = next;
    });
  });
  return contributions;
}

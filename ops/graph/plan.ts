/** What must run for a waiting result, and in which order. Planned as a whole before anything runs, so that `explain` tells what will happen. */
import type { Storage } from "../storage.ts";
import { groupOf, type Group } from "./group.ts";
import { nodeOf } from "./node.ts";

/** The groups that compute a storage, its own last; none when it is computed. Changes nothing. */
export function planOf(storage: Storage): readonly Group[] {
  const groups: Group[] = [];
  const seen = new Set<Storage>();
  const visit = (target: Storage): void => {
    if (nodeOf(target) === undefined || seen.has(target)) return;
    seen.add(target);
    const group = groupOf(target);
    for (const leaf of group.leaves) visit(leaf.storage);
    groups.push(group);
  };
  visit(storage);
  return groups;
}

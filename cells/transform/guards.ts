/**
 * Loop guards: every loop asks now and then whether it may go on.
 * One counter a function, which asks every 4,096 turns, because asking costs more than counting.
 *
 * A loop outside all functions could also wait there, for memory to be freed or for a message to arrive. But an `await` inside a
 * loop, run or not, keeps the engine from holding its numbers in registers: measured, a sum of floats takes four times as long.
 * So a loop waits only where its turns are long anyway (`calls.ts`) or already wait. Such a loop asks at every turn whether
 * someone is in a hurry, since a few of its turns may fill the memory.
 */
import { isPlain } from "./calls.ts";
import type { Patch } from "./patch.ts";
import type { Scope } from "./scope.ts";
import type { Place, Tree } from "./tree.ts";

/** Which loops outside all functions may wait: those with calls that are not plain, or all, at the cost above. */
export type Pauses = "calls" | "all";

const LOOPS = ["ForStatement", "ForInStatement", "ForOfStatement", "WhileStatement", "DoWhileStatement"];
/** Counting down, in 32 bits, is the cheapest of the ways that were measured: nothing for floats, up to a cycle a turn for integers. */
const TURN = "(ºº = ºº - 1 | 0) < 0";
const WAITING = `if ((${TURN} || º.hurry) && (ºº = 4095, º.guard())) await º.pause(); `;
const PLAIN = `if (${TURN}) { ºº = 4095; º.guard(); } `;
/** The counter's declaration. */
export const COUNTER = "ºº = 4095";

/** Writes the guards. Says whether the cell itself, outside its functions, needs a counter. */
export function guardLoops(tree: Tree, pauses: Pauses, patch: Patch): boolean {
  const levels = new Set<Scope>();
  for (const place of tree.all(...LOOPS)) {
    const waits = tree.isTopLevel(place) && (pauses === "all" || !isPlain(tree, place.node));
    guard(place, waits ? WAITING : PLAIN, patch);
    levels.add(place.scope.level);
  }
  for (const level of levels) if (level !== tree.cell) patch.insert(bodyStart(tree, level), `let ${COUNTER}; `);
  return levels.has(tree.cell);
}

function guard({ node: { body } }: Place, text: string, patch: Patch): void {
  if (body.type === "BlockStatement") patch.insert(body.start + 1, text);
  else patch.wrap(body.start, body.end, `{ ${text}`, " }");
}

function bodyStart(tree: Tree, { node }: Scope): number {
  return node.type === "StaticBlock" ? tree.source.indexOf("{", node.start) + 1 : node.body.start + 1;
}

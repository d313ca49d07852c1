/**
 * Loop guards: every loop asks now and then whether it may go on.
 * One counter a function, looked at every 4,096 turns, so that asking costs nothing measurable.
 */
import type { Patch } from "./patch.ts";
import type { Scope } from "./scope.ts";
import type { Place, Tree } from "./tree.ts";

const LOOPS = ["ForStatement", "ForInStatement", "ForOfStatement", "WhileStatement", "DoWhileStatement"];
const TURN = "(ºº = ºº + 1 & 4095) === 0";
/** Outside functions a loop may wait, for memory to be freed or for a message to arrive. */
const WAITING = `if (${TURN} && º.guard()) await º.pause(); `;
const PLAIN = `if (${TURN}) º.guard(); `;

/** Writes the guards. Says whether the cell itself, outside its functions, needs a counter. */
export function guardLoops(tree: Tree, patch: Patch): boolean {
  const levels = new Set<Scope>();
  for (const place of tree.all(...LOOPS)) {
    guard(place, tree.isTopLevel(place) ? WAITING : PLAIN, patch);
    levels.add(place.scope.level);
  }
  for (const level of levels) if (level !== tree.cell) patch.insert(bodyStart(tree, level), "let ºº = 0; ");
  return levels.has(tree.cell);
}

function guard({ node: { body } }: Place, text: string, patch: Patch): void {
  if (body.type === "BlockStatement") patch.insert(body.start + 1, text);
  else patch.wrap(body.start, body.end, `{ ${text}`, " }");
}

function bodyStart(tree: Tree, { node }: Scope): number {
  return node.type === "StaticBlock" ? tree.source.indexOf("{", node.start) + 1 : node.body.start + 1;
}

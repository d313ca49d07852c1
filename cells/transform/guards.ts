/**
 * Loop guards: every loop asks now and then whether it may go on.
 *
 * With a flag in memory that another thread can raise, every turn looks at it, and only a raised flag asks. Measured in Chromium
 * 156: a read a turn costs nothing beside a float sum, while a call every 4,096 turns costs four times the loop, because
 * the engine keeps the loop's numbers in memory wherever it has seen a call. The store beside the read tells every engine that the
 * array changes, so that none moves the read out of the loop; it costs nothing either.
 * Without such a flag a counter asks every 4,096 turns.
 *
 * A loop outside all functions could also wait there, for memory to be freed or for a message to arrive. But an `await` inside a
 * loop, run or not, keeps the engine from holding its numbers in registers: measured, a sum of floats takes four times as long.
 * So with a flag a loop waits only where its turns are long anyway (`calls.ts`) or already wait.
 */
import { isPlain } from "./calls.ts";
import type { Patch } from "./patch.ts";
import type { Scope } from "./scope.ts";
import type { Place, Tree } from "./tree.ts";

/** How a loop learns that it must stop or wait: by the kernel's `flag`, read at every turn, or by asking every 4,096 turns. */
export type Guards = "flag" | "count";

const LOOPS = ["ForStatement", "ForInStatement", "ForOfStatement", "WhileStatement", "DoWhileStatement"];

interface GuardTexts {
  /** What a function with loops declares. */
  declaration: string;
  plain: string;
  /** Where the loop may wait. */
  waiting: string;
}

const RAISED = "ºº[0] !== (ºº[1] = 0)";
const TURN = "(ºº = ºº - 1 | 0) < 0";
const TEXTS: Record<Guards, GuardTexts> = {
  flag: { declaration: "ºº = º.flag", plain: `if (${RAISED}) º.guard(); `, waiting: `if (${RAISED} && º.guard()) await º.pause(); ` },
  count: { declaration: "ºº = 4095", plain: `if (${TURN}) { ºº = 4095; º.guard(); } `, waiting: `if (${TURN} && (ºº = 4095, º.guard())) await º.pause(); ` },
};

/** Writes the guards. Gives back what the cell itself has to declare for loops outside its functions, if there are any. */
export function guardLoops(tree: Tree, guards: Guards, patch: Patch): string | null {
  const { declaration, plain, waiting } = TEXTS[guards];
  const levels = new Set<Scope>();
  for (const place of tree.all(...LOOPS)) {
    const waits = tree.isTopLevel(place) && (guards === "count" || !isPlain(tree, place.node));
    guard(place, waits ? waiting : plain, patch);
    levels.add(place.scope.level);
  }
  for (const level of levels) if (level !== tree.cell) patch.insert(bodyStart(tree, level), `let ${declaration}; `);
  return levels.has(tree.cell) ? declaration : null;
}

function guard({ node: { body } }: Place, text: string, patch: Patch): void {
  if (body.type === "BlockStatement") patch.insert(body.start + 1, text);
  else patch.wrap(body.start, body.end, `{ ${text}`, " }");
}

function bodyStart(tree: Tree, { node }: Scope): number {
  return node.type === "StaticBlock" ? tree.source.indexOf("{", node.start) + 1 : node.body.start + 1;
}

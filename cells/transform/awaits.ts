/** Awaits: each goes through the runtime, which can end the wait when the reader presses Stop. */
import type { Patch } from "./patch.ts";
import type { Tree } from "./tree.ts";

export function wrapAwaits(tree: Tree, patch: Patch): void {
  for (const { node } of tree.all("AwaitExpression")) patch.wrap(node.argument.start, node.argument.end, "º.wait(", ")");
  for (const { node } of tree.all("ForOfStatement")) if (node.await) patch.wrap(node.right.start, node.right.end, "º.each(", ")");
}

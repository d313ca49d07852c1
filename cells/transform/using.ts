/** `using`: the block around it becomes a `try` that disposes at its end. At the top level that is the cell itself. */
import type { Node } from "./ast.ts";
import type { Patch } from "./patch.ts";
import type { Scope } from "./scope.ts";
import type { Place, Tree } from "./tree.ts";

export const DISPOSAL_OPEN = " const ººu = º.using(); try { ";
export const disposalClose = (isAsync: boolean): string => ` } catch (ºº) { ººu.fail(ºº); } finally { ${isAsync ? "await ººu.endAsync()" : "ººu.end()"}; }`;

/** Writes all `using` declarations. Says whether the cell's own top level has one. */
export function lowerUsing(tree: Tree, patch: Patch): boolean {
  const blocks = new Map<Scope, { place: Place; isAsync: boolean }>();
  for (const place of tree.all("VariableDeclaration")) {
    if (place.node.kind !== "using" && place.node.kind !== "await using") continue;
    const isAsync = place.node.kind === "await using";
    if (place.key === "left") lowerLoop(place, isAsync, patch);
    else {
      lowerDeclaration(tree, place, isAsync, patch);
      blocks.set(place.scope, { place, isAsync: isAsync || (blocks.get(place.scope)?.isAsync ?? false) });
    }
  }
  for (const [scope, { place, isAsync }] of blocks) if (scope !== tree.cell) wrapBlock(place, isAsync, patch);
  return blocks.has(tree.cell);
}

function lowerDeclaration(tree: Tree, { node, scope }: Place, isAsync: boolean, patch: Patch): void {
  // At the top level the names are shared, and `declarations.ts` takes the keyword away.
  if (scope !== tree.cell) patch.blank(node.start, node.start + node.kind.length, "const");
  for (const { init } of node.declarations as Node[]) patch.wrap(init.start, init.end, isAsync ? "ººu.addAsync(" : "ººu.add(", ")");
}

function wrapBlock({ parent, key }: Place, isAsync: boolean, patch: Patch): void {
  const { node } = parent!;
  // The head of a `for` holds it: the whole loop is the block.
  if (key === "init") return patch.wrap(node.start, node.end, `{${DISPOSAL_OPEN}`, `${disposalClose(isAsync)} }`);
  const open: number = node.type === "StaticBlock" ? node.body[0].start : node.start + 1;
  patch.insert(open, DISPOSAL_OPEN);
  patch.insert(node.end - 1, disposalClose(isAsync));
}

/** `for (using x of xs)` disposes at the end of every turn. */
function lowerLoop({ node, parent }: Place, isAsync: boolean, patch: Patch): void {
  const { id } = node.declarations[0] as Node;
  const { body } = parent!.node;
  patch.replace(node.start, node.end, "const ººx");
  patch.wrap(body.start, body.end, `{${DISPOSAL_OPEN}const ${id.name} = ${isAsync ? "ººu.addAsync" : "ººu.add"}(ººx); `, `${disposalClose(isAsync)} }`);
}

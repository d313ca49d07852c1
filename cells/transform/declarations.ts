/** Top-level declarations: they become assignments to the places where shared names live, so that a cell can run again. */
import type { Node } from "./ast.ts";
import { isDecorated } from "./ast.ts";
import { exportingNamespace } from "./namespaces.ts";
import { nameFunction, accessOf } from "./names.ts";
import type { Patch } from "./patch.ts";
import type { SharedName } from "./shared.ts";
import type { Place, Tree } from "./tree.ts";

export function lowerDeclarations(tree: Tree, shared: Map<string, SharedName>, patch: Patch): void {
  for (const place of tree.all("VariableDeclaration")) if (declaresShared(tree, place) || exportingNamespace(place)) lowerVariables(place, shared, patch);
  for (const { node, parent, scope } of tree.all("ClassDeclaration")) {
    if (scope !== tree.cell || node.declare || !node.id || isDecorated(node)) continue;
    // The semicolon keeps a parenthesis on the next line from calling the class.
    if (parent) patch.wrap(node.start, node.end, `${accessOf(shared.get(node.id.name)!)} = `, ";");
  }
}

/** `var` belongs to the cell from within any block; the others only at the top level itself. */
function declaresShared(tree: Tree, { node, scope }: Place): boolean {
  return !node.declare && (node.kind === "var" ? scope.level === tree.cell : scope === tree.cell);
}

function lowerVariables({ node, parent, key }: Place, shared: Map<string, SharedName>, patch: Patch): void {
  const isHead = key === "init" || key === "left";
  patch.blank(node.start, node.start + node.kind.length);
  for (const [index, one] of (node.declarations as Node[]).entries()) {
    const { id, init } = one;
    if (init && id.type === "Identifier" && shared.get(id.name)?.storage === "box") nameFunction(id.name, init, patch);
    if (init && id.type === "ObjectPattern" && index === 0 && !isHead) patch.wrap(one.start, one.end, "(", ")");
    if (!init && node.kind !== "var" && parent) patch.wrap(one.start, one.end, "", " = void 0");
  }
}

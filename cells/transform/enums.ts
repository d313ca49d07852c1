/** Enums: each becomes a call of the runtime with one step a member, on the member's own line. */
import type { Node } from "./ast.ts";
import { ownerOf } from "./namespaces.ts";
import type { Patch } from "./patch.ts";
import type { SharedName } from "./shared.ts";
import { nextToken } from "./text.ts";
import type { Tree } from "./tree.ts";

export function lowerEnums(tree: Tree, shared: Map<string, SharedName>, patch: Patch): void {
  for (const place of tree.all("TSEnumDeclaration")) {
    const { node } = place;
    if (node.declare) continue;
    const { target, before } = ownerOf(tree, place, shared);
    patch.replace(node.start, nextToken(tree.source, node.id.end) + 1, `${target} = º.enum(${before}, (ºº${node.id.name}, ººº) => {`);
    for (const member of node.members as Node[]) lowerMember(tree.source, member, patch);
    patch.replace(node.end - 1, node.end, "});");
  }
}

function lowerMember(source: string, { start, end, id, initializer }: Node, patch: Patch): void {
  patch.replace(start, id.end, `ººº(${JSON.stringify(id.name ?? id.value)}`);
  if (initializer) patch.blank(id.end, initializer.start, ",");
  patch.wrap(start, end, "", ")");
  const next = nextToken(source, end);
  if (source[next] === ",") patch.replace(next, next + 1, ";");
}

/** Namespaces: each becomes a function that fills an object with what the namespace exports. */
import type { Node } from "./ast.ts";
import { hasValues } from "./ast.ts";
import { accessOf } from "./names.ts";
import type { Patch } from "./patch.ts";
import type { SharedName } from "./shared.ts";
import type { Place, Tree } from "./tree.ts";

export function lowerNamespaces(tree: Tree, shared: Map<string, SharedName>, patch: Patch): void {
  for (const place of tree.all("TSModuleDeclaration")) {
    const { node, parent } = place;
    if (!hasValues(node) || parent!.node.type === "TSModuleDeclaration") continue;
    lowerNamespace(tree, place, shared, patch);
  }
  for (const place of tree.all("FunctionDeclaration", "ClassDeclaration")) {
    const space = exportingNamespace(place);
    if (space && !place.node.declare) patch.wrap(place.node.start, place.node.end, "", ` ºº${space}.${place.node.id.name} = ${place.node.id.name};`);
  }
  for (const place of tree.all("TSImportEqualsDeclaration")) {
    const { node } = place;
    if (node.importKind === "type") patch.blank(node.start, node.end, ";");
    else patch.replace(node.start, node.moduleReference.start, `${ownerOf(tree, place, shared).target} = `);
  }
}

/** `namespace A.B { }` is one namespace in another: all heads stand before the one body. */
function lowerNamespace(tree: Tree, place: Place, shared: Map<string, SharedName>, patch: Patch): void {
  const { target, before } = ownerOf(tree, place, shared);
  let open = `${target} = ((ºº${place.node.id.name}) => {`;
  let close = `return ºº${place.node.id.name}; })(${before} ?? {});`;
  let body: Node = place.node;
  for (body = body.body; body.type === "TSModuleDeclaration"; body = body.body) {
    const [outer, inner] = [`ºº${open.match(/ºº([^)]*)\) => \{$/)![1]}`, body.id.name as string];
    open += ` ${outer}.${inner} = ((ºº${inner}) => {`;
    close = `return ºº${inner}; })(${outer}.${inner} ?? {}); ${close}`;
  }
  patch.replace(place.node.start, body.start + 1, open);
  patch.replace(body.end - 1, body.end, close);
}

/** How a lowered declaration is written: what it is assigned to, and what it may find there of an earlier one with its name. */
export function ownerOf(tree: Tree, place: Place, shared: Map<string, SharedName>): { target: string; before: string } {
  const { node, scope } = place;
  const name: string = node.id.name;
  const isRepeated = [...tree.all(node.type), ...tree.all("FunctionDeclaration", "ClassDeclaration", "TSEnumDeclaration")].some(
    (other) => other.scope === scope && other.node !== node && other.node.id?.name === name && !other.node.declare && (other.node.type === "FunctionDeclaration" || other.node.start < node.start),
  );
  const space = exportingNamespace(place);
  const access = scope === tree.cell ? accessOf(shared.get(name)!) : name;
  const own = scope === tree.cell || isRepeated ? access : `let ${name}`;
  if (!space) return { target: own, before: isRepeated ? access : "undefined" };
  return { target: `${own} = ºº${space}.${name}`, before: `ºº${space}.${name}` };
}

/** The namespace that exports a declaration, if one does. */
export function exportingNamespace({ node, parent, scope }: Place): string | null {
  const isExported = parent?.node.type === "ExportNamedDeclaration" || node.isExport;
  return isExported && scope.node.type === "TSModuleDeclaration" ? (scope.node.id.name as string) : null;
}

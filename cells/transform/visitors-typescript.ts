/** The walk through imports and exports and TypeScript's own statements. The rest is in `visitors.ts`. */
import type { Node } from "./ast.ts";
import { hasValues } from "./ast.ts";
import { Scope } from "./scope.ts";
import type { Place, Tree, Visitor } from "./tree.ts";
import { walkTypes } from "./types.ts";

export const TYPESCRIPT_VISITORS: Record<string, Visitor> = {
  ImportDeclaration: (tree, { node, scope }) => {
    for (const one of node.specifiers as Node[]) {
      const isType = node.importKind === "type" || one.importKind === "type";
      if (isType) scope.types.add(one.local.name);
      else scope.declare(one.local.name, "import", node.end);
    }
  },
  ExportNamedDeclaration: visitExport,
  ExportAllDeclaration: () => {},
  TSExportAssignment: () => {},
  TSEnumDeclaration: visitEnum,
  TSModuleDeclaration: visitNamespace,
  TSModuleBlock: (tree, place) => tree.children(place),
  TSImportEqualsDeclaration: (tree, place) => {
    const { node, scope } = place;
    if (node.importKind !== "type") scope.declare(node.id.name, "const", node.end);
    scope.types.add(node.id.name);
    let first: Node = node.moduleReference;
    while (first.type === "TSQualifiedName") first = first.left;
    if (first.type === "Identifier") tree.refer({ node: first, parent: place, key: "moduleReference", scope }, "read");
  },
  TSTypeAliasDeclaration: visitTypeDeclaration,
  TSInterfaceDeclaration: visitTypeDeclaration,
  TSDeclareFunction: (tree, place) => {
    if (place.node.declare && place.scope === tree.cell) tree.ambient.add(place.node.id.name);
    walkTypes(tree, place.node, place.scope);
  },
};

function visitExport(tree: Tree, place: Place): void {
  const { node, scope } = place;
  const before = tree.references.length;
  tree.child(place, "declaration");
  if (scope.node.type === "TSModuleDeclaration" && node.declaration?.type === "VariableDeclaration") exportFrom(tree, scope, before);
  if (scope !== tree.cell) return;
  for (const { exported } of node.specifiers as Node[]) tree.exports.push(exported.name ?? exported.value);
  if (node.declaration?.id) tree.exports.push(node.declaration.id.name);
  else for (const { role, name, place } of tree.references.slice(before)) if (role === "declare" && place.scope === scope) tree.exports.push(name);
}

/** What a namespace exports is a field of its object, for the namespace too. */
function exportFrom(tree: Tree, space: Scope, before: number): void {
  for (const { role, name, place } of tree.references.slice(before)) {
    if (role === "declare" && place.scope === space) space.values.get(name)!.access = `ºº${space.node.id.name}.${name}`;
  }
}

function visitTypeDeclaration(tree: Tree, { node, scope }: Place): void {
  scope.types.add(node.id.name);
  walkTypes(tree, node, scope);
}

function visitEnum(tree: Tree, place: Place): void {
  const { node, scope } = place;
  scope.types.add(node.id.name);
  if (node.declare) {
    if (scope === tree.cell) tree.ambient.add(node.id.name);
    return;
  }
  scope.declare(node.id.name, "enum", node.end);
  tree.refer({ node: node.id, parent: place, key: "id", scope }, "declare");
  const inside = new Scope(node, scope, true);
  inside.declare(node.id.name, "member").access = `ºº${node.id.name}`;
  for (const member of node.members as Node[]) {
    const name: string = member.id.name ?? member.id.value;
    inside.declare(name, "member").access = `ºº${node.id.name}[${JSON.stringify(name)}]`;
  }
  for (const member of node.members as Node[]) tree.child({ node: member, parent: place, key: "members", scope: inside }, "initializer");
}

function visitNamespace(tree: Tree, place: Place): void {
  const { node, scope } = place;
  if (node.declare || node.global || node.id.type !== "Identifier") return;
  scope.types.add(node.id.name);
  if (!hasValues(node)) {
    walkTypes(tree, node, scope);
    return;
  }
  scope.declare(node.id.name, "namespace", node.end);
  tree.refer({ node: node.id, parent: place, key: "id", scope }, "declare");
  const inside = new Scope(node, scope, true);
  inside.declare(node.id.name, "member").access = `ºº${node.id.name}`;
  tree.child(place, "body", inside);
}

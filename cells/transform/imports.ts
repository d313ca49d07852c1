/** Imports: static ones become awaited calls of the runtime where they stand, dynamic ones go the same way. */
import type { Node } from "./ast.ts";
import { accessOf } from "./names.ts";
import type { Patch } from "./patch.ts";
import type { SharedName } from "./shared.ts";
import { nextToken } from "./text.ts";
import type { Tree } from "./tree.ts";

/** The modules that a cell loads by a name written in it, in order, each once. */
export function findImports(tree: Tree): string[] {
  const statics = tree.all("ImportDeclaration").filter(({ node }) => isLoaded(tree, node)).map(({ node }) => node.source.value as string);
  const dynamics = tree.all("ImportExpression").map(({ node }) => node.source.value as unknown).filter((value) => typeof value === "string");
  return [...new Set([...statics, ...dynamics])];
}

export function lowerImports(tree: Tree, shared: Map<string, SharedName>, patch: Patch): void {
  for (const { node } of tree.all("ImportDeclaration")) {
    if (isLoaded(tree, node)) patch.replace(node.start, node.end, `${writeImport(tree, node, shared)};`);
    else patch.blank(node.start, node.end, ";");
  }
  for (const { node } of tree.all("ImportExpression")) patch.replace(node.start, node.start + "import".length, "º.import");
  for (const { node } of tree.all("MetaProperty")) if (node.meta.name === "import") patch.replace(node.start, node.end, "º.meta");
}

export function lowerExports(tree: Tree, patch: Patch): void {
  for (const { node } of tree.all("ExportNamedDeclaration")) {
    if (node.exportKind === "type") continue;
    if (!node.declaration) patch.blank(node.start, node.end, ";");
    else patch.blank(node.start, node.start + "export".length);
  }
  for (const { node } of tree.all("ExportDefaultDeclaration")) {
    patch.blank(node.start, nextToken(tree.source, node.start + "export".length) + "default".length);
    // Without a name it is not declared, only evaluated; an object may begin it.
    const { type, start, end, id } = node.declaration as Node;
    if (!type.endsWith("Declaration") || !id) patch.wrap(start, end, "(", ")");
  }
}

function isLoaded(tree: Tree, node: Node): boolean {
  if (node.importKind === "type") return false;
  return node.specifiers.length === 0 || (node.specifiers as Node[]).some((one) => isValue(tree, one));
}

const isValue = (tree: Tree, { local }: Node): boolean => tree.cell.values.has(local.name);

function writeImport(tree: Tree, node: Node, shared: Map<string, SharedName>): string {
  const specifiers = (node.specifiers as Node[]).filter((one) => isValue(tree, one));
  const target = ({ local }: Node): string => accessOf(shared.get(local.name)!);
  const names = specifiers.filter(({ type }) => type !== "ImportNamespaceSpecifier");
  const space = specifiers.find(({ type }) => type === "ImportNamespaceSpecifier");
  const exported = names.map(({ type, imported }) => JSON.stringify(type === "ImportDefaultSpecifier" ? "default" : (imported.name ?? imported.value)));
  const load = `await º.wait(º.import(${JSON.stringify(node.source.value)}${exported.length ? `, [${exported.join(", ")}]` : ""}))`;
  const whole = space ? `${target(space)} = ${load}` : load;
  return names.length ? `({ ${names.map((one, index) => `${exported[index]}: ${target(one)}`).join(", ")} } = ${whole})` : whole;
}

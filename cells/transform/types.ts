/** Names in type positions: what a cell's types refer to. They are gone at run time; the editor needs them. */
import type { Node } from "./ast.ts";
import { childrenOf } from "./ast.ts";
import { Scope } from "./scope.ts";
import type { Tree } from "./tree.ts";

/** Collects the type references at and below a node. */
export function walkTypes(tree: Tree, node: Node, scope: Scope): void {
  switch (node.type) {
    case "TSTypeReference":
      refer(tree, node.typeName, scope, false);
      break;
    case "TSExpressionWithTypeArguments":
      refer(tree, node.expression, scope, false);
      break;
    case "TSTypeQuery":
      if (node.exprName.type !== "TSImportType") refer(tree, node.exprName, scope, true);
      break;
    case "TSTypeParameter":
      scope.types.add(typeof node.name === "string" ? node.name : node.name.name);
      break;
  }
  const inner = node.typeParameters || node.type === "TSMappedType" || node.type === "TSConditionalType" ? new Scope(node, scope, false) : scope;
  for (const [, child] of childrenOf(node)) walkTypes(tree, child, inner);
}

function refer(tree: Tree, name: Node, scope: Scope, isValue: boolean): void {
  while (name.type === "TSQualifiedName" || name.type === "MemberExpression") name = name.left ?? name.object;
  if (name.type === "Identifier" && name.name !== "const") tree.typeReferences.push({ name: name.name, scope, isValue });
}

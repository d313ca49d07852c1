/** What TypeScript allows and a cell does not, said before anything runs. */
import type { Node } from "./ast.ts";
import { isDecorated, isSuperCall } from "./ast.ts";
import { errorAt } from "./parse.ts";
import type { Place, Tree } from "./tree.ts";

/** Throws `CellSyntaxError` for the first such thing. */
export function refuseUnsupported(tree: Tree): void {
  const refuse = (node: Node, message: string): never => {
    throw errorAt(tree.source, node.start, message);
  };
  for (const { place, name } of tree.references) if (name.startsWith("º")) refuse(place.node, `names that begin with º are not supported: ${name}`);
  for (const { node } of tree.all("ExportNamedDeclaration", "ExportAllDeclaration")) {
    if (node.source && node.exportKind !== "type") refuse(node, `export from is not supported in a cell: import the names from "${node.source.value}" instead`);
  }
  for (const { node } of tree.all("TSExportAssignment")) refuse(node, "export = is not supported in a cell: declare the name instead");
  for (const { node } of tree.all("TSImportEqualsDeclaration")) {
    const from: Node = node.moduleReference;
    if (from.type === "TSExternalModuleReference") refuse(node, `import = require is not supported: use import ${node.id.name} from "${from.expression.value}"`);
  }
  for (const { node } of tree.all("PropertyDefinition")) {
    if (node.accessor && node.computed && !node.decorators?.length) refuse(node, "an accessor with a computed name is not supported");
  }
  for (const place of tree.all("ClassDeclaration", "ClassExpression")) if (!place.node.declare && isDecorated(place.node)) refuseDecorated(tree, place, refuse);
  for (const place of tree.all("FunctionDeclaration", "FunctionExpression")) refuseParameters(place, refuse);
}

type Refuse = (node: Node, message: string) => never;

function refuseDecorated(tree: Tree, { node, scope }: Place, refuse: Refuse): void {
  for (const member of node.body.body as Node[]) {
    if (!member.decorators?.length) continue;
    if (member.key.type === "PrivateIdentifier") refuse(member, `decorators of private members are not supported: #${member.key.name}`);
  }
  // The class is defined inside a function of its own, which can neither wait nor yield for the function around it.
  for (const { node: inner, scope: at } of tree.all("AwaitExpression", "YieldExpression")) {
    if (at.level === scope.level && inner.start > node.start && inner.end < node.end) refuse(inner, "await and yield are not supported in a decorated class outside its methods");
  }
}

function refuseParameters({ node, parent }: Place, refuse: Refuse): void {
  const properties = (node.params as Node[]).filter(({ type }) => type === "TSParameterProperty");
  for (const parameter of node.params as Node[]) if (parameter.decorators?.length) refuse(parameter, "decorators of parameters are not supported");
  if (!properties.length) return;
  const owner = parent!.parent!.parent!.node;
  if (owner.superClass && !(node.body.body as Node[]).some(isSuperCall)) refuse(parent!.node, "a constructor with parameter properties needs super() as a statement of its own");
}

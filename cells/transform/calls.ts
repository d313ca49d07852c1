/**
 * Calls: whether a stretch of a cell stays with plain numbers and the language's own containers, as far as its text shows.
 * Such a stretch makes no tensors, so a loop around it never has to wait for memory. A wrong no costs a little time;
 * a wrong yes only means that a loop is not asked to wait.
 */
import type { Node } from "./ast.ts";
import { unwrap } from "./ast.ts";
import { BUILTINS } from "./builtins.ts";
import type { Place, Tree } from "./tree.ts";

/** Methods that only the language's own values have. */
const PLAIN_METHODS = new Set("push pop get set has charCodeAt codePointAt charAt now test".split(" "));
const CALLS = ["CallExpression", "NewExpression", "TaggedTemplateExpression", "AwaitExpression", "ImportExpression"];

/** Whether every call at and below a node is plain. Functions of the cell itself are looked into. */
export function isPlain(tree: Tree, node: Node, entered = new Set<Node>()): boolean {
  if (entered.has(node)) return true;
  entered.add(node);
  return tree.all(...CALLS).every((call) => call.node.start < node.start || call.node.end > node.end || isPlainCall(tree, call, entered));
}

function isPlainCall(tree: Tree, place: Place, entered: Set<Node>): boolean {
  const { node, scope } = place;
  if (node.type === "AwaitExpression" || node.type === "ImportExpression") return false;
  const callee = unwrap(node.callee ?? node.tag);
  if (callee.type === "MemberExpression") return isBuiltin(place, unwrap(callee.object)) || (!callee.computed && PLAIN_METHODS.has(callee.property.name));
  if (callee.type !== "Identifier") return false;
  if (isBuiltin(place, callee)) return true;
  const called = scope.find(callee.name)?.scope === tree.cell ? findFunction(tree, callee.name) : undefined;
  return called !== undefined && isPlain(tree, called, entered);
}

const isBuiltin = ({ scope }: Place, node: Node): boolean => node.type === "Identifier" && BUILTINS.has(node.name) && !scope.find(node.name);

/** What the cell declares under a name, when that is a function or class. */
function findFunction(tree: Tree, name: string): Node | undefined {
  const declared = tree.all("FunctionDeclaration", "ClassDeclaration").find(({ node, scope }) => scope === tree.cell && node.id?.name === name && !node.superClass);
  if (declared) return declared.node.async ? undefined : declared.node;
  const variable = tree.all("ArrowFunctionExpression", "FunctionExpression").find(({ key, parent, scope }) => key === "init" && scope === tree.cell && parent!.node.id.name === name);
  return variable?.node.async ? undefined : variable?.node;
}

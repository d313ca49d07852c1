/** Result: the value of a cell's last expression, unless a semicolon ends it. */
import type { Node } from "./ast.ts";
import type { Patch } from "./patch.ts";
import type { Tree } from "./tree.ts";

/** The expression whose value is the cell's result. */
function findResult({ program, source }: Tree): Node | null {
  const last: Node | undefined = (program.body as Node[]).at(-1);
  if (!last || source[last.end - 1] === ";") return null;
  if (last.type === "ExpressionStatement") return last.expression;
  const isExpression = last.type === "ExportDefaultDeclaration" && !last.declaration.type.endsWith("Declaration");
  return isExpression ? last.declaration : null;
}

/** Makes the cell return its result. Where it `disposes` of something, the result is awaited before that. */
export function returnResult(tree: Tree, disposes: boolean, patch: Patch): boolean {
  const statement: Node | undefined = (tree.program.body as Node[]).at(-1);
  if (!statement || !findResult(tree)) return false;
  patch.wrap(statement.start, statement.end, disposes ? "return (await º.wait(" : "return (", disposes ? "))" : ")");
  return true;
}

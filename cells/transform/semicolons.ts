/** Semicolons: puts those that the text leaves to the end of a line, because what is put in or taken out around them could change where a statement ends. */
import type { Patch } from "./patch.ts";
import type { Tree } from "./tree.ts";

const ENDED = ["ExpressionStatement", "VariableDeclaration", "ReturnStatement", "ThrowStatement", "BreakStatement", "ContinueStatement", "DebuggerStatement", "DoWhileStatement", "TSImportEqualsDeclaration", "PropertyDefinition", "ExportDefaultDeclaration"];

export function endStatements(tree: Tree, patch: Patch): void {
  for (const { node, key } of tree.all(...ENDED)) {
    if (key === "init" || key === "left" || tree.source[node.end - 1] === ";") continue;
    patch.wrap(node.start, node.end, "", ";");
  }
}

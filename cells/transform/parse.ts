/** Text to tree, with the messages a reader of a notebook needs. */
import { tsPlugin } from "@sveltejs/acorn-typescript";
import { Parser } from "acorn";
import type { Node } from "./ast.ts";
import { childrenOf } from "./ast.ts";
import { CellSyntaxError } from "./errors.ts";
import { positionOf } from "./text.ts";

const TypeScriptParser = Parser.extend(tsPlugin());
const JsxParser = Parser.extend(tsPlugin({ jsx: true }));
const OPTIONS = { ecmaVersion: "latest", sourceType: "module" } as const;

/** The tree of a cell. Throws `CellSyntaxError`. */
export function parse(source: string): Node {
  try {
    return TypeScriptParser.parse(source, OPTIONS) as unknown as Node;
  } catch (error) {
    throw explain(source, error as { message: string; pos?: number });
  }
}

function explain(source: string, { message, pos = 0 }: { message: string; pos?: number }): CellSyntaxError {
  // acorn's own words for it speak of its stack.
  if (message.startsWith("Not enough stack space")) return errorAt(source, pos, "the text is nested too deeply");
  const element = findJsx(source);
  if (element) return errorAt(source, element.start, "JSX is not supported in a cell: cells are TypeScript without JSX");
  return errorAt(source, pos, message.replace(/ \(\d+:\d+\)$/, ""));
}

/** The first JSX element of a text that makes sense once JSX is allowed. */
function findJsx(source: string): Node | undefined {
  try {
    return firstOf(/^JSX/, JsxParser.parse(source, OPTIONS) as unknown as Node);
  } catch {
    // The text is wrong with JSX too, so JSX is not what is wrong with it.
    return undefined;
  }
}

function firstOf(type: RegExp, node: Node): Node | undefined {
  if (type.test(node.type)) return node;
  for (const [, child] of childrenOf(node)) {
    const found = firstOf(type, child);
    if (found) return found;
  }
  return undefined;
}

/** An error at an offset of the source. */
export function errorAt(source: string, offset: number, message: string): CellSyntaxError {
  const { line, column } = positionOf(source, offset);
  return new CellSyntaxError(message, line, column);
}

/** Text to tree, with the messages a reader of a notebook needs. */
import { tsPlugin } from "@sveltejs/acorn-typescript";
import { Parser } from "acorn";
import type { Node } from "./ast.ts";
import { CellSyntaxError } from "./errors.ts";
import { positionOf } from "./text.ts";

const TypeScriptParser = Parser.extend(tsPlugin());

/** The tree of a cell. Throws `CellSyntaxError`. */
export function parse(source: string): Node {
  try {
    return TypeScriptParser.parse(source, { ecmaVersion: "latest", sourceType: "module" }) as unknown as Node;
  } catch (error) {
    throw toSyntaxError(source, error);
  }
}

function toSyntaxError(source: string, error: unknown): CellSyntaxError {
  const { message, pos } = error as { message: string; pos?: number };
  const text = String(message).replace(/ \(\d+:\d+\)$/, "");
  return errorAt(source, typeof pos === "number" ? pos : 0, text);
}

/** An error at an offset of the source. */
export function errorAt(source: string, offset: number, message: string): CellSyntaxError {
  const { line, column } = positionOf(source, offset);
  return new CellSyntaxError(message, line, column);
}

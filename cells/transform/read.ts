/** Text to a tree that every other file can ask: parsed, walked, and free of what a cell cannot have. */
import { parse } from "./parse.ts";
import { Tree } from "./tree.ts";
import { refuseUnsupported } from "./unsupported.ts";

/** Throws `CellSyntaxError`. */
export function readTree(source: string): Tree {
  const tree = new Tree(source, parse(source));
  refuseUnsupported(tree);
  return tree;
}

/** What a cell's text says about itself without running: its names and its mistakes. For the kernel's analysis and the editor. */
import { CellSyntaxError, withinDepth } from "./errors.ts";
import { findImports } from "./imports.ts";
import { readTree } from "./read.ts";
import { findShared } from "./shared.ts";
import type { Tree } from "./tree.ts";

interface CellAnalysis {
  /** Values that the cell declares at its top level, imports included. */
  defines: string[];
  /** Values that it only says exist, with `declare`. */
  declares: string[];
  /** Free names that it reads; globals of the language (`Math`) are left out. */
  uses: string[];
  /** Free names that it assigns to. */
  assigns: string[];
  /** Types that it declares: interfaces, aliases, classes, enums, namespaces, imported types. */
  definesTypes: string[];
  /** Free names in type positions, of types, and of values after `typeof`. Types of the language (`Array`) are not left out. */
  usesTypes: string[];
  /** Names that the text exports itself. */
  exports: string[];
  /** Module specifiers, as written. */
  imports: string[];
  /** Null when the text can run. All lists are empty otherwise. */
  error: CellSyntaxError | null;
}

export function analyze(source: string): CellAnalysis {
  let tree: Tree;
  try {
    tree = withinDepth(() => readTree(source));
  } catch (error) {
    if (!(error instanceof CellSyntaxError)) throw error;
    return { defines: [], declares: [], uses: [], assigns: [], definesTypes: [], usesTypes: [], exports: [], imports: [], error };
  }
  const shared = [...findShared(tree).values()].filter(({ storage }) => storage !== "global");
  const free = shared.filter(({ kind }) => kind === null);
  const types = tree.typeReferences.filter(({ name, scope, isValue }) => (isValue ? !scope.find(name) : !scope.hasType(name) && !scope.find(name)));
  return {
    defines: shared.filter(({ kind }) => kind !== null).map(({ name }) => name),
    declares: [...tree.ambient],
    uses: free.filter(({ reads }) => reads).map(({ name }) => name),
    assigns: free.filter(({ assigns }) => assigns).map(({ name }) => name),
    definesTypes: [...tree.cell.types],
    usesTypes: [...new Set(types.map(({ name }) => name))],
    exports: tree.exports,
    imports: findImports(tree),
    error: null,
  };
}

/**
 * A cell's text to code that a kernel can run.
 *
 * `code` is one function expression in strict mode, `(async function (º) { … })`. A kernel makes the function with `loadCell`
 * and calls it with a runtime, the `º` of the text (both in `../runtime/`). What it returns settles with the cell: the last expression's value, or the error. Lines of the code are lines of the cell;
 * `original` gives the cell's column of a place in the code, also on the first line.
 * Compile a cell when its turn has come, not before: where its names live depends on what ran until then.
 */
import { wrapAwaits } from "./awaits.ts";
import { lowerClasses } from "./classes.ts";
import { lowerDeclarations } from "./declarations.ts";
import { lowerDecorators } from "./decorators.ts";
import { lowerEnums } from "./enums.ts";
import { withinDepth } from "./errors.ts";
import type { Guards } from "./guards.ts";
import { guardLoops } from "./guards.ts";
import { findImports, lowerExports, lowerImports } from "./imports.ts";
import { writeNames } from "./names.ts";
import { lowerNamespaces } from "./namespaces.ts";
import { Patch } from "./patch.ts";
import { writeFrame } from "./frame.ts";
import { returnResult } from "./result.ts";
import { endStatements } from "./semicolons.ts";
import type { Names } from "./shared.ts";
import { findShared } from "./shared.ts";
import { stripTypes } from "./strip.ts";
import { offsetOf, positionOf } from "./text.ts";
import { readTree } from "./read.ts";
import { lowerUsing } from "./using.ts";

export interface CompiledCell {
  code: string;
  /** Top-level names that the cell declares, as values. */
  defines: string[];
  /** Free names that it reads; globals of the language (`Math`) are left out. */
  uses: string[];
  /** Free names that it assigns to. */
  assigns: string[];
  /** Shared names that its functions use. Keep them all; `Names.captured` of later cells is their union. */
  captures: string[];
  /** Module specifiers, as written. */
  imports: string[];
  hasResult: boolean;
  /** The cell's own place for a place in `code`; both 1-based, as stack traces count. */
  original: (line: number, column: number) => { line: number; column: number };
}

interface CompileOptions extends Names {
  /** Default: `flag`. Ask for `count` where no other thread can raise the runtime's flag. */
  guards?: Guards;
}

/** Compiles a cell. Throws `CellSyntaxError` and nothing else. */
export const compile = (source: string, options: CompileOptions = {}): CompiledCell => withinDepth(() => compileText(source, options));

function compileText(source: string, options: CompileOptions): CompiledCell {
  const tree = readTree(source);
  const shared = findShared(tree, options);
  const patch = new Patch(source);
  const guard = guardLoops(tree, options.guards ?? "flag", patch);
  endStatements(tree, patch);
  const disposes = lowerUsing(tree, patch);
  const hasResult = returnResult(tree, disposes, patch);
  lowerExports(tree, patch);
  lowerImports(tree, shared, patch);
  lowerDeclarations(tree, shared, patch);
  lowerEnums(tree, shared, patch);
  lowerNamespaces(tree, shared, patch);
  lowerClasses(tree, patch);
  lowerDecorators(tree, shared, patch);
  wrapAwaits(tree, patch);
  writeNames(tree, shared, patch);
  // Last, because of equal ranges the one wrapped last is inside, and a type assertion is inside whatever is around it.
  stripTypes(source, patch, tree.program);
  const { open, close } = writeFrame(shared, guard, disposes);
  const { text, original } = patch.apply(open, close);
  const all = [...shared.values()];
  const list = (pick: (one: (typeof all)[number]) => boolean): string[] => all.filter(pick).map(({ name }) => name);
  return {
    code: text,
    defines: list(({ kind }) => kind !== null),
    uses: list(({ kind, reads, storage }) => kind === null && reads && storage !== "global"),
    assigns: list(({ kind, assigns }) => kind === null && assigns),
    captures: list(({ captured, storage }) => captured && storage !== "global"),
    imports: findImports(tree),
    hasResult,
    original: (line, column) => positionOf(source, original(offsetOf(text, line, column))),
  };
}


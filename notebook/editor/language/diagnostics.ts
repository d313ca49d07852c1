/** What is wrong in a cell, as a notebook sees it: some of TypeScript's errors are no errors here. */
import ts from "typescript6";
import type { Diagnostic } from "./results.ts";
import type { CellView } from "./service.ts";

/** TypeScript's errors that a notebook's own rules contradict. */
const allowed = new Set([
  2632, // "cannot assign because it is an import": cells share live variables
]);

/** Errors of grammar: quick to find, so they are shown at once. */
export function syntaxDiagnostics(cell: CellView): Diagnostic[] {
  return cell.service.getSyntacticDiagnostics(cell.fileName).flatMap((found) => toDiagnostic(cell, found));
}

/** Errors of type. Takes as long as checking the cell and what it uses. */
export function semanticDiagnostics(cell: CellView): Diagnostic[] {
  return cell.service
    .getSemanticDiagnostics(cell.fileName)
    .filter(({ code }) => !allowed.has(code))
    .flatMap((found) => toDiagnostic(cell, found));
}

function toDiagnostic(cell: CellView, { start = 0, length = 0, messageText, category, code }: ts.Diagnostic): Diagnostic[] {
  const span = cell.spanOf(cell.fileName, { start, length });
  if (!span) return [];
  const severity = category === ts.DiagnosticCategory.Error ? "error" : "warning";
  return [{ severity, message: ts.flattenDiagnosticMessageText(messageText, "\n"), code, start: span.start, length }];
}

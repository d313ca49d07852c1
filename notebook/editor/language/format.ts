/** A cell's layout, as TypeScript's own formatter has it. */
import ts from "typescript6";
import type { CellEdit } from "./results.ts";
import type { CellView } from "./service.ts";

/** The edits that lay out a cell with spaces, `indentSize` a level. */
export function formatEdits({ service, fileName, prefix, text, spanOf }: CellView, indentSize: number): CellEdit[] {
  const settings = { ...ts.getDefaultFormatCodeSettings("\n"), indentSize, tabSize: indentSize };
  return service.getFormattingEditsForRange(fileName, prefix.length, text.length, settings).flatMap(({ span, newText }) => {
    const place = spanOf(fileName, span);
    return place ? [{ ...place, text: newText }] : [];
  });
}

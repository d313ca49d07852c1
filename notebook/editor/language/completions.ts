/** What may stand here? */
import type ts from "typescript6";
import { symbolText } from "./hints.ts";
import type { Completion, SymbolText } from "./results.ts";
import type { CellView } from "./service.ts";

const preferences: ts.UserPreferences = {
  includeCompletionsWithInsertText: true,
  includeAutomaticOptionalChainCompletions: true,
};

/** Names and members that fit at an offset. */
export function completionsAt({ service, fileName, prefix, spanOf }: CellView, offset: number): Completion[] {
  const found = service.getCompletionsAtPosition(fileName, prefix.length + offset, preferences);
  return (found?.entries ?? []).map(({ name, kind, sortText, insertText, replacementSpan }) => {
    const replace = replacementSpan && spanOf(fileName, replacementSpan);
    return { name, kind, sortText, ...(insertText && { insertText }), ...(replace && { replace: { start: replace.start, length: replace.length } }) };
  });
}

/** The declaration and documentation of one of them; undefined when it is no longer offered. */
export function completionDetails({ service, fileName, prefix }: CellView, offset: number, name: string): SymbolText | undefined {
  const details = service.getCompletionEntryDetails(fileName, prefix.length + offset, name, {}, undefined, preferences, undefined);
  return details && symbolText(details.displayParts, details.documentation, details.tags);
}

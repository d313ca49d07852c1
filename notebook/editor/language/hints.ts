/** What is this? The type and documentation under the cursor, and the signatures of the call around it. */
import ts from "typescript6";
import type { Hover, Signatures, SymbolText } from "./results.ts";
import type { CellView } from "./service.ts";

export function hoverAt({ service, fileName, prefix, spanOf }: CellView, offset: number): Hover | undefined {
  const info = service.getQuickInfoAtPosition(fileName, prefix.length + offset);
  const span = info && spanOf(fileName, info.textSpan);
  if (!info || !span) return undefined;
  return { ...symbolText(info.displayParts, info.documentation, info.tags), start: span.start, length: span.length };
}

export function signaturesAt({ service, fileName, prefix }: CellView, offset: number): Signatures | undefined {
  const help = service.getSignatureHelpItems(fileName, prefix.length + offset, undefined);
  if (!help) return undefined;
  const items = help.items.map((item) => {
    const parameters = item.parameters.map(({ displayParts, documentation }) => symbolText(displayParts, documentation));
    const inside = parameters.map(({ code }) => code).join(text(item.separatorDisplayParts));
    const code = text(item.prefixDisplayParts) + inside + text(item.suffixDisplayParts);
    const tags = item.tags.filter(({ name }) => name !== "param");
    return { ...symbolText([], item.documentation, tags), code, parameters };
  });
  return { items, activeSignature: help.selectedItemIndex, activeParameter: help.argumentIndex };
}

/** TypeScript's display parts as code and Markdown. Names that came through our imports are shown as what they are. */
export function symbolText(
  code: ts.SymbolDisplayPart[] = [],
  documentation: ts.SymbolDisplayPart[] = [],
  tags: ts.JSDocTagInfo[] = [],
): SymbolText {
  const paragraphs = [text(documentation), ...tags.map((tag) => `*@${tag.name}* ${text(tag.text)}`.trim())];
  return {
    code: text(code).replace(/^\(alias\) /, "").replace(/\nimport \S+$/, ""),
    documentation: paragraphs.filter(Boolean).join("\n\n"),
  };
}

const text = (parts: ts.SymbolDisplayPart[] = []) => ts.displayPartsToString(parts);

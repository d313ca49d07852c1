/** Source as coloured HTML: what a cell shows before Monaco is needed, and what fenced code and exports show. */
import { tokenizers, type EditorLanguage } from "./tokens/languages.ts";
import type { Token } from "./tokens/token.ts";

/**
 * The source as HTML, one `<span class="line">` a line, coloured runs as `<span class="tok-keyword">` and so on (`editor.css`).
 * The HTML's text content is the source unchanged; everything in it is escaped.
 */
export function highlight(source: string, language: EditorLanguage): string {
  const { start, line } = tokenizers[language];
  const lines = source.split("\n");
  let state = start;
  return lines
    .map((text, index) => {
      const result = line(text, state);
      state = result.state;
      const end = index < lines.length - 1 ? "\n" : "";
      return `<span class="line">${highlightLine(text, result.tokens)}${end}</span>`;
    })
    .join("");
}

function highlightLine(text: string, tokens: Token[]): string {
  return tokens
    .map(({ start, kind }, index) => {
      const run = escapeHtml(text.slice(start, tokens[index + 1]?.start));
      return kind === "plain" ? run : `<span class="tok-${kind}">${run}</span>`;
    })
    .join("");
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (character) => entities[character]!);

/** Colours of Markdown, line by line; fenced TypeScript and JavaScript in their own colours. */
import type { LineTokens, Token, TokenKind } from "./token.ts";
import { tokenizeTypeScript, typescriptStart, type TypeScriptState } from "./typescript.ts";

interface MarkdownState {
  /** The fence that is open, such as ```` ``` ````; empty outside. */
  readonly fence: string;
  /** The state of fenced TypeScript; absent in any other fence. */
  readonly code?: TypeScriptState;
}

export const markdownStart: MarkdownState = { fence: "" };

const fencePattern = /^\s{0,3}(`{3,}|~{3,})\s*([\w+#-]*)/;
const typescriptNames = /^(?:tsx?|typescript|mts|jsx?|javascript|mjs)$/i;
const blocks: [RegExp, TokenKind][] = [
  [/^\s{0,3}#{1,6}(?:\s.*)?$/, "heading"],
  [/^\s*>+\s?/, "keyword"],
  [/^\s*(?:[-*+]|\d+[.)])\s+(?:\[[ xX]\]\s)?/, "keyword"],
];
const inline: [RegExp, TokenKind][] = [
  [/(`+)(?!`).*?[^`]\1(?!`)/y, "string"],
  [/\$\$?(?=\S)[^$]*\S?\$\$?/y, "number"],
  [/!?\[[^\]]*\]\([^)]*\)|<https?:[^>]*>/y, "link"],
  [/(\*\*|__)(?=\S).+?\1|([*_])(?=\S)[^*_]+\2/y, "emphasis"],
  [/[^`$![<*_]+/y, "plain"],
];

/** Scans one line. `state` is what the line above left; the first line's is `markdownStart`. */
export function tokenizeMarkdown(line: string, state: MarkdownState): LineTokens<MarkdownState> {
  if (state.fence) return tokenizeFenced(line, state);
  const [, fence, name = ""] = fencePattern.exec(line) ?? [];
  if (fence) {
    const code = typescriptNames.test(name) ? { code: typescriptStart } : {};
    return { tokens: [{ start: 0, kind: "keyword" }], state: { fence, ...code } };
  }
  return { tokens: tokenizeText(line), state };
}

function tokenizeFenced(line: string, state: MarkdownState): LineTokens<MarkdownState> {
  if (line.trim().startsWith(state.fence)) return { tokens: [{ start: 0, kind: "keyword" }], state: markdownStart };
  if (!state.code) return { tokens: [{ start: 0, kind: "string" }], state };
  const { tokens, state: code } = tokenizeTypeScript(line, state.code);
  return { tokens, state: { ...state, code } };
}

function tokenizeText(line: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (const [pattern, kind] of blocks) {
    const found = pattern.exec(line)?.[0];
    if (found === undefined) continue;
    tokens.push({ start: 0, kind });
    at = found.length;
    break;
  }
  while (at < line.length) {
    const { kind, length } = inlineAt(line, at);
    if (tokens.at(-1)?.kind !== kind) tokens.push({ start: at, kind });
    at += length;
  }
  return tokens;
}

function inlineAt(line: string, at: number): { kind: TokenKind; length: number } {
  for (const [pattern, kind] of inline) {
    pattern.lastIndex = at;
    const found = pattern.exec(line);
    if (found) return { kind, length: found[0].length };
  }
  return { kind: "plain", length: 1 };
}

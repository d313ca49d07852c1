/** Colours of TypeScript, line by line: a scanner, not a parser, so half-typed text is as good as any. */
import type { LineTokens, Token, TokenKind } from "./token.ts";

/** What is still open where a line ends. */
export interface TypeScriptState {
  /** From the outside in: `c` a block comment, `t` a template, `{` a brace inside a template's `${`. */
  readonly open: string;
  /** Whether a `/` here would start a regular expression. */
  readonly regexp: boolean;
}

export const typescriptStart: TypeScriptState = { open: "", regexp: true };

const words = (text: string) => new Set(text.split(" "));
const keywords = words(
  "async await break case catch class const continue debugger default delete do else enum export extends false finally for function " +
    "if implements import in instanceof interface let new null return static super switch this throw true try typeof undefined using " +
    "var void while with yield private protected public readonly",
);
/** Names like any other unless something that they govern follows. */
const contextual = words("abstract accessor as asserts declare from get infer is keyof namespace of override satisfies set type unique");
const primitives = words("any bigint boolean never number object string symbol unknown");
/** After these a `/` divides. */
const values = words("this super true false null undefined");

const space = /\s+/y;
const word = /[\p{ID_Start}$_#@][\p{ID_Continue}$]*/uy;
const number = /0[xXbBoO][\da-fA-F_]+n?|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?n?/y;
const quoted = /"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?/y;
const regexp = /\/(?![*/])(?:[^\\/[]|\\.|\[(?:[^\]\\]|\\.)*\])+\/[a-z]*/y;
const call = /\s*(?:<[^<>()]*>)?[(`]/y;
const governs = /\s+[\p{ID_Start}$_{["']/uy;

function match(pattern: RegExp, line: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(line)?.[0] ?? "";
}

function kindOfWord(text: string, line: string, start: number): TokenKind {
  const end = start + text.length;
  const member = line[start - 1] === "." && line[start - 2] !== ".";
  if (!member) {
    if (keywords.has(text) || (contextual.has(text) && match(governs, line, end))) return "keyword";
    if (primitives.has(text) && !match(call, line, end)) return "type";
  }
  if (/^[A-Z].*[a-z]/.test(text)) return "type";
  if (match(call, line, end)) return "function";
  return member ? "property" : "plain";
}

/** Scans one line. `state` is what the line above left; the first line's is `typescriptStart`. */
export function tokenizeTypeScript(line: string, state: TypeScriptState): LineTokens<TypeScriptState> {
  const tokens: Token[] = [];
  let { open, regexp: regexpAllowed } = state;
  let at = 0;

  const take = (kind: TokenKind, length: number) => {
    if (tokens.at(-1)?.kind !== kind) tokens.push({ start: at, kind });
    at += length;
  };

  const untilClosed = (kind: TokenKind, close: RegExp) => {
    close.lastIndex = at;
    const found = close.exec(line);
    take(kind, (found ? found.index + found[0].length : line.length) - at);
    return found?.[0];
  };

  while (at < line.length) {
    const mode = open.at(-1);
    if (mode === "c") {
      if (untilClosed("comment", /\*\//g)) open = open.slice(0, -1);
    } else if (mode === "t") {
      const end = untilClosed("string", /(?<!\\)(?:\\\\)*(?:`|\$\{)/g);
      if (end?.endsWith("`")) open = open.slice(0, -1);
      else if (end) open += "{";
      regexpAllowed = end !== undefined && !end.endsWith("`");
    } else code();
  }
  return { tokens, state: { open, regexp: regexpAllowed } };

  function code() {
    const next = line[at]!;
    let text = "";
    if ((text = match(space, line, at))) return take("plain", text.length);
    if (line.startsWith("//", at)) return take("comment", line.length - at);
    if (line.startsWith("/*", at)) {
      open += "c";
      return take("comment", 2);
    }
    if (next === "`") {
      open += "t";
      return take("string", 1);
    }
    if (regexpAllowed && (text = match(regexp, line, at))) {
      regexpAllowed = false;
      return take("string", text.length);
    }
    if ((text = match(quoted, line, at))) {
      regexpAllowed = false;
      return take("string", text.length);
    }
    if ((text = match(number, line, at))) {
      regexpAllowed = false;
      return take("number", text.length);
    }
    if ((text = match(word, line, at))) {
      const kind = kindOfWord(text, line, at);
      regexpAllowed = kind === "keyword" && !values.has(text);
      return take(kind, text.length);
    }
    if (open && next === "{") open += "{";
    if (open && next === "}") {
      open = open.slice(0, -1);
      // The brace that ends a template's `${` belongs to the string.
      if (open.at(-1) === "t") return take("string", 1);
    }
    regexpAllowed = !")]}".includes(next);
    take("operator", 1);
  }
}

/** Which tokenizer a cell's language has. Text without one stays plain. */
import { markdownStart, tokenizeMarkdown } from "./markdown.ts";
import type { LineTokens } from "./token.ts";
import { tokenizeTypeScript, typescriptStart } from "./typescript.ts";

export type EditorLanguage = "typescript" | "markdown" | "plaintext";

/** A line tokenizer with its state hidden, so that all of them can be used alike. */
export interface Tokenizer {
  start: object;
  line(text: string, state: object): LineTokens<object>;
}

function tokenizer<State extends object>(start: State, line: (text: string, state: State) => LineTokens<State>): Tokenizer {
  return { start, line: (text, state) => line(text, state as State) };
}

export const tokenizers: Record<EditorLanguage, Tokenizer> = {
  typescript: tokenizer(typescriptStart, tokenizeTypeScript),
  markdown: tokenizer(markdownStart, tokenizeMarkdown),
  plaintext: tokenizer({}, (_text, state) => ({ tokens: [{ start: 0, kind: "plain" }], state })),
};

/** The few kinds of token that are coloured; each is also a CSS class, `tok-keyword` and so on (`editor.css`). */
export const tokenKinds = [
  "plain", "comment", "string", "number", "keyword", "type", "function", "property", "operator", "heading", "emphasis", "link",
] as const;
export type TokenKind = (typeof tokenKinds)[number];

/** A run of one kind, from `start` to the next token's start or to the end of the line. */
export interface Token {
  start: number;
  kind: TokenKind;
}

/**
 * Tokens of one line and the state that the next line starts in. The highlighter and Monaco both read a source line by line
 * through this, so nothing changes colour when one takes over from the other.
 */
export interface LineTokens<State> {
  tokens: Token[];
  state: State;
}

/** The cells' languages in Monaco: our tokenizers, and how brackets, comments and new lines behave. */
import { languages } from "monaco-editor/editor/editor.api.js";
import { tokenizers, type Tokenizer } from "../tokens/languages.ts";

class LineState implements languages.IState {
  readonly value: object;
  constructor(value: object) {
    this.value = value;
  }
  clone() {
    return this;
  }
  equals(other: languages.IState) {
    return other instanceof LineState && JSON.stringify(other.value) === JSON.stringify(this.value);
  }
}

function register(id: string, { start, line }: Tokenizer, configuration: languages.LanguageConfiguration) {
  languages.register({ id });
  languages.setLanguageConfiguration(id, configuration);
  languages.setTokensProvider(id, {
    getInitialState: () => new LineState(start),
    tokenize(text, state) {
      const { tokens, state: next } = line(text, (state as LineState).value);
      return { tokens: tokens.map(({ start, kind }) => ({ startIndex: start, scopes: kind })), endState: new LineState(next) };
    },
  });
}

const brackets: [string, string][] = [["{", "}"], ["[", "]"], ["(", ")"]];
const quotes = ['"', "'", "`"].map((quote) => ({ open: quote, close: quote }));

register("typescript", tokenizers.typescript, {
  wordPattern: /[\p{ID_Start}$_#][\p{ID_Continue}$]*|\d[\w.]*/u,
  comments: { lineComment: "//", blockComment: ["/*", "*/"] },
  brackets,
  autoClosingPairs: [
    ...brackets.map(([open, close]) => ({ open, close })),
    ...quotes.map((pair) => ({ ...pair, notIn: ["string", "comment"] })),
    { open: "/**", close: " */", notIn: ["string"] },
  ],
  surroundingPairs: [...brackets.map(([open, close]) => ({ open, close })), ...quotes],
  onEnterRules: [
    // A doc comment goes on with a star.
    {
      beforeText: /^\s*\/\*\*(?!\/)(?:[^*]|\*(?!\/))*$/,
      afterText: /^\s*\*\/$/,
      action: { indentAction: languages.IndentAction.IndentOutdent, appendText: " * " },
    },
    { beforeText: /^\s*\/\*\*(?!\/)(?:[^*]|\*(?!\/))*$/, action: { indentAction: languages.IndentAction.None, appendText: " * " } },
    { beforeText: /^(?:\t| {2})* \*(?: (?:[^*]|\*(?!\/))*)?$/, action: { indentAction: languages.IndentAction.None, appendText: "* " } },
  ],
  folding: { markers: { start: /^\s*\/\/\s*#?region\b/, end: /^\s*\/\/\s*#?endregion\b/ } },
});

register("markdown", tokenizers.markdown, {
  brackets,
  surroundingPairs: ["*", "_", "`", "$", '"'].map((mark) => ({ open: mark, close: mark })),
  onEnterRules: [
    { beforeText: /^\s*[-*+]\s+\S/, action: { indentAction: languages.IndentAction.None, appendText: "- " } },
  ],
});

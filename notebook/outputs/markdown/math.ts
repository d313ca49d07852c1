/** Finds TeX in Markdown: `$…$`, `$$…$$`, `\(…\)`, `\[…\]` and environments. It becomes an element that holds the source. */
import type { MarkedExtension, Tokens } from "marked";
import { escapeHtml } from "../escape.ts";

/** The element that stands for a formula until KaTeX has drawn it. */
export const MATH_TAG = "tessera-math";

interface MathToken extends Tokens.Generic {
  tex: string;
  display: boolean;
}

const INLINE = [
  { rule: /^\$\$([^$]+?)\$\$/, display: true },
  // A dollar sign is money, not mathematics, before a space or a digit after the closing one.
  { rule: /^\$(?![\s$])((?:\\[^]|[^$\\\n])*?[^\s$\\]|(?:\\[^]|[^$\\\n])*?\\[^])\$(?!\d)/, display: false },
  { rule: /^\\\(([^]+?)\\\)/, display: false },
  { rule: /^\\\[([^]+?)\\\]/, display: true },
];
const BLOCK = [/^ {0,3}\$\$([^$]+?)\$\$[ \t]*(?:\n|$)/, /^ {0,3}\\\[([^]+?)\\\][ \t]*(?:\n|$)/, /^ {0,3}(\\begin\{([a-z]{1,20}\*?)\}[^]+?\\end\{\2\})[ \t]*(?:\n|$)/];
/** No formula is longer: keeps the search for its end short. */
const LONGEST = 20_000;

function render(token: Tokens.Generic): string {
  const { tex, display } = token as MathToken;
  return `<${MATH_TAG}${display ? ' display="block"' : ""}>${escapeHtml(tex)}</${MATH_TAG}>`;
}

export const mathExtension: MarkedExtension = {
  extensions: [
    {
      name: "blockMath",
      level: "block",
      start: (source) => source.match(/^ {0,3}(?:\$\$|\\\[|\\begin\{)/m)?.index,
      tokenizer(source) {
        const head = source.slice(0, LONGEST);
        for (const rule of BLOCK) {
          const match = rule.exec(head);
          if (match) return { type: "blockMath", raw: match[0], tex: match[1]!, display: true };
        }
        return undefined;
      },
      renderer: (token) => `<p>${render(token)}</p>`,
    },
    {
      name: "inlineMath",
      level: "inline",
      start: (source) => source.match(/\$|\\[([]/)?.index,
      tokenizer(source) {
        const head = source.slice(0, LONGEST);
        for (const { rule, display } of INLINE) {
          const match = rule.exec(head);
          if (match) return { type: "inlineMath", raw: match[0], tex: match[1]!, display };
        }
        return undefined;
      },
      renderer: render,
    },
  ],
};

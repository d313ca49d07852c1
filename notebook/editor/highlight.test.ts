/** The highlighter: the text stays the text, and what matters is coloured. */
import { describe, expect, it } from "vitest";
import { highlight } from "./highlight.ts";
import type { EditorLanguage } from "./tokens/languages.ts";

const entities: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"' };
const textOf = (html: string) => html.replace(/<[^>]*>/g, "").replace(/&\w+;/g, (entity) => entities[entity]!);
const runs = (html: string, kind: string) => [...html.matchAll(new RegExp(`<span class="tok-${kind}">(.*?)</span>`, "gs"))].map((found) => textOf(found[1]!));
const typescript = (source: string) => highlight(source, "typescript");

describe("highlight", () => {
  const sources: [EditorLanguage, string][] = [
    ["typescript", "const x: Map<string, number> = new Map();\nx.get(\"a\") ?? `b${x.size + `${1}`} & <i>`;\n"],
    ["typescript", "/* open\n still */ a / b / c; /[/]\\//g.test('it\\'s'); // end"],
    ["typescript", "`never closed ${ {a: 1}\n}"],
    ["typescript", ""],
    ["typescript", "\n\n  \n"],
    ["typescript", "const π = 'é😀'; #private @dec § \u0000"],
    ["markdown", "# Title <b>\n\n- [x] **done** `code` $a^2$ [a](b) ![i](j)\n```ts\nconst a = `\n`;\n```\n> quote & more\n* * *\n__"],
    ["markdown", "~~~\nnot closed"],
    ["plaintext", "<script>alert(1)</script>\n"],
  ];
  it.each(sources)("keeps the text of %s unchanged: %j", (language, source) => {
    expect(textOf(highlight(source, language))).toBe(source);
  });

  it("makes one line element a line, an empty last one included", () => {
    expect(highlight("a\nb\n", "typescript").match(/class="line"/g)).toHaveLength(3);
  });

  it("never lets source become markup", () => {
    expect(highlight("'<img src=x onerror=alert(1)>'", "typescript")).not.toContain("<img");
    expect(highlight("# <img src=x>", "markdown")).not.toContain("<img");
  });

  it("tells a regular expression from a division", () => {
    expect(runs(typescript("const half = total / 2 / n; text.match(/a\\/b/g)"), "string")).toEqual(["/a\\/b/g"]);
    expect(runs(typescript("f(x) / 2; g[0] / 3 / 4"), "string")).toEqual([]);
    expect(runs(typescript("return /x/.test(y)"), "string")).toEqual(["/x/"]);
  });

  it("follows templates into their expressions and out again, across lines", () => {
    const html = typescript("`a ${ { b: 'c' }.b +\n `d${1}` } e`; const f = 2");
    expect(runs(html, "string").join("|")).toContain("'c'");
    expect(runs(html, "keyword")).toEqual(["const"]);
    expect(runs(html, "number")).toEqual(["1", "2"]);
  });

  it("keeps a block comment open until it ends", () => {
    expect(runs(typescript("/* const\n let */ var x"), "keyword")).toEqual(["var"]);
  });

  it("colours words by what they are used for", () => {
    expect(runs(typescript("type Row = { type: string }; const of = x.delete(y) as Row"), "keyword")).toEqual(["type", "const", "as"]);
    expect(runs(typescript("x.matmul(w).shape"), "function")).toEqual(["matmul"]);
    expect(runs(typescript("x.matmul(w).shape"), "property")).toEqual(["shape"]);
    expect(runs(typescript("let a: number | Tensor"), "type")).toEqual(["number", "Tensor"]);
  });

  it("colours TypeScript inside a Markdown fence, and stops at its end", () => {
    const html = highlight("```ts\nconst a = 1\n```\nconst b", "markdown");
    expect(runs(html, "keyword")).toEqual(["```ts", "const", "```"]);
  });
});

import { expect, it } from "vitest";
import { texToMathMl } from "./katex.ts";
import { readTex } from "./tex-source.ts";

it.each([
  ["$$x$$", "x", true],
  [" $x$\n", "x", false],
  ["$\\displaystyle x$", " x", true],
  ["\\[x\\]", "x", true],
  ["x^2", "x^2", true],
  ["$", "$", true],
])("reads the formula in %j", (text, tex, isBlock) => {
  expect(readTex(text)).toEqual({ tex, isBlock });
});

it.each([
  ["a link", "\\href{javascript:alert(1)}{x}", /href="javascript/],
  ["raw HTML data", "\\htmlData{command=delete}{x}", /data-command/],
  ["a class of the page", "\\htmlClass{dialog-overlay}{x}", /dialog-overlay/],
  ["a picture", "\\includegraphics{https://example.com/x.png}", /<img/],
  ["a box as large as the page", "\\rule{10000em}{10000em}", /10000em/],
])("draws a formula without %s", (_, tex, forbidden) => {
  const html = texToMathMl(tex, true)!;
  expect(html.replace(/<annotation[^]*?<\/annotation>/, "")).not.toMatch(forbidden);
});

it("stops a macro that expands without end", () => {
  expect(texToMathMl("\\def\\a{\\a\\a}\\a", true)).toContain("katex-error");
  expect(texToMathMl("x".repeat(30_000), true)).toBeNull();
});

import { expect, it } from "vitest";
import type { Data } from "../../cells/json.ts";
import type { Output } from "../../cells/output.ts";
import { markdownToHtml, outputStyles, toStaticHtml } from "./static-html.ts";

const shownAs = (mime: string, data: Data, rest: Record<string, Data> = {}): Output => ({ type: "display_data", data: { [mime]: data, ...rest }, metadata: {} });

it.each<[string, Output, string]>([
  ["a stream", { type: "stream", name: "stdout", text: "a\rb<\u001B[31m!" }, '<pre class="output-text">b&lt;<span style="color:var(--bad)">!</span></pre>'],
  ["an error", { type: "error", name: "E", message: "<m>", traceback: [] }, "E: &lt;m&gt;"],
  ["a table", shownAs("application/vnd.tessera.table+json", { rows: 9, columns: [{ name: "<n>", type: "integer", values: [1, null] }] }), '<td style="text-align:right">null</td>'],
  ["a tensor", shownAs("application/vnd.tessera.tensor+json", { shape: [2], dtype: "float32", device: "cpu", nbytes: 8, text: "[1, 2]" }), "float32 [2] on cpu, 8 B"],
  ["a tree", shownAs("application/json", { a: [1] }), '<summary><span class="tree-key">a</span>'],
  ["a picture", shownAs("image/png", "iVBORw0KGgo="), 'src="data:image/png;base64,iVBORw0KGgo="'],
  ["a formula", shownAs("text/latex", "$x^2$"), "<msup>"],
  ["Markdown", shownAs("text/markdown", "**b** $x$"), "<strong>b</strong>"],
  ["HTML in a tree of its own", shownAs("text/html", "<b onclick=1>x</b>"), "<b>x</b></template>"],
  ["a plot", shownAs("application/vnd.tessera.plot+json", { version: 1, root: { $call: "plot", args: [{ marks: [{ $call: "dot", args: [[[1, 2]]] }] }] }, arrays: [] }), "<circle"],
  ["what it cannot draw", shownAs("application/vnd.tessera.plot+json", { version: 1, root: null, arrays: [] }, { "text/plain": "the text" }), "the text"],
  ["an unknown kind", shownAs("application/x-<foo>", "?"), "application/x-&lt;foo&gt;"],
])("writes %s", async (_, output, part) => {
  const html = await toStaticHtml(output);
  expect(html).toContain(part);
  expect(html).toMatch(new RegExp(`^<div class="output" data-output="${output.type}" data-mime="`));
});

it("has the styles that the written outputs need", () => {
  for (const name of [".output-text", ".output-error", ".output-contained", ".markdown", ".output-plot", ".output-tree"]) expect(outputStyles).toContain(`${name} {`);
});

it("writes nothing that runs", async () => {
  const attack = '<img src=x onerror=1><script>1</script><a href="javascript:1">x</a>';
  const types = ["text/plain", "text/html", "image/svg+xml", "text/markdown", "text/latex", "application/json"];
  const written = await Promise.all(types.map((type) => toStaticHtml(shownAs(type, attack))));
  const page = new DOMParser().parseFromString(written.join("") + (await markdownToHtml(attack)), "text/html");
  const shadows = [...page.querySelectorAll("template")].map((template) => template.content);
  const elements = [page, ...shadows].flatMap((root) => [...root.querySelectorAll("*")]);
  expect(elements.filter((element) => element.localName === "script" || element.hasAttribute("onerror"))).toEqual([]);
  expect(elements.flatMap((element) => element.getAttribute("href") ?? [])).toEqual([]);
});

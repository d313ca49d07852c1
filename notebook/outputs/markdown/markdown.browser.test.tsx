import { render } from "solid-js/web";
import { afterEach, describe, expect, it } from "vitest";
import type { JsonObject } from "../../../cells/json.ts";
import { MarkdownView } from "./MarkdownView.tsx";

/** KaTeX is fetched with the first formula. */
const LOADING = { timeout: 30_000 };
const PNG = "iVBORw0KGgo=";
let dispose = () => {};
afterEach(() => {
  dispose();
  document.body.replaceChildren();
});

function show(source: string, attachments?: JsonObject): HTMLElement {
  dispose = render(() => <MarkdownView source={source} attachments={attachments} />, document.body);
  return document.body.querySelector<HTMLElement>(".markdown")!;
}

describe("Markdown", () => {
  it("is drawn with tables, code in colours and lists of tasks", () => {
    const view = show("# Title\n\n| a | b |\n|--:|---|\n| 1 | 2 |\n\n```ts\nconst x = 1;\n```\n\n- [x] done\n- [ ] open");
    expect(view.querySelector("h1")?.textContent).toBe("Title");
    expect(view.querySelectorAll("td")).toHaveLength(2);
    expect(view.querySelector("pre .tok-keyword")?.textContent).toBe("const");
    expect([...view.querySelectorAll("li")].map((item) => item.textContent?.trim())).toEqual(["☑ done", "☐ open"]);
  });

  it.each([
    ["$a^2$ and $5 and $6", 1],
    ["$$\n\\frac{1}{2}\n$$", 1],
    ["\\(x\\) and \\[y\\]", 2],
    ["\\begin{align}a &= b\\end{align}", 1],
    ["costs $5 or $6 each", 0],
    ["`$x$` and \\$x\\$", 0],
    ["```\n$x$\n```", 0],
  ])("finds the formulas in %j", async (source, count) => {
    const view = show(source);
    expect(view.querySelectorAll("tessera-math")).toHaveLength(count);
    await expect.poll(() => view.querySelectorAll(".katex").length, LOADING).toBe(count);
  });

  it("keeps a formula's own signs", async () => {
    const view = show("$a < b \\& c > d_1 * e * f_2$");
    await expect.poll(() => view.querySelector("annotation")?.textContent, LOADING).toBe("a < b \\& c > d_1 * e * f_2");
  });

  it.each([
    ["nested beyond reason", ">".repeat(20_000)],
    ["too long to be read", "***a".repeat(20_000)],
  ])("that is %s is shown as it is", (_, source) => {
    expect(show(source).querySelector("pre")?.textContent).toBe(source);
  });

  it("is drawn when only the pictures inside it are long", () => {
    expect(show(`# Title\n\n![x](data:image/png;base64,${"A".repeat(100_000)})`).querySelector("h1, img")).not.toBeNull();
  });

  it("shows pictures that are attached to the cell and fetches no others", () => {
    const attachments = { "a b.png": { "image/png": PNG } };
    const view = show('![one](attachment:a%20b.png) ![two](attachment:../x.png) ![three](https://example.com/x.png) <img src=attachment:__proto__>', attachments);
    expect([...view.querySelectorAll("img")].map((image) => image.getAttribute("src"))).toEqual([`data:image/png;base64,${PNG}`]);
    expect(view.textContent).toContain("[two: not attached to this cell]");
    expect(view.querySelector("a")?.textContent).toBe("three (picture at example.com)");
  });

  it("keeps what is positioned inside its own box", () => {
    const view = show('<div style="position:fixed;inset:0">overlay</div>\n\ntext');
    const overlay = view.querySelector("div")!.getBoundingClientRect();
    const box = view.getBoundingClientRect();
    expect([overlay.width, overlay.height]).toEqual([box.width, box.height]);
  });

  it("shows text that is too long to be read as it is", () => {
    expect(show("*a* ".repeat(150_000)).querySelector("em")).toBeNull();
  });
});

import { expect, it } from "vitest";
import { toCell } from "../../cells/notebook.ts";
import { writeHtml } from "./html.ts";

const notebook = {
  cells: [
    toCell({ kind: "markdown", source: "# Findings\n\n<script>alert(1)</script>" }),
    toCell({
      source: 'const a = "<b>";',
      outputs: [
        { type: "stream", name: "stdout", text: "printed & kept" },
        { type: "display_data", data: { "text/html": '<img src=x onerror="alert(1)"><b>bold</b>' }, metadata: {} },
      ],
    }),
  ],
  metadata: { title: "A & B" },
};

it("writes a page with everything to read and nothing that runs", async () => {
  const html = await writeHtml(notebook);
  const page = new DOMParser().parseFromString(html, "text/html");
  expect(page.title).toBe("A & B");
  expect(page.querySelector("h1")?.textContent).toBe("Findings");
  expect(page.querySelector(".source")?.textContent).toBe('const a = "<b>";');
  expect(page.body.textContent).toContain("printed & kept");
  expect(html).toContain("<b>bold</b>");
  expect(html).not.toMatch(/<script|onerror/i);
  expect(page.querySelector("meta[http-equiv]")?.getAttribute("content")).toContain("default-src 'none'");
});

it("asks for nothing from elsewhere", async () => {
  const html = await writeHtml(notebook);
  const page = new DOMParser().parseFromString(html, "text/html");
  expect(page.querySelectorAll("script, link, iframe, object, embed")).toHaveLength(0);
  expect(html).not.toMatch(/@import|url\((?!["']?data:)/);
});

/**
 * A notebook as one HTML file to read anywhere: text rendered, sources coloured, outputs in their static forms.
 * It holds no script and fetches nothing; its policy forbids both.
 */
import type { Cell, Notebook } from "../../cells/notebook.ts";
import { titleOf } from "../document/schema.ts";
import { highlight } from "../editor/highlight.ts";
import { escapeHtml } from "../outputs/escape.ts";
import { markdownToHtml, outputStyles, toStaticHtml } from "../outputs/static-html.ts";
import editorCss from "../editor/editor.css?inline";
import pageCss from "../styles/export.css?inline";
import tokensCss from "../styles/tokens.css?inline";

const POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

export async function writeHtml(notebook: Notebook): Promise<string> {
  const cells = await Promise.all(notebook.cells.map((cell, at) => cellToHtml(cell, at + 1)));
  const title = escapeHtml(titleOf(notebook.metadata));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>
${[tokensCss, editorCss, outputStyles, pageCss].join("\n")}
</style>
</head>
<body>
<main>
${cells.join("\n")}
</main>
<footer>Exported from Tessera</footer>
</body>
</html>
`;
}

async function cellToHtml(cell: Cell, number: number): Promise<string> {
  if (cell.kind === "markdown") return `<section class="text-cell">${await markdownToHtml(cell.source, cell.attachments)}</section>`;
  if (cell.kind === "raw") return `<pre class="raw-cell">${escapeHtml(cell.source)}</pre>`;
  const outputs = await Promise.all(cell.outputs.map((output) => toStaticHtml(output)));
  const shown = outputs.length > 0 ? `<div class="outputs" role="region" aria-label="Output of cell ${number}">${outputs.join("\n")}</div>` : "";
  return `<section class="code-cell"><pre class="source">${highlight(cell.source, "typescript")}</pre>${shown}</section>`;
}

/** The static forms of text: streams, errors and `text/plain`. */
import { parseAnsi } from "../text/ansi.ts";
import { toCss } from "../text/AnsiText.tsx";
import { escapeHtml } from "../escape.ts";

/** Terminal text as a `pre` whose colours are inline. */
export function textToHtml(text: string): string {
  const spans = parseAnsi(text).runs.map((run) => {
    const style = Object.entries(toCss(run)).map(([name, value]) => `${name}:${value}`).join(";");
    return style ? `<span style="${escapeHtml(style)}">${escapeHtml(run.text)}</span>` : escapeHtml(run.text);
  });
  return `<pre class="output-text">${spans.join("")}</pre>`;
}

/** An output for a file that has no scripts: what "Export as HTML" writes. The same sanitisers as on the page. */
import type { Output } from "../../cells/output.ts";
import { richestType } from "./registry.ts";
import { STATIC_FORMS } from "./static/bundle.ts";
import { escapeHtml } from "./escape.ts";
import { textToHtml } from "./static/text.ts";
import { settleLines } from "./text/terminal.ts";

export { markdownToHtml } from "./static/markdown.ts";
export { outputStyles } from "./static/styles.ts";

/** One output as HTML that is safe to put into a page. An output that cannot be drawn becomes a notice and its plain text. */
export async function toStaticHtml(output: Output): Promise<string> {
  if (output.type === "stream") return wrap(output.type, "text/plain", textToHtml(settleLines(output.text)));
  if (output.type === "error") {
    const text = output.traceback.length > 0 ? output.traceback.join("\n") : `${output.name}: ${output.message}`;
    return wrap(output.type, "text/plain", `<div class="output-error">${textToHtml(text)}</div>`);
  }
  const { data, metadata } = output;
  const type = richestType(data);
  const toHtml = STATIC_FORMS[type] ?? (type.endsWith("+json") ? STATIC_FORMS["application/json"] : undefined);
  if (!toHtml) return wrap(output.type, type, notice(`This kind of output cannot be exported: ${Object.keys(data).join(", ")}`));
  try {
    return wrap(output.type, type, await toHtml({ data: data[type] ?? null, metadata, bundle: data }));
  } catch (error) {
    const text = data["text/plain"];
    return wrap(output.type, type, notice(`This output could not be drawn: ${String(error)}`) + (typeof text === "string" ? textToHtml(text) : ""));
  }
}

function wrap(kind: string, mime: string, inner: string): string {
  return `<div class="output" data-output="${kind}" data-mime="${escapeHtml(mime)}">${inner}</div>`;
}

function notice(text: string): string {
  return `<p class="output-notice">${escapeHtml(text)}</p>`;
}

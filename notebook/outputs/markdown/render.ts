/** Markdown as a sanitised fragment. Formulas wait in their elements for `draw-math.ts`; code is already coloured. */
import { Marked } from "marked";
import type { JsonObject } from "../../../cells/json.ts";
import { highlight } from "../../editor/highlight.ts";
import { safeLink } from "../html/links.ts";
import { sanitizeMarkdown } from "../html/sanitize.ts";
import { attachmentUrl } from "./attachments.ts";
import { MATH_TAG, mathExtension } from "./math.ts";

/** Longer text is shown as it is, pictures inside it not counted: no one reads it, and it could be made to take seconds. */
const LONGEST = 50_000;

const marked = new Marked({ gfm: true, async: false }, mathExtension, {
  // A box that cannot be ticked is a sign, not a control.
  renderer: { checkbox: ({ checked }) => (checked ? "☑ " : "☐ ") },
});

/** Pictures named `attachment:…` come from `attachments` only; other pictures that would be fetched become links. */
export function renderMarkdown(source: string, attachments: JsonObject = {}): DocumentFragment {
  const html = isTooLong(source) ? plain(source) : parse(source);
  const fragment = sanitizeMarkdown(html, MATH_TAG);
  for (const image of fragment.querySelectorAll("img")) placeImage(image, attachments);
  for (const code of fragment.querySelectorAll("pre > code")) colourCode(code);
  for (const table of fragment.querySelectorAll("table")) makeScrollable(table);
  return fragment;
}

function isTooLong(source: string): boolean {
  return source.length > LONGEST && source.replace(/;base64,[A-Za-z0-9+/=]+/g, "").length > LONGEST;
}

/** Text that is nested beyond reason overflows the parser's stack; it is shown as it is. */
function parse(source: string): string {
  try {
    return marked.parse(source) as string;
  } catch (error) {
    if (error instanceof Error && /call stack|recursion/i.test(error.message)) return plain(source);
    throw error;
  }
}

function plain(source: string): string {
  const pre = document.createElement("pre");
  pre.textContent = source;
  return pre.outerHTML;
}

function placeImage(image: HTMLImageElement, attachments: JsonObject): void {
  const address = image.dataset["src"]?.trim() ?? "";
  delete image.dataset["src"];
  const picture = address.startsWith("attachment:") ? attachmentUrl(address.slice("attachment:".length), attachments) : address;
  if (picture && /^data:image\/(png|jpeg|gif|webp);base64,/i.test(picture)) image.src = picture;
  else image.replaceWith(pictureLink(image.alt, address));
}

/** A picture elsewhere is not fetched: that would tell its host who reads this. */
function pictureLink(alt: string, address: string): Node {
  const name = alt || "picture";
  const href = safeLink(address);
  if (href === null) return document.createTextNode(`[${name}: not attached to this cell]`);
  const link = Object.assign(document.createElement("a"), { href, target: "_blank", rel: "noopener noreferrer" });
  link.textContent = `${name} (picture at ${new URL(href).host})`;
  return link;
}

const TYPESCRIPT = new Set(["ts", "tsx", "typescript", "js", "jsx", "javascript", "json"]);

function colourCode(code: Element): void {
  const language = /language-([\w+#-]+)/.exec(code.className)?.[1]?.toLowerCase() ?? "";
  if (TYPESCRIPT.has(language)) code.innerHTML = highlight(code.textContent ?? "", "typescript");
  code.parentElement?.setAttribute("tabindex", "0");
}

function makeScrollable(table: HTMLTableElement): void {
  const box = document.createElement("div");
  box.className = "markdown-table";
  table.replaceWith(box);
  box.append(table);
}

/** Markdown for a file: formulas as MathML, so that it needs no fonts and no scripts. */
import type { JsonObject } from "../../../cells/json.ts";
import { MATH_TAG } from "../markdown/math.ts";
import { renderMarkdown } from "../markdown/render.ts";

/** Rendered and sanitised Markdown. `attachments`: the cell's own. Default: none. */
export async function markdownToHtml(source: string, attachments?: JsonObject): Promise<string> {
  const root = document.createElement("div");
  root.className = "markdown";
  root.append(renderMarkdown(source, attachments));
  const formulas = [...root.querySelectorAll(MATH_TAG)];
  if (formulas.length > 0) {
    const { texToMathMl } = await import("../latex/katex.ts");
    for (const formula of formulas) {
      const mathMl = texToMathMl(formula.textContent ?? "", formula.getAttribute("display") === "block");
      if (mathMl !== null) formula.innerHTML = mathMl;
    }
  }
  return root.outerHTML;
}

/** Draws the formulas that wait in rendered Markdown. */
import { MATH_TAG } from "./math.ts";

/** Loads KaTeX when there is a formula. A formula that cannot be drawn keeps its source. */
export async function drawMath(root: ParentNode): Promise<void> {
  const formulas = [...root.querySelectorAll(MATH_TAG)];
  if (formulas.length === 0) return;
  const { drawTex } = await import("../latex/katex.ts");
  for (const formula of formulas) {
    const html = drawTex(formula.textContent ?? "", formula.getAttribute("display") === "block");
    if (html !== null) formula.innerHTML = html;
  }
}

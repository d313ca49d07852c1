/** KaTeX, kept from doing anything but drawing. Heavy: loaded only where there is a formula. */
import { renderToString } from "katex";
import "katex/dist/katex.min.css";

/** Longer sources are shown as they are. */
const LONGEST = 20_000;

/** A formula as HTML with MathML; what is wrong in it is shown in place. Null when it is too long to draw. */
export function drawTex(tex: string, isBlock: boolean): string | null {
  return tex.length > LONGEST ? null : renderToString(tex, { ...SAFE, displayMode: isBlock });
}

/** A formula as MathML alone, which needs no style sheet and no fonts. */
export function texToMathMl(tex: string, isBlock: boolean): string | null {
  return tex.length > LONGEST ? null : renderToString(tex, { ...SAFE, displayMode: isBlock, output: "mathml" });
}

const SAFE = { throwOnError: false, trust: false, strict: "ignore", maxExpand: 500, maxSize: 40, errorColor: "var(--bad)" } as const;

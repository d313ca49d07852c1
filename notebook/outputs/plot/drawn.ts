/** Plots that only the kernel could draw. */
import type { DrawnPlotView, PlotView } from "../../../cells/mime.ts";
import { sanitizeHtml, sanitizeSvg } from "../html/sanitize.ts";

/** The view of a plot that the kernel drew; null for a recording. */
export function drawnOf(view: PlotView): DrawnPlotView | null {
  return "drawn" in view ? view : null;
}

/** The kernel's drawing, sanitised like any other output. */
export function sanitizeDrawing(mime: string, markup: string): string {
  return mime === "image/svg+xml" ? sanitizeSvg(markup).markup : sanitizeHtml(markup).markup;
}

/** Draws a recording with Observable Plot at a given width. */
import * as Plot from "@observablehq/plot";
import type { RecordedPlotView } from "../../../cells/mime.ts";
import { replayPlot } from "../../../cells/plot-replay.ts";
import { guardLinks } from "../html/links.ts";

/** Narrower than this, a plot scrolls instead of shrinking. */
const LEAST_WIDTH = 240;
/** Wider than this, an axis is no longer read. */
const MOST_WIDTH = 960;

type Options = Record<string, unknown>;

/** The drawn element. A plot whose recording names no width takes `width`. Throws Plot's own errors. */
export function drawPlot(view: RecordedPlotView, width: number): Element {
  const fit = Math.round(Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, width)));
  const plot = (options: Options = {}) => Plot.plot({ ...options, width: (options["width"] as number | undefined) ?? fit });
  const drawn = replayPlot(view, { ...Plot, plot });
  if (!(drawn instanceof Element)) throw new Error("the recording is not a plot");
  guardLinks(drawn);
  return drawn;
}

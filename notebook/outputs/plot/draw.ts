/** Draws a recording with Observable Plot at a given width. */
import * as Plot from "@observablehq/plot";
import type { RecordedPlotView } from "../../../cells/mime.ts";
import { replayPlot } from "../../../cells/plot-replay.ts";
import { nameGroup } from "../html/groups.ts";
import { guardLinks } from "../html/links.ts";
import { namePicture } from "./name.ts";
import { drawInSlices } from "./slices.ts";

/** Narrower than this, a plot scrolls instead of shrinking. */
const LEAST_WIDTH = 240;
/** Wider than this, an axis is no longer read. */
const MOST_WIDTH = 960;

/** The first colour of Plot's own scheme for categories. */
const PLOT_FIRST = "#4269d0";
/** The page has a colour of its own for so many categories. */
const MOST_CATEGORIES = 6;

type Options = Record<string, unknown>;

/**
 * The drawn element. A plot whose recording names no width takes `width`. With `inSlices`, what has very many elements is
 * completed in the frames after the plot was put on the page; default: all at once. Throws Plot's own errors.
 */
export function drawPlot(view: RecordedPlotView, width: number, { inSlices = false } = {}): Element {
  const fit = Math.round(Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, width)));
  const plot = (options: Options = {}) => {
    if (inSlices) drawInSlices(options["marks"]);
    const drawn = Plot.plot({ ...options, width: (options["width"] as number | undefined) ?? fit });
    namePicture(drawn, options["title"]);
    if (hasOwnCategories(drawn, options)) drawn.setAttribute("data-palette", "page");
    return drawn;
  };
  const drawn = replayPlot(view, { ...Plot, plot });
  if (!(drawn instanceof Element)) throw new Error("the recording is not a plot");
  guardLinks(drawn);
  drawn.querySelectorAll("g").forEach(nameGroup);
  return drawn;
}

/** Whether Plot's default colours for categories can become the page's: `plot.css` does that, so that they follow the theme. */
function hasOwnCategories(drawn: ReturnType<typeof Plot.plot>, options: Options): boolean {
  const { range, scheme } = (options["color"] ?? {}) as Options;
  const scale = drawn.scale("color");
  const isDefault = range === undefined && scheme === undefined && scale?.range && Array.from(scale.range)[0] === PLOT_FIRST;
  return Boolean(isDefault) && Array.from(scale?.domain ?? []).length <= MOST_CATEGORIES;
}

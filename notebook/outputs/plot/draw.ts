/** Draws a recording with Observable Plot at a given width. */
import * as Plot from "@observablehq/plot";
import type { RecordedPlotView } from "../../../cells/mime.ts";
import { replayPlot } from "../../../cells/plot-replay.ts";
import { nameGroup } from "../html/groups.ts";
import { guardLinks } from "../html/links.ts";

/** Narrower than this, a plot scrolls instead of shrinking. */
const LEAST_WIDTH = 240;
/** Wider than this, an axis is no longer read. */
const MOST_WIDTH = 960;

/** The first colour of Plot's own scheme for categories. */
const PLOT_FIRST = "#4269d0";

type Options = Record<string, unknown>;

/** The page's colours for categories; as variables, they follow the theme. */
const CATEGORIES = Array.from({ length: 6 }, (_, index) => `var(--chart-${index + 1})`);

/** The drawn element. A plot whose recording names no width takes `width`. Throws Plot's own errors. */
export function drawPlot(view: RecordedPlotView, width: number): Element {
  const fit = Math.round(Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, width)));
  const plot = (options: Options = {}) => drawInTheme({ ...options, width: (options["width"] as number | undefined) ?? fit });
  const drawn = replayPlot(view, { ...Plot, plot });
  if (!(drawn instanceof Element)) throw new Error("the recording is not a plot");
  guardLinks(drawn);
  drawn.querySelectorAll("g").forEach(nameGroup);
  return drawn;
}

/** Plot's default colours for categories become the page's, where it has enough of them. */
function drawInTheme(options: Options): Element {
  const drawn = Plot.plot(options);
  const color = (options["color"] ?? {}) as Options;
  const scale = drawn.scale("color");
  const isDefault = color["range"] === undefined && color["scheme"] === undefined && scale?.range && Array.from(scale.range)[0] === PLOT_FIRST;
  if (!isDefault || Array.from(scale.domain ?? []).length > CATEGORIES.length) return drawn;
  return Plot.plot({ ...options, color: { ...color, range: CATEGORIES } });
}

/**
 * Draws marks with very many elements a slice a frame, so that the page stays awake. Only marks whose elements stand for
 * one datum each: a line or an area is one element, and what follows the pointer draws itself.
 */
import * as Plot from "@observablehq/plot";
import { guardLinks } from "../html/links.ts";

/** Elements drawn in a frame. */
const SLICE = 1_000;

const KINDS = [Plot.Dot, Plot.Text, Plot.Vector, Plot.Image, Plot.RuleX, Plot.RuleY, Plot.TickX, Plot.TickY, Plot.Rect, Plot.BarX, Plot.BarY, Plot.Cell, Plot.Link, Plot.Arrow];

type Render = (this: Plot.Mark, index: number[], ...rest: unknown[]) => SVGElement | null;

/** Makes every mark among `marks`, however nested, draw its first slice at once and the others in the frames after. */
export function drawInSlices(marks: unknown): void {
  if (Array.isArray(marks)) return marks.forEach(drawInSlices);
  // A render function of its own is a pointer's, which wants to see all of the index.
  if (!KINDS.some((kind) => marks instanceof kind) || Object.hasOwn(marks as object, "render")) return;
  const mark = marks as Plot.Mark & { render: Render };
  const { render } = mark;
  mark.render = (index, ...rest) => {
    const drawn = render.call(mark, take(index, 0), ...rest);
    if (drawn && index.length > SLICE) drawRest(drawn, (from) => render.call(mark, take(index, from), ...rest), index.length);
    return drawn;
  };
}

/** A slice that still says which facet it belongs to. */
function take(index: number[], from: number): number[] {
  const { fx, fy, fi } = index as { fx?: unknown; fy?: unknown; fi?: unknown };
  return Object.assign(index.slice(from, from + SLICE), { fx, fy, fi });
}

function drawRest(group: SVGElement, draw: (from: number) => SVGElement | null, length: number): void {
  let from = SLICE;
  requestAnimationFrame(function next() {
    // The plot was drawn again meanwhile, or removed.
    if (!group.isConnected) return;
    const slice = draw(from);
    if (slice) {
      guardLinks(slice);
      group.append(...slice.childNodes);
    }
    from += SLICE;
    if (from < length) requestAnimationFrame(next);
  });
}

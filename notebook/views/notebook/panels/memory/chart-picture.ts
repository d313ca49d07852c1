/** How the chart of memory is drawn: the last minute from left to right, bytes in use filled, what waits to be used again as a lighter band on top. */
import { showBytes } from "../../../parts/units.ts";
import type { Picture } from "../parts/Canvas.tsx";
import type { Colours } from "../parts/colours.ts";
import { devices, type Sample } from "./store.ts";

/** CSS pixels. */
const LEFT = 58;
const BOTTOM = 20;
const TOP = 8;
/** Milliseconds that are shown at the least and at most. */
const SHORTEST = 15_000;
const LONGEST = 60_000;
/** Bytes at the top of the axis at the least. */
const LEAST = 1_000;
const TICKS = 4;

const COLOURS = ["chart-6", "chart-1", "chart-2"] as const;

/** The colour of a device's area. */
const deviceColour = (colours: Colours, index: number): string => colours[COLOURS[index]!];
export const deviceToken = (index: number): string => `var(--${COLOURS[index]!})`;

export function paintChart({ context, width, height, colours }: Picture, samples: readonly Sample[]): void {
  const now = samples.at(-1)?.now ?? 0;
  const span = Math.min(LONGEST, Math.max(SHORTEST, now - (samples[0]?.now ?? now)));
  const shown = samples.filter((sample, index) => sample.now > now - span || (samples[index + 1]?.now ?? 0) > now - span);
  const most = roundUp(Math.max(LEAST, ...shown.map(({ live, idle }) => sum(live) + sum(idle))));
  const x = (time: number) => LEFT + (1 - (now - time) / span) * (width - LEFT - 8);
  const y = (bytes: number) => height - BOTTOM - (bytes / most) * (height - BOTTOM - TOP);
  paintAxes(context, width, height, colours, most, span, y);
  context.save();
  context.beginPath();
  context.rect(LEFT, 0, width - LEFT, height - BOTTOM);
  context.clip();
  let below = shown.map(() => 0);
  for (const [device] of devices.entries()) {
    const used = shown.map(({ live }, index) => below[index]! + live[device]!);
    const all = shown.map(({ idle }, index) => used[index]! + idle[device]!);
    area(context, shown.map((sample, index): Edge => [x(sample.now), y(below[index]!), y(used[index]!)]), deviceColour(colours, device), 0.75);
    area(context, shown.map((sample, index): Edge => [x(sample.now), y(used[index]!), y(all[index]!)]), deviceColour(colours, device), 0.22);
    below = all;
  }
  context.restore();
}

type Edge = readonly [x: number, low: number, high: number];

/** Between two edges. Memory stays as it is until it changes: steps, not slopes. */
function area(context: CanvasRenderingContext2D, edges: readonly Edge[], colour: string, alpha: number): void {
  if (edges.every(([, low, high]) => low === high)) return;
  const endOf = (index: number): number => edges[index + 1]?.[0] ?? edges[index]![0] + 2;
  // One path for all of them: where two half-transparent rectangles meet, a seam is seen.
  context.beginPath();
  for (const [index, [from, , high]] of edges.entries()) {
    context.lineTo(from, high);
    context.lineTo(endOf(index), high);
  }
  for (let index = edges.length - 1; index >= 0; index--) {
    context.lineTo(endOf(index), edges[index]![1]);
    context.lineTo(edges[index]![0], edges[index]![1]);
  }
  context.globalAlpha = alpha;
  context.fillStyle = colour;
  context.fill();
  context.globalAlpha = 1;
}

function paintAxes(context: CanvasRenderingContext2D, width: number, height: number, colours: Colours, most: number, span: number, y: (bytes: number) => number): void {
  context.font = "11px Inter Variable, system-ui, sans-serif";
  context.textBaseline = "middle";
  context.textAlign = "right";
  for (let tick = 0; tick <= TICKS; tick++) {
    const bytes = (most * tick) / TICKS;
    context.fillStyle = colours["line"];
    context.fillRect(LEFT, Math.round(y(bytes)), width - LEFT - 8, 1);
    context.fillStyle = colours["ink-faint"];
    context.fillText(showBytes(Math.round(bytes)), LEFT - 6, y(bytes));
  }
  context.textAlign = "left";
  context.fillText(`${Math.round(span / 1_000)} s ago`, LEFT, height - BOTTOM / 2 + 2);
  context.textAlign = "right";
  context.fillText("now", width - 8, height - BOTTOM / 2 + 2);
  context.textAlign = "left";
}

/** 1, 2, 4 or 8 times a power of ten. */
function roundUp(bytes: number): number {
  const power = 10 ** Math.floor(Math.log10(bytes));
  return [1, 2, 4, 8, 10].map((factor) => factor * power).find((one) => one >= bytes)!;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

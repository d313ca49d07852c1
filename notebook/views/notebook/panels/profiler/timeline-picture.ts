/** How the timeline is drawn: a row of cells, then a row for each kind of work, time from left to right. */
import { colourOf, type Colours } from "../parts/colours.ts";
import type { Picture } from "../parts/Canvas.tsx";
import { showTime } from "../parts/numbers.ts";
import type { Block, Lane, ProfileStore } from "./store.ts";
import { ticksOf, type Viewport } from "./viewport.ts";

/** CSS pixels. */
const LABELS = 76;
const AXIS = 22;
const ROW = 26;
const GAP = 3;
/** Between two marks of the axis. */
const TICK = 110;
/** A block narrower than this has no name in it. */
const NAMED = 36;
const FONT = "11px Inter Variable, system-ui, sans-serif";

const ALL_LANES: readonly [Lane, string][] = [
  ["kernel", "Kernels"],
  ["gpu", "GPU"],
  ["compile", "Compile"],
  ["upload", "Upload"],
  ["readback", "Readback"],
  ["wait", "Wait"],
  ["host", "Host"],
];

export interface TimelineState {
  store: ProfileStore;
  viewport: Viewport;
  /** How cells are called. */
  titleOf(cell: string | null): string;
  /** The group whose blocks stand out; null for none. */
  selected: number | null;
  /** Only blocks of this cell are in colour; null for all. */
  cell: string | null;
}

/** Lanes that hold something; the first one always. */
export function lanesOf(store: ProfileStore): [Lane, string][] {
  const used = new Set<Lane>(store.groups.map((group) => store.laneOf(group.index)));
  return ALL_LANES.filter(([lane], index) => index === 0 || used.has(lane));
}

export const heightOf = (lanes: number): number => AXIS + (lanes + 1) * ROW + GAP;

export const timeAt = ({ start, end }: Viewport, x: number, width: number): number => start + ((x - LABELS) / (width - LABELS)) * (end - start);

/** The block under a point, the newest where several lie. */
export function blockAt({ store, viewport }: TimelineState, x: number, y: number, width: number): (Block & { lane: string }) | null {
  const lane = lanesOf(store)[Math.floor((y - AXIS) / ROW) - 1];
  if (!lane || x < LABELS) return null;
  const time = timeAt(viewport, x, width);
  const pixel = (viewport.end - viewport.start) / (width - LABELS);
  for (let number = store.count - 1; number >= store.first; number--) {
    const block = store.block(number);
    if (block.start <= time + pixel && time - pixel <= block.start + block.ms && store.laneOf(block.group) === lane[0]) return { ...block, lane: lane[1] };
  }
  return null;
}

export function paintTimeline({ context, width, height, colours }: Picture, state: TimelineState): void {
  const { store, viewport, selected, cell } = state;
  const lanes = lanesOf(store);
  const scale = (width - LABELS) / (viewport.end - viewport.start);
  const xOf = (time: number) => LABELS + (time - viewport.start) * scale;
  context.font = FONT;
  context.textBaseline = "middle";
  paintAxis(context, state, width, height, colours, xOf);
  ["Cells", ...lanes.map(([, title]) => title)].forEach((title, row) => {
    context.fillStyle = colours["line"];
    context.fillRect(0, AXIS + row * ROW - 0.5, width, 1);
    context.fillStyle = colours["ink-soft"];
    context.fillText(title, 10, AXIS + row * ROW + ROW / 2);
  });
  context.save();
  context.beginPath();
  context.rect(LABELS, 0, width - LABELS, height);
  context.clip();
  for (const run of store.runs.values()) {
    const end = run.ms === null ? store.now : run.start + run.ms;
    const [from, to] = [xOf(run.start), xOf(end)];
    paintBar(context, from, Math.max(2, to - from), AXIS + GAP / 2, colours["hover"], colours["ink"], `${state.titleOf(run.cell)} · ${showTime(end - run.start)}`);
  }
  const rowOf = new Map(lanes.map(([lane], row) => [lane, row + 1]));
  /** The last pixel that is full, by row. */
  const full = new Float64Array(lanes.length + 1).fill(-1);
  for (let number = store.first; number < store.count; number++) {
    const block = store.block(number);
    if (block.start > viewport.end || block.start + block.ms < viewport.start) continue;
    const group = store.groups[block.group]!;
    const row = rowOf.get(store.laneOf(block.group))!;
    const from = xOf(block.start);
    const to = Math.max(from + 1, xOf(block.start + block.ms));
    if (to <= full[row]! && block.group !== selected) continue;
    full[row] = Math.floor(to);
    const isMuted = (selected !== null && block.group !== selected) || (cell !== null && group.cell !== cell);
    context.globalAlpha = isMuted ? 0.22 : 0.45 + 0.55 * Math.min(1, block.busyMs / block.ms || 1);
    const name = block.spans > 1 ? `${group.name} and others` : group.name;
    paintBar(context, from, to - from, AXIS + row * ROW + GAP / 2, colourOf(colours, group.name), colours["page"], name);
  }
  context.restore();
}

function paintBar(context: CanvasRenderingContext2D, x: number, width: number, y: number, fill: string, ink: string, title: string): void {
  const left = Math.max(LABELS, x);
  const visible = Math.min(x + width, context.canvas.clientWidth) - left;
  context.fillStyle = fill;
  if (visible > 4) {
    context.beginPath();
    context.roundRect(x, y, width - 0.5, ROW - GAP, 2);
    context.fill();
  } else context.fillRect(x, y, width, ROW - GAP);
  if (visible < NAMED) return;
  context.save();
  context.beginPath();
  context.rect(left, y, visible - 4, ROW);
  context.clip();
  context.globalAlpha = Math.max(context.globalAlpha, 0.6);
  context.fillStyle = ink;
  context.fillText(title, left + 5, y + (ROW - GAP) / 2 + 0.5);
  context.restore();
}

function paintAxis(context: CanvasRenderingContext2D, { viewport, store }: TimelineState, width: number, height: number, colours: Colours, xOf: (time: number) => number): void {
  const origin = Math.min(...Array.from(store.runs.values(), ({ start }) => start), viewport.start + (store.runs.size > 0 ? Infinity : 0));
  const zero = Number.isFinite(origin) ? origin : viewport.start;
  for (const tick of ticksOf({ start: viewport.start - zero, end: viewport.end - zero }, (width - LABELS) / TICK)) {
    const x = Math.round(xOf(tick + zero));
    if (x < LABELS) continue;
    context.fillStyle = colours["line"];
    context.fillRect(x, AXIS - 6, 1, height);
    context.fillStyle = colours["ink-faint"];
    context.fillText(tick === 0 ? "0" : `${tick < 0 ? "−" : ""}${showTime(Math.abs(tick))}`, x + 4, AXIS / 2);
  }
}

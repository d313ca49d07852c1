/** Which stretch of time a timeline shows. Pure arithmetic on its two ends. */
import type { CellRunTime } from "../../../../../kernel/wire/profile.ts";

/** Milliseconds. */
export interface Viewport {
  start: number;
  end: number;
}

const SHORTEST = 1e-3;
/** Runs that follow each other within this time belong together, such as those of Run all. */
const TOGETHER = 250;
/** Empty time left and right, as a part of what is shown. */
const MARGIN = 0.02;

/** Makes the stretch `factor` times as long around a moment. */
export function zoom({ start, end }: Viewport, factor: number, around: number): Viewport {
  const length = Math.max(SHORTEST, (end - start) * factor);
  const left = (around - start) / (end - start);
  return { start: around - length * left, end: around + length * (1 - left) };
}

/** Moves it by a part of its own length. */
export function pan({ start, end }: Viewport, part: number): Viewport {
  const by = (end - start) * part;
  return { start: start + by, end: end + by };
}

/** The last run, with those just before it; null when nothing ran. */
export function lastRuns(runs: readonly CellRunTime[], now: number): Viewport | null {
  const ordered = runs.toSorted((a, b) => a.start - b.start);
  const endOf = ({ start, ms }: CellRunTime) => (ms === null ? Math.max(start, now) : start + ms);
  const last = ordered.at(-1);
  if (!last) return null;
  let { start } = last;
  for (const run of ordered.slice(0, -1).toReversed()) {
    if (start - endOf(run) > TOGETHER) break;
    start = Math.min(start, run.start);
  }
  return withMargin({ start, end: endOf(last) });
}

/** From the first run to the last; null when nothing ran. */
export function allRuns(runs: readonly CellRunTime[], now: number): Viewport | null {
  if (runs.length === 0) return null;
  const start = Math.min(...runs.map((run) => run.start));
  return withMargin({ start, end: Math.max(...runs.map((run) => (run.ms === null ? now : run.start + run.ms))) });
}

function withMargin({ start, end }: Viewport): Viewport {
  const margin = Math.max(SHORTEST, (end - start) * MARGIN);
  return { start: start - margin, end: end + margin };
}

/** Round moments about so far apart that `count` of them are in view. */
export function ticksOf({ start, end }: Viewport, count: number): number[] {
  const rough = (end - start) / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= rough)!;
  const first = Math.ceil(start / step);
  return Array.from({ length: Math.max(0, Math.floor(end / step) - first + 1) }, (_, index) => (first + index) * step);
}

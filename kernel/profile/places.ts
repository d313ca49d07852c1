/** Where in the notebook a result comes from: the cell that speaks, and its line while somebody looks for memory, because lines cost a stack trace. */
import { cellFrames, runOfUrl } from "../errors/stack.ts";
import type { RunText } from "../errors/report.ts";
import type { Owner } from "../owner.ts";
import type { Run } from "../run.ts";

/** Of a cell's time that may go into stack traces, and how many milliseconds may be saved up for a burst. */
const STACK_SHARE = 0.05;
const STACK_CREDIT = 50;
/** Frames of the library may lie between the cell's line and the result. */
const STACK_DEPTH = 40;

export interface Places {
  /** Whether lines are told, of as many results as there is time for; of the others the cell alone. Default: false. */
  withLines: boolean;
  /** `cell 3`, or `cell 3, line 4`; undefined when no cell ran yet. */
  here(): string | undefined;
  /** The cell of such a place. */
  cellOf(place: string): string | null;
}

export function createPlaces(owner: Owner, find: (executionCount: number) => RunText | undefined): Places {
  const cells = new Map<string, string>();
  /** Places by the spot in the code that ran. */
  const lines = new Map<string, string>();
  let credit = STACK_CREDIT;
  let lastStack = performance.now();
  let sinceLook = 0;
  let last: { run: Run; title: string } | undefined;

  function title(run: Run): string {
    if (last?.run !== run) {
      last = { run, title: titleOf(run.name) };
      cells.set(last.title, run.cell);
    }
    return last.title;
  }

  /** Spends at most its share of the time, so that a million small operations stay nearly as fast as they are. */
  function affordedSpot(): Spot | undefined {
    // Without credit the clock itself is looked at seldom.
    if (credit <= 0 && ++sinceLook % 16 !== 0) return undefined;
    const start = performance.now();
    credit = Math.min(STACK_CREDIT, credit + (start - lastStack) * STACK_SHARE);
    lastStack = start;
    if (credit <= 0) return undefined;
    const spot = spotHere();
    credit -= performance.now() - start;
    return spot;
  }

  function lineHere(): string | undefined {
    const spot = affordedSpot();
    if (!spot) return undefined;
    const key = `${spot.run}:${spot.line}:${spot.column}`;
    const known = lines.get(key);
    if (known !== undefined) return known;
    const text = find(spot.run);
    if (!text) return undefined;
    const place = `${titleOf(text.name)}, line ${text.original(spot.line, spot.column).line}`;
    cells.set(place, text.cell);
    lines.set(key, place);
    return place;
  }

  const places: Places = {
    withLines: false,
    here() {
      const run = owner.current;
      if (!run) return undefined;
      const line = places.withLines ? lineHere() : undefined;
      if (line !== undefined) return line;
      return title(run);
    },
    cellOf: (place) => cells.get(place) ?? null,
  };
  return places;
}

interface Spot {
  run: number;
  line: number;
  column: number;
}

/** What V8 tells of a frame. */
interface CallSite {
  getScriptNameOrSourceURL(): string | null;
  getLineNumber(): number | null;
  getColumnNumber(): number | null;
}

interface Engine {
  stackTraceLimit?: number;
  prepareStackTrace?: (error: unknown, frames: CallSite[]) => unknown;
  captureStackTrace?(target: object): void;
}

/** The innermost frame of a cell. V8 hands frames over unwritten, which takes about half the time of writing and reading a stack. */
function spotHere(): Spot | undefined {
  const engine = Error as Engine;
  if (!engine.captureStackTrace) return cellFrames(new Error("here").stack ?? "")[0];
  const { stackTraceLimit, prepareStackTrace } = engine;
  const holder: { stack?: unknown } = {};
  engine.stackTraceLimit = STACK_DEPTH;
  engine.prepareStackTrace = (_, frames) => spotOf(frames);
  engine.captureStackTrace(holder);
  const spot = holder.stack;
  Object.assign(engine, { stackTraceLimit, prepareStackTrace });
  return spot as Spot | undefined;
}

function spotOf(frames: readonly CallSite[]): Spot | undefined {
  for (const frame of frames) {
    const run = runOfUrl(frame.getScriptNameOrSourceURL() ?? "");
    if (run !== undefined) return { run, line: frame.getLineNumber() ?? 0, column: frame.getColumnNumber() ?? 0 };
  }
  return undefined;
}

/** `cell-3.ts` is cell 3. */
const titleOf = (name: string) => name.replace(/\.ts$/, "").replace("-", " ");

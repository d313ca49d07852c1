/** Where in the notebook a result comes from: the cell that speaks, and its line while somebody looks for memory, because lines cost a stack trace. */
import { cellFrames } from "../errors/stack.ts";
import type { RunText } from "../errors/report.ts";
import type { Owner } from "../owner.ts";
import type { Run } from "../run.ts";

/** Frames of the library may lie between the cell's line and the result. */
const STACK_DEPTH = 40;

export interface Places {
  /** Whether lines are told. Default: false. */
  withLines: boolean;
  /** `cell 3`, or `cell 3, line 4`; undefined when no cell ran yet. */
  here(): string | undefined;
  /** The cell of such a place. */
  cellOf(place: string): string | null;
}

export function createPlaces(owner: Owner, find: (executionCount: number) => RunText | undefined): Places {
  const cells = new Map<string, string>();
  let last: { run: Run; title: string } | undefined;

  function title(run: Run): string {
    if (last?.run !== run) last = { run, title: titleOf(run.name) };
    return last.title;
  }

  function lineHere(): string | undefined {
    const [frame] = cellFrames(deepStack());
    const text = frame && find(frame.run);
    if (!text) return undefined;
    const place = `${titleOf(text.name)}, line ${text.original(frame.line, frame.column).line}`;
    cells.set(place, text.cell);
    return place;
  }

  const places: Places = {
    withLines: false,
    here() {
      const run = owner.current;
      if (!run) return undefined;
      const line = places.withLines ? lineHere() : undefined;
      if (line !== undefined) return line;
      const place = title(run);
      cells.set(place, run.cell);
      return place;
    },
    cellOf: (place) => cells.get(place) ?? null,
  };
  return places;
}

/** V8 gives ten frames unless it is asked for more. */
function deepStack(): string {
  const engine = Error as ErrorConstructor & { stackTraceLimit?: number };
  const before = engine.stackTraceLimit;
  engine.stackTraceLimit = STACK_DEPTH;
  const { stack = "" } = new Error("here");
  engine.stackTraceLimit = before;
  return stack;
}

/** `cell-3.ts` is cell 3. */
const titleOf = (name: string) => name.replace(/\.ts$/, "").replace("-", " ");

/** One run of one cell: what it is called, where its output goes, whether it was stopped. */
import type { Sink } from "./output/sink.ts";
import type { RunId } from "./wire/messages.ts";

export interface Run {
  readonly id: RunId;
  readonly cell: string;
  /** What the cell is called in stack traces, e.g. `cell-3.ts`. */
  readonly name: string;
  readonly source: string;
  readonly executionCount: number;
  readonly sink: Sink;
  /** Stopped by the reader: what is left of it must not go on. */
  cancelled: boolean;
}

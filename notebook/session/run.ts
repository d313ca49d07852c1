/** One cell's runs as the page shows them: a state, a clock, the outputs of the run that is under way. */
import { createSignal, type Accessor } from "solid-js";
import type { Output } from "../../cells/output.ts";

export type CellState = "idle" | "queued" | "running" | "done" | "error";

export interface LastRun {
  order: number;
  source: string;
}

export interface CellRun {
  readonly state: Accessor<CellState>;
  /** `performance.now()` at the start of the current run; null when none is under way. */
  readonly startedAt: Accessor<number | null>;
  /** Milliseconds of the last finished run in this kernel. */
  readonly duration: Accessor<number | null>;
  /** What the current run has put out so far; null when the document's outputs are the truth. */
  readonly live: Accessor<readonly Output[] | null>;
  /** What the kernel has to say about this run, such as output held back. */
  readonly notices: Accessor<readonly string[]>;
  /** What ran last in this kernel; null when nothing did. `order` grows with every run of any cell. */
  readonly lastRun: Accessor<LastRun | null>;
}

export function createRun() {
  const [state, setState] = createSignal<CellState>("idle");
  const [startedAt, setStartedAt] = createSignal<number | null>(null);
  const [duration, setDuration] = createSignal<number | null>(null);
  const [live, setLive] = createSignal<readonly Output[] | null>(null);
  const [notices, setNotices] = createSignal<readonly string[]>([]);
  const [lastRun, setLastRun] = createSignal<LastRun | null>(null);
  const run: CellRun = { state, startedAt, duration, live, notices, lastRun };
  return { run, setState, setStartedAt, setDuration, setLive, setNotices, setLastRun };
}

export type WritableRun = ReturnType<typeof createRun>;

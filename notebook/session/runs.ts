/**
 * The runs of one kernel, under way and just ended: from the kernel's events to a cell's signals at once, and to the document
 * when the run ends and every few seconds before. It asks the kernel for nothing.
 */
import { batch } from "solid-js";
import type { Output } from "../../cells/output.ts";
import type { Event, RunId } from "../../kernel/wire/messages.ts";
import type { OpenDocument } from "../document/open.ts";
import { reduceOutputs, startedOutputs, updateDisplay, type LiveOutputs } from "./outputs.ts";
import { createRun, type CellRun, type WritableRun } from "./run.ts";

/** Milliseconds between two writes of a long run's outputs into the document: a flood must not bloat it. */
const COMMIT_EVERY = 4_000;
/** The same for what timers and promises show after their run ended. */
const COMMIT_LATE = 1_000;

type Reply = Extract<Event, { type: "execute_reply" }>;

interface ActiveRun {
  cell: string;
  source: string;
  live: LiveOutputs;
  executionCount: number | null;
  lastCommit: number;
  /** Set while outputs that came after the end wait to be written. */
  lateCommit?: ReturnType<typeof setTimeout>;
}

export interface Runs {
  of(cell: string): CellRun;
  /** A run was asked for: its cell is queued. */
  queue(id: RunId, cell: string, source: string): void;
  /** Takes what the kernel says of a run; events of unknown runs change nothing. */
  receive(event: Event): void;
  /** A message for the reader of a run's cell; false when the run is not under way. */
  note(id: RunId, message: string): boolean;
  /** A fresh kernel has run nothing: states go, outputs stay. */
  forget(): void;
  /** Writes what still waits to be written. */
  settle(): void;
}

/** `onEnd` is told of each run's end. */
export function createRuns(document: OpenDocument, onEnd: (cell: string, status: Reply["status"]) => void): Runs {
  const cells = new Map<string, WritableRun>();
  const active = new Map<RunId, ActiveRun>();
  /** The last run of each cell after its end: timers and promises that it left may still show something. */
  const ended = new Map<RunId, ActiveRun>();
  let lastOrder = 0;

  function runOf(cell: string): WritableRun {
    const known = cells.get(cell);
    if (known) return known;
    const fresh = createRun();
    cells.set(cell, fresh);
    return fresh;
  }

  function receive(event: Event): void {
    if (event.type === "update_display_data") updateElsewhere(event);
    if (!("run" in event) || event.run === null) return;
    const run = active.get(event.run);
    if (!run) return showLate(event.run, event);
    if (event.type === "execute_input") start(run, event.executionCount);
    else if (event.type === "execute_reply") finish(event.run, run, event);
    else progress(run, event);
  }

  function start(run: ActiveRun, executionCount: number): void {
    run.executionCount = executionCount;
    forgetEnded((one) => one.cell === run.cell);
    const { setState, setStartedAt, setNotices, setLastRun } = runOf(run.cell);
    setLastRun({ order: ++lastOrder, source: run.source });
    setState("running");
    setStartedAt(performance.now());
    setNotices([]);
  }

  function progress(run: ActiveRun, event: Event): void {
    const live = reduceOutputs(run.live, event);
    if (live === run.live) return;
    run.live = live;
    runOf(run.cell).setLive(live.outputs);
    if (performance.now() - run.lastCommit > COMMIT_EVERY) commit(run);
  }

  function commit(run: ActiveRun): void {
    run.lastCommit = performance.now();
    document.actions.setOutputs(run.cell, [...run.live.outputs] as Output[], run.executionCount);
  }

  function finish(id: RunId, run: ActiveRun, reply: Reply): void {
    active.delete(id);
    const ran = reply.status !== "aborted";
    if (ran) ended.set(id, run);
    const { setState, setStartedAt, setDuration, setLive } = runOf(run.cell);
    if (ran) commit(run);
    setLive(null);
    setStartedAt(null);
    if (ran) setDuration(reply.duration);
    const again = [...active.values()].some(({ cell }) => cell === run.cell);
    if (!again) setState(ran ? (reply.status === "ok" ? "done" : "error") : "idle");
    onEnd(run.cell, reply.status);
  }

  /** Output of a run that ended: shown at once, written a little later. */
  function showLate(id: RunId, event: Event): void {
    const run = ended.get(id);
    const cell = run && document.model.cell(run.cell);
    if (!run || !cell) return;
    const before = run.lateCommit === undefined ? { ...run.live, outputs: cell.outputs() } : run.live;
    const live = reduceOutputs(before, event);
    if (live === before) return;
    run.live = live;
    runOf(run.cell).setLive(live.outputs);
    run.lateCommit ??= setTimeout(() => commitLate(run), COMMIT_LATE);
  }

  function commitLate(run: ActiveRun): void {
    clearTimeout(run.lateCommit);
    run.lateCommit = undefined;
    batch(() => {
      commit(run);
      runOf(run.cell).setLive(null);
    });
  }

  function forgetEnded(doomed: (run: ActiveRun) => boolean): void {
    for (const [id, run] of ended) {
      if (!doomed(run)) continue;
      if (run.lateCommit !== undefined) commitLate(run);
      ended.delete(id);
    }
  }

  /** A display may stand in another cell than the one whose code updates it. */
  function updateElsewhere(event: Extract<Event, { type: "update_display_data" }>): void {
    for (const cell of document.model.cells()) {
      const outputs = cell.outputs();
      const next = updateDisplay(outputs, event);
      if (next !== outputs) document.actions.setOutputs(cell.id, [...next], cell.executionCount());
    }
  }

  return {
    of: (cell) => runOf(cell).run,
    queue(id, cell, source) {
      active.set(id, { cell, source, live: startedOutputs, executionCount: null, lastCommit: performance.now() });
      runOf(cell).setState("queued");
    },
    receive,
    note(id, message) {
      const run = active.get(id);
      if (run) runOf(run.cell).setNotices((all) => [...all, message]);
      return run !== undefined;
    },
    forget() {
      forgetEnded(() => true);
      for (const { setState, setDuration, setLastRun, setNotices } of cells.values()) {
        setState("idle");
        setDuration(null);
        setLastRun(null);
        setNotices([]);
      }
    },
    settle: () => forgetEnded(() => true),
  };
}

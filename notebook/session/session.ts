/**
 * The session of an open notebook: asks the kernel to run cells and turns what it says into signals while a run is under way,
 * and into the document when it ends. It draws nothing and never runs anything by itself.
 */
import { batch, createSignal, type Accessor } from "solid-js";
import type { Json } from "../../cells/json.ts";
import type { Output } from "../../cells/output.ts";
import type { KernelClient, KernelOptions, KernelState } from "../../kernel/wire/client.ts";
import type { Device, Event, KernelInfo, RunId, Variable } from "../../kernel/wire/messages.ts";
import type { OpenDocument } from "../document/open.ts";
import { reduceOutputs, startedOutputs, updateDisplay, type LiveOutputs } from "./outputs.ts";
import { createRun, type CellRun, type WritableRun } from "./run.ts";

/** Milliseconds between two writes of a long run's outputs into the document: a flood must not bloat it. */
const COMMIT_EVERY = 4_000;
/** The same for what timers and promises show after their run ended. */
const COMMIT_LATE = 1_000;

interface NetworkQuestion {
  origin: string;
  what: string;
}

export interface Session {
  readonly kernel: Accessor<KernelState>;
  /** Why the kernel is dead, as a sentence. */
  readonly deathReason: Accessor<string | null>;
  readonly info: Accessor<KernelInfo | null>;
  /** Messages of the kernel that belong to no run. */
  readonly notices: Accessor<readonly string[]>;
  /** A host that a cell wants to reach and the reader has not answered yet. */
  readonly networkQuestion: Accessor<NetworkQuestion | null>;
  /** Changes whenever a run ends or the kernel restarts: variables may be others now. */
  readonly generation: Accessor<number>;
  /** A sentence for people with a screen reader, new at each end of a run. */
  readonly announcement: Accessor<string>;
  run(cell: string): CellRun;
  /** Queues code cells in this order; with `stopOnError` the rest is dropped at the first error. */
  execute(cells: readonly string[], options?: { stopOnError?: boolean }): void;
  interrupt(): void;
  restart(): void;
  answerNetwork(allow: boolean): void;
  dismissNotices(): void;
  setInput(widget: string, value: Json): void;
  variables(): Promise<Variable[]>;
  setDevice(device: Device | "auto"): Promise<void>;
  analyze(cells: { id: string; source: string }[]): ReturnType<KernelClient["analyze"]>;
  dispose(): void;
}

interface ActiveRun {
  cell: string;
  source: string;
  live: LiveOutputs;
  executionCount: number | null;
  lastCommit: number;
  /** Set while outputs that came after the end wait to be written. */
  lateCommit?: ReturnType<typeof setTimeout>;
}

export interface SessionOptions {
  notebookId: string;
  document: OpenDocument;
  connect(options: KernelOptions): KernelClient;
}

export function createSession({ notebookId, document, connect }: SessionOptions): Session {
  const [kernel, setKernel] = createSignal<KernelState>("starting");
  const [deathReason, setDeathReason] = createSignal<string | null>(null);
  const [info, setInfo] = createSignal<KernelInfo | null>(null);
  const [notices, setNotices] = createSignal<readonly string[]>([]);
  const [networkQuestion, setNetworkQuestion] = createSignal<NetworkQuestion | null>(null);
  const [generation, setGeneration] = createSignal(0);
  const [announcement, announce] = createSignal("");
  const runs = new Map<string, WritableRun>();
  const active = new Map<RunId, ActiveRun>();
  /** The last run of each cell after its end: timers and promises that it left may still show something. */
  const ended = new Map<RunId, ActiveRun>();
  let lastOrder = 0;

  const client = connect({
    notebookId,
    onEvents: (events) => batch(() => events.forEach(receive)),
    onState(state, reason) {
      batch(() => {
        setKernel(state);
        setDeathReason(state === "dead" ? (reason ?? "the kernel ended") : null);
        if (state === "starting") forgetRuns();
      });
    },
  });

  function runOf(cell: string): WritableRun {
    const known = runs.get(cell);
    if (known) return known;
    const fresh = createRun();
    runs.set(cell, fresh);
    return fresh;
  }

  /** Number of a cell among all, as labels and announcements say it. */
  const numberOf = (cell: string) => document.model.cells().findIndex(({ id }) => id === cell) + 1;

  function execute(cells: readonly string[], { stopOnError = true } = {}): void {
    if (kernel() === "dead") return;
    const together = crypto.randomUUID();
    batch(() => {
      for (const id of cells) {
        const cell = document.model.cell(id);
        if (cell?.kind() !== "code") continue;
        const source = cell.source();
        const run = client.execute({ cell: id, name: `cell-${numberOf(id)}.ts`, source, stopOnError, batch: together });
        active.set(run, { cell: id, source, live: startedOutputs, executionCount: null, lastCommit: performance.now() });
        runOf(id).setState("queued");
      }
    });
  }

  function receive(event: Event): void {
    if (event.type === "kernel_info") setInfo(event.info);
    if (event.type === "network_request") setNetworkQuestion({ origin: event.origin, what: event.what });
    if (event.type === "notice") return note(event.run, event.message);
    if (event.type === "update_display_data") updateElsewhere(event);
    if (!("run" in event) || event.run === null) return;
    const run = active.get(event.run);
    if (!run) return showLate(event.run, event);
    if (event.type === "execute_input") start(run, event.executionCount);
    else if (event.type === "execute_reply") finish(event.run as RunId, run, event);
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

  function finish(id: RunId, run: ActiveRun, reply: Extract<Event, { type: "execute_reply" }>): void {
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
    setGeneration((count) => count + 1);
    if (ran) announce(`Cell ${numberOf(run.cell)} ${ENDINGS[reply.status]}`);
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

  function note(run: RunId | null, message: string): void {
    const cell = run === null ? undefined : active.get(run)?.cell;
    if (cell) runOf(cell).setNotices((all) => [...all, message]);
    else setNotices((all) => [...all.filter((one) => one !== message), message]);
    announce(message);
  }

  /** A display may stand in another cell than the one whose code updates it. */
  function updateElsewhere(event: Extract<Event, { type: "update_display_data" }>): void {
    for (const cell of document.model.cells()) {
      const outputs = cell.outputs();
      const next = updateDisplay(outputs, event);
      if (next !== outputs) document.actions.setOutputs(cell.id, [...next], cell.executionCount());
    }
  }

  /** A fresh kernel has run nothing. */
  function forgetRuns(): void {
    forgetEnded(() => true);
    for (const { setState, setDuration, setLastRun, setNotices } of runs.values()) {
      setState("idle");
      setDuration(null);
      setLastRun(null);
      setNotices([]);
    }
    setInfo(null);
    setGeneration((count) => count + 1);
  }

  return {
    kernel,
    deathReason,
    info,
    notices,
    networkQuestion,
    generation,
    announcement,
    run: (cell) => runOf(cell).run,
    execute,
    interrupt: () => client.interrupt(),
    restart: () => client.restart(),
    answerNetwork(allow) {
      const question = networkQuestion();
      setNetworkQuestion(null);
      if (allow && question) client.restart({ network: [...client.network, question.origin] });
    },
    dismissNotices: () => setNotices([]),
    setInput: (widget, value) => client.setInput(widget, value),
    variables: () => client.variables(),
    async setDevice(device) {
      const chosen = await client.setDevice(device);
      setInfo((info) => info && { ...info, device: chosen });
    },
    analyze: (cells) => client.analyze(cells),
    dispose() {
      forgetEnded(() => true);
      client.dispose();
    },
  };
}

const ENDINGS = { ok: "finished", error: "ended with an error", interrupted: "was interrupted", aborted: "was not run" };

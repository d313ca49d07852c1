/**
 * The session of an open notebook: asks the kernel to run cells, and tells the page how the kernel is. What becomes of the runs is
 * `runs.ts`'s business. It draws nothing and never runs anything by itself.
 */
import { batch, createSignal, type Accessor } from "solid-js";
import { randomId } from "../../cells/random-id.ts";
import type { KernelClient, KernelOptions, KernelState, Watched } from "../../kernel/wire/client.ts";
import type { Device, Event, InputValue, KernelInfo, RunId, Variable } from "../../kernel/wire/messages.ts";
import type { OpenDocument } from "../document/open.ts";
import { createRuns } from "./runs.ts";
import type { CellRun } from "./run.ts";

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
  setInput(widget: string, value: InputValue): void;
  variables(): Promise<Variable[]>;
  setDevice(device: Device | "auto"): Promise<void>;
  analyze(cells: { id: string; source: string }[]): ReturnType<KernelClient["analyze"]>;
  /** Has the kernel tell what it does, from the beginning and until the returned function is called. */
  watch(what: keyof Watched, listen: (event: WatchEvent) => void): () => void;
  /** What the panels ask of the kernel. */
  readonly profiler: Pick<KernelClient, "clearProfile" | "kernelSource" | "trace" | "ceilings" | "releaseMemory">;
  dispose(): void;
}

/** What the kernel tells to panels. */
export type WatchEvent = Extract<Event, { type: "profile_data" | "memory_data" }>;

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
  const listeners = new Map<keyof Watched, (event: WatchEvent) => void>();
  const runs = createRuns(document, (cell, status) => {
    setGeneration((count) => count + 1);
    if (status !== "aborted") announce(`Cell ${numberOf(cell)} ${ENDINGS[status]}`);
  });

  const client = connect({
    notebookId,
    onEvents: (events) => batch(() => events.forEach(receive)),
    onState(state, reason) {
      batch(() => {
        setKernel(state);
        setDeathReason(state === "dead" ? (reason ?? "the kernel ended") : null);
        if (state === "starting") startAfresh();
      });
    },
  });

  /** Number of a cell among all, as labels and announcements say it. */
  const numberOf = (cell: string) => document.model.cells().findIndex(({ id }) => id === cell) + 1;

  function execute(cells: readonly string[], { stopOnError = true } = {}): void {
    if (kernel() === "dead") return;
    const together = randomId();
    batch(() => {
      for (const id of cells) {
        const cell = document.model.cell(id);
        if (cell?.kind() !== "code") continue;
        const source = cell.source();
        const run = client.execute({ cell: id, name: `cell-${numberOf(id)}.ts`, source, stopOnError, batch: together });
        runs.queue(run, id, source);
      }
    });
  }

  function receive(event: Event): void {
    if (event.type === "kernel_info") setInfo(event.info);
    else if (event.type === "network_request") setNetworkQuestion({ origin: event.origin, what: event.what });
    else if (event.type === "notice") note(event.run, event.message);
    else if (event.type === "profile_data") listeners.get("profile")?.(event);
    else if (event.type === "memory_data") listeners.get("memory")?.(event);
    else runs.receive(event);
  }

  const tellWatched = () => client.watch({ profile: listeners.has("profile"), memory: listeners.has("memory") });

  function note(run: RunId | null, message: string): void {
    if (run === null || !runs.note(run, message)) setNotices((all) => [...all.filter((one) => one !== message), message]);
    announce(message);
  }

  /** A fresh kernel has run nothing. */
  function startAfresh(): void {
    runs.forget();
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
    run: (cell) => runs.of(cell),
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
    watch(what, listen) {
      listeners.set(what, listen);
      tellWatched();
      return () => {
        if (listeners.get(what) !== listen) return;
        listeners.delete(what);
        tellWatched();
      };
    },
    profiler: client,
    dispose() {
      runs.settle();
      client.dispose();
    },
  };
}

const ENDINGS = { ok: "finished", error: "ended with an error", interrupted: "was interrupted" };

/**
 * The page's side of a kernel: opens the frame, shakes hands, sends requests, hands on checked events, watches over its life.
 * It draws nothing and knows no document. Two clients on one page share nothing.
 */
import type { MimeBundle } from "../../cells/output.ts";
import { randomId } from "../../cells/random-id.ts";
import { checkFromFrame } from "./check.ts";
import type { DeviceCeilings, KernelSource } from "./profile.ts";
import type { Analysis, Batch, Device, Event, InputValue, KernelInfo, Request, RunId, Variable } from "./messages.ts";
import { kernelPlaces } from "./origin.ts";
import { openFrame } from "./open.ts";
import type { Frame } from "./open.ts";

export type KernelState = "starting" | "idle" | "busy" | "dead";

export interface KernelOptions {
  /** Gives the kernel an origin of its own, so that notebooks cannot reach each other. */
  notebookId: string;
  /** Origins that the reader approved for this notebook, e.g. `["https://esm.sh"]`. Default: none. */
  network?: readonly string[];
  /** Events in order. Every run that was asked for ends in one `execute_reply`, also when the kernel dies. */
  onEvents(events: Batch): void;
  /** `reason` is a sentence for the reader, present when the state is `dead`. */
  onState(state: KernelState, reason?: string): void;
}

interface Completion {
  /** Offset in the source where the completed word begins. */
  from: number;
  items: { label: string; kind: string; detail: string }[];
}

interface ExecuteOptions {
  cell: string;
  /** What the cell is called in stack traces, e.g. `cell-3.ts`. */
  name: string;
  source: string;
  /** An error in this run aborts the requests already queued behind it. Default true, as in Jupyter. */
  stopOnError?: boolean;
  /** Names the requests sent together; an error also stops those of them that have not arrived yet. */
  batch?: string;
}

export interface KernelClient {
  readonly state: KernelState;
  /** What the kernel can do here; null until it has started. */
  readonly info: KernelInfo | null;
  readonly network: readonly string[];
  /** Queues a run and returns its name; what happens to it arrives as events. */
  execute(options: ExecuteOptions): RunId;
  /**
   * Asks the running cell to stop and drops the queue; variables stay. Where a cell does not hear it, a `notice` says what
   * follows: without shared memory the kernel is restarted after a second, otherwise a second `interrupt` does that.
   */
  interrupt(): void;
  /** A fresh frame: variables, timers and workers of the old one are gone. `network` replaces the approved origins. */
  restart(options?: { network?: readonly string[] }): void;
  /** The value of an input widget, changed by the reader. */
  setInput(widget: string, value: InputValue): void;
  /** These five reject when the kernel dies or is restarted before it answers. */
  analyze(cells: { id: string; source: string }[]): Promise<Analysis[]>;
  complete(source: string, position: number): Promise<Completion>;
  inspect(source: string, position: number): Promise<MimeBundle | null>;
  variables(): Promise<Variable[]>;
  setDevice(device: Device | "auto"): Promise<Device>;
  /** What `onEvents` is told of the kernel's work, also after a restart. */
  watch(wanted: Watched): void;
  /** Forgets what was recorded. */
  clearProfile(): void;
  /** These four reject as those above. */
  kernelSource(group: number): Promise<KernelSource>;
  trace(): Promise<string>;
  ceilings(device: Device): Promise<DeviceCeilings>;
  /** Gives memory that no tensor holds back to the host; resolves to the bytes. */
  releaseMemory(): Promise<number>;
  /** Removes the frame; no event or state follows. */
  dispose(): void;
}

export interface Watched {
  profile: boolean;
  memory: boolean;
}

/** How long a cell may take to hear a Stop. */
const STOP_DEADLINE = 1_000;

interface Question {
  resolve(event: Event): void;
  reject(error: Error): void;
}

/**
 * Starts a kernel for a notebook; events begin to arrive at once. Nothing of the notebook is run by this.
 *
 * @throws when the notebook's id is too long to be a host name
 */
export function connectKernel({ notebookId, network = [], onEvents, onState }: KernelOptions): KernelClient {
  let approved = network;
  let state: KernelState = "starting";
  let info: KernelInfo | null = null;
  let frame: Frame;
  /** Runs without a reply yet, in the order they were asked for. */
  const runs = new Set<RunId>();
  const questions = new Map<number, Question>();
  let lastQuestion = 0;
  let watched: Watched = { profile: false, memory: false };
  let stopTimer: ReturnType<typeof setTimeout> | undefined;
  const places = kernelPlaces(location, notebookId, import.meta.env.VITE_KERNEL_ORIGIN);

  function setState(next: KernelState, reason?: string) {
    if (next === state) return;
    state = next;
    onState(next, reason);
  }

  function open() {
    info = null;
    frame = openFrame({ page: "frame", places, network: approved, onMessage: receive, onLost: die });
    if (watched.profile || watched.memory) watch(watched);
  }

  function watch(wanted: Watched) {
    watched = wanted;
    if (state !== "dead") send({ type: "watch_request", ...wanted });
  }

  function send(request: Request) {
    frame.post({ type: "request", request });
  }

  function receive(data: unknown) {
    const message = checkFromFrame(data);
    if (message.type === "pong") return;
    if (message.type === "gone") return die(message.reason);
    frame.post({ type: "ack" });
    const forPage = message.events.filter((event) => !take(event));
    if (message.refused > 0) forPage.push(notice(`${message.refused} malformed messages of the kernel were refused`));
    if (forPage.length > 0) onEvents(forPage);
  }

  /** What the client itself needs to know of an event; true when the page has no use for it. */
  function take(event: Event): boolean {
    if (event.type === "kernel_info") info = event.info;
    if (event.type === "status") setState(event.state);
    if (event.type === "execute_reply") {
      if (!runs.delete(event.run)) return true;
      if (runs.size === 0 || event.status === "interrupted") forgetStop();
    }
    if (!("id" in event)) return false;
    questions.get(event.id)?.resolve(event);
    questions.delete(event.id);
    return true;
  }

  function die(reason: string) {
    frame.close();
    abandon(reason);
    setState("dead", reason);
  }

  function forgetStop() {
    clearTimeout(stopTimer);
    stopTimer = undefined;
  }

  /** Ends what the old frame will never answer. The first open run is the one that was running. */
  function abandon(reason: string) {
    forgetStop();
    const replies = [...runs].map((run, index): Event => {
      const status = index === 0 ? "interrupted" : "aborted";
      return { type: "execute_reply", run, status, executionCount: null, duration: 0 };
    });
    runs.clear();
    for (const question of questions.values()) question.reject(new Error(`kernel is gone: ${reason}`));
    questions.clear();
    if (replies.length > 0) onEvents(replies);
  }

  function restart(options: { network?: readonly string[] } = {}) {
    frame.close();
    approved = options.network ?? approved;
    abandon("it was restarted");
    setState("starting");
    open();
  }

  function forceStop() {
    // Told of the kernel, not of the run: the page forgets its runs at a restart.
    onEvents([notice("The cell did not stop, so the kernel was restarted; its variables are gone")]);
    restart();
  }

  function ask<Type extends Event["type"]>(request: (id: number) => Request): Promise<Extract<Event, { type: Type }>> {
    if (state === "dead") return Promise.reject(new Error("kernel is dead: restart it first"));
    const id = ++lastQuestion;
    send(request(id));
    return new Promise((resolve, reject) => questions.set(id, { resolve: resolve as (event: Event) => void, reject }));
  }

  open();
  return {
    get state() {
      return state;
    },
    get info() {
      return info;
    },
    get network() {
      return approved;
    },
    execute({ cell, name, source, stopOnError = true, batch }) {
      if (state === "dead") throw new Error("kernel is dead: restart it first");
      const run = randomId();
      runs.add(run);
      send({ type: "execute_request", run, cell, name, source, stopOnError, batch });
      return run;
    },
    interrupt() {
      if (runs.size === 0) return;
      if (stopTimer !== undefined) return forceStop();
      send({ type: "interrupt_request" });
      stopTimer = setTimeout(() => {
        if (info && !info.sharedMemory) return forceStop();
        const message = "The cell has not stopped yet: it is inside one long operation. Press Interrupt again to restart the kernel";
        onEvents([notice(message, [...runs][0])]);
      }, STOP_DEADLINE);
    },
    restart,
    setInput: (widget, value) => send({ type: "input_value", widget, value }),
    analyze: (cells) => ask<"analyze_reply">((id) => ({ type: "analyze_request", id, cells })).then((reply) => reply.cells),
    complete: (source, position) => ask<"complete_reply">((id) => ({ type: "complete_request", id, source, position })),
    inspect: (source, position) =>
      ask<"inspect_reply">((id) => ({ type: "inspect_request", id, source, position })).then((reply) => reply.data),
    variables: () => ask<"variables_reply">((id) => ({ type: "variables_request", id })).then((reply) => reply.variables),
    async setDevice(device) {
      const reply = await ask<"set_device_reply">((id) => ({ type: "set_device_request", id, device }));
      if (reply.error) throw new Error(reply.error);
      return reply.device;
    },
    watch,
    clearProfile: () => send({ type: "clear_profile_request" }),
    kernelSource: (group) => ask<"kernel_source_reply">((id) => ({ type: "kernel_source_request", id, group })).then((reply) => reply.source),
    trace: () => ask<"trace_reply">((id) => ({ type: "trace_request", id })).then((reply) => reply.text),
    async ceilings(device) {
      const reply = await ask<"ceilings_reply">((id) => ({ type: "ceilings_request", id, device }));
      if (!reply.ceilings) throw new Error(reply.error ?? "nothing was measured");
      return reply.ceilings;
    },
    releaseMemory: () => ask<"release_memory_reply">((id) => ({ type: "release_memory_request", id })).then((reply) => reply.bytes),
    dispose() {
      frame.close();
      forgetStop();
      runs.clear();
      for (const question of questions.values()) question.reject(new Error("kernel is gone: the page let go of it"));
    },
  };
}

function notice(message: string, run: RunId | null = null): Event {
  return { type: "notice", run, level: "warning", message };
}

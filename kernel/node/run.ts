/** Runs a whole notebook in Node, cell by cell, as `tessera run` and the tests of notebooks do. */
import { Worker } from "node:worker_threads";
import type { Cell, Notebook } from "../../cells/notebook.ts";
import type { Output } from "../../cells/output.ts";
import type { Device, Event, Request } from "../wire/messages.ts";
import { Outputs } from "./outputs.ts";
import { shippedData, threadFile } from "./place.ts";
import type { ThreadData } from "./thread.ts";

/** Milliseconds that a cell has to hear a Stop before its thread is ended. */
const STOP_DEADLINE = 1_000;

type CellStatus = "ok" | "error" | "interrupted" | "timeout";

export interface RunOptions {
  /** Where new tensors are made. Default: `cpu`, which gives the same numbers on every machine. */
  device?: Device | "auto";
  /** Seconds that one cell may take. Default: no limit. */
  timeout?: number;
  /** Go on after a cell that failed. Default false. */
  allowErrors?: boolean;
  /** Where relative addresses and `npm:` packages are looked for. Default: the working directory. */
  directory?: string;
  /** A code cell begins, and one has ended. */
  onProgress?(progress: { cell: Cell; index: number; of: number; status?: CellStatus; duration?: number }): void;
  /** Ends the run: the running cell is stopped, the others do not run. */
  signal?: AbortSignal;
}

export interface RunReport {
  /** The notebook with outputs and execution counts; the given one is left as it was. */
  notebook: Notebook;
  status: "ok" | "error" | "interrupted";
  /** Whether every cell was run, whatever became of it. */
  complete: boolean;
  /** The cell that failed first. */
  failed?: Cell;
}

/** Rejects when the kernel itself cannot start, e.g. for a device that this machine lacks. */
export async function runNotebook(notebook: Notebook, options: RunOptions = {}): Promise<RunReport> {
  const cells = notebook.cells.map((cell) => (cell.kind === "code" ? { ...cell, outputs: [] as Output[], executionCount: null as number | null } : cell));
  const code = cells.filter((cell) => cell.kind === "code" && cell.source.trim() !== "");
  const executed: Notebook = { ...notebook, cells };
  const outputs = new Outputs();
  const kernel = await openThread(options);
  let failed: Cell | undefined;
  let complete = true;
  try {
    for (const [index, cell] of code.entries()) {
      options.onProgress?.({ cell, index, of: code.length });
      cell.outputs = outputs.open(`run-${index}`);
      const { status, duration, executionCount } = await runCell(kernel, cell, index, outputs, options);
      cell.executionCount = executionCount;
      options.onProgress?.({ cell, index, of: code.length, status, duration });
      if (status !== "ok") failed ??= cell;
      if (status === "interrupted") return { notebook: executed, status, complete: false, failed: cell };
      if (status === "ok" || (options.allowErrors && kernel.alive)) continue;
      complete = index === code.length - 1;
      break;
    }
  } finally {
    await kernel.close();
  }
  return { notebook: executed, status: failed ? "error" : "ok", complete, ...(failed && { failed }) };
}

interface Thread {
  readonly alive: boolean;
  post(request: Request): void;
  stop(): void;
  onEvent(listener: (event: Event) => void): void;
  /** Settles when the thread is gone, with the reason. */
  readonly gone: Promise<string>;
  close(): Promise<unknown>;
}

async function openThread({ device = "cpu", directory = process.cwd() }: RunOptions): Promise<Thread> {
  const flag = new SharedArrayBuffer(8);
  const data: ThreadData = { flag, device, directory, shipped: shippedData() };
  const worker = new Worker(await threadFile(), { workerData: data });
  let alive = true;
  let listener: ((event: Event) => void) | undefined;
  worker.on("message", (event: Event) => listener?.(event));
  const gone = new Promise<string>((resolve) => {
    worker.on("error", (error) => resolve(error.message));
    worker.on("exit", () => resolve("the kernel ended"));
  });
  void gone.then(() => (alive = false));
  const thread: Thread = {
    get alive() {
      return alive;
    },
    post: (request) => worker.postMessage(request),
    stop() {
      Atomics.store(new Int32Array(flag), 0, 1);
      worker.postMessage({ type: "interrupt_request" } satisfies Request);
    },
    onEvent: (next) => (listener = next),
    gone,
    close: () => worker.terminate(),
  };
  const started = new Promise<void>((resolve) => thread.onEvent((event) => event.type === "kernel_info" && resolve()));
  const failure = await Promise.race([started, gone]);
  if (failure !== undefined) throw new Error(failure);
  return thread;
}

interface CellReport {
  status: CellStatus;
  duration: number;
  executionCount: number | null;
}

async function runCell(kernel: Thread, cell: Cell, index: number, outputs: Outputs, options: RunOptions): Promise<CellReport> {
  const start = performance.now();
  let executionCount: number | null = null;
  let stopped: "timeout" | "interrupted" | undefined;
  const timers: NodeJS.Timeout[] = [];
  const stop = (reason: "timeout" | "interrupted") => {
    stopped ??= reason;
    kernel.stop();
    timers.push(setTimeout(() => void kernel.close(), STOP_DEADLINE));
  };
  const onAbort = () => stop("interrupted");
  const done = new Promise<"ok" | "error" | "interrupted">((resolve) => {
    kernel.onEvent((event) => {
      if (event.type === "execute_input") executionCount = event.executionCount;
      outputs.take(event);
      if (event.type === "execute_reply") resolve(event.status === "aborted" ? "interrupted" : event.status);
    });
  });
  if (options.timeout !== undefined) timers.push(setTimeout(() => stop("timeout"), options.timeout * 1_000));
  options.signal?.addEventListener("abort", onAbort);
  kernel.post({ type: "execute_request", run: `run-${index}`, cell: cell.id, name: `cell-${index + 1}.ts`, source: cell.source, stopOnError: true });
  if (options.signal?.aborted) onAbort();
  const outcome = await Promise.race([done, kernel.gone.then(() => "gone" as const)]);
  options.signal?.removeEventListener("abort", onAbort);
  for (const timer of timers) clearTimeout(timer);
  const duration = performance.now() - start;
  const status: CellStatus = outcome === "ok" ? "ok" : (stopped ?? (outcome === "gone" ? "error" : outcome));
  if (status === "timeout") cell.outputs.push(failure("TimeoutError", `the cell took longer than ${options.timeout} s`));
  else if (outcome === "gone" && !stopped) cell.outputs.push(failure("KernelDied", await kernel.gone));
  return { status, duration, executionCount };
}

function failure(name: string, message: string): Output {
  return { type: "error", name, message, traceback: [`${name}: ${message}`] };
}

/**
 * The frame between page and worker: passes requests on, gathers events, raises the Stop flag, and tells when the worker is
 * gone. It runs no cell's code, so it stays responsive whatever a cell does.
 */
import { checkBatch } from "../wire/check.ts";
import type { FromFrame, ToFrame } from "../wire/port.ts";
import type { FromWorker, ToWorker, WorkerStart } from "../wire/worker.ts";
import { watchWorker } from "./alive.ts";
import type { Watch } from "./alive.ts";
import { createBatcher } from "./batch.ts";

/** Starts a kernel in `worker` for the page at the other end of `port`. */
export function relay(port: MessagePort, worker: Worker, isolation: WorkerStart["isolation"]): void {
  const tell = (message: FromFrame) => port.postMessage(message);
  const flag = window.crossOriginIsolated ? new Int32Array(new SharedArrayBuffer(8)) : null;
  const batcher = createBatcher((events) => tell({ type: "batch", events }));
  /** Requests that came before the worker heard. */
  let early: ToWorker[] | null = [];
  let watch: Watch | undefined;
  /** A cell can send on the worker's behalf, so the frame already looks at what it gets. */
  const pass = (data: unknown) => {
    const { events, refused } = checkBatch(data);
    const status = events.findLast((event) => event.type === "status");
    if (status?.type === "status") watch?.setBusy(status.state !== "idle");
    if (refused > 0) events.push({ type: "notice", run: null, level: "warning", message: `${refused} malformed messages of the kernel were refused` });
    batcher.add(events);
  };
  const toWorker = (message: ToWorker) => (early ? void early.push(message) : worker.postMessage(message));

  port.addEventListener("message", ({ data }: MessageEvent<ToFrame>) => {
    if (data.type === "ping") return tell({ type: "pong" });
    if (data.type === "ack") return batcher.acknowledge();
    if (data.request.type === "interrupt_request" && flag) Atomics.store(flag, 0, 1);
    toWorker(data.request);
  });
  port.start();

  const root = new URL(import.meta.env.BASE_URL, location.href).href;
  const network = (new URL(location.href).searchParams.get("network") ?? "").split(" ").filter(Boolean);
  worker.addEventListener("error", (event) => {
    event.preventDefault();
    // Errors of cells never come here: the worker reports them itself. What comes is a worker that could not load.
    if (early) tell({ type: "gone", reason: `the kernel could not start: ${event.message || "its script did not load"}` });
  });
  worker.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => {
    watch?.heard();
    if (data === "pong") return;
    if (data !== "ready") return pass(data);
    if (!early) return;
    for (const message of early) worker.postMessage(message);
    early = null;
    watch = watchWorker(() => toWorker({ type: "ping" }), () => tell({ type: "gone", reason: "its worker ended, or is kept busy by what a cell left behind" }));
  });
  worker.postMessage({ type: "start", flag: flag?.buffer ?? null, isolation, network, root } satisfies WorkerStart);
}

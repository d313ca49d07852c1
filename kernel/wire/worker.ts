/** What frame and worker say to each other besides `messages.ts`: the start. Types only. */
import type { Batch, KernelInfo, Request } from "./messages.ts";

export interface WorkerStart {
  type: "start";
  /** Its first number is 1 while a Stop is asked for; null without shared memory. */
  flag: SharedArrayBuffer | null;
  isolation: KernelInfo["isolation"];
  /** Origins that the reader approved. */
  network: string[];
  /** Address of the site's root; relative addresses of `fetch` start there. */
  root: string;
}

/** Host to worker. */
export type ToWorker = WorkerStart | Request | { type: "ping" };

/** Worker to host: `ready` once it hears requests; from then on events, and `pong` to each `ping`. */
export type FromWorker = "ready" | "pong" | Batch;

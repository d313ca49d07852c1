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
  /** A lock that the worker takes and never gives back, so that its end can be heard. */
  lock: string;
}

/** Host to worker. */
export type ToWorker = WorkerStart | Request;

/** Worker to host: `ready` once its lock is held; from then on events. */
export type FromWorker = "ready" | Batch;

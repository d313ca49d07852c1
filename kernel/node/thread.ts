/** The kernel's host in Node: a thread that holds one kernel, so that an endless cell can be ended from outside. */
import { parentPort, workerData } from "node:worker_threads";
import { createKernel } from "../kernel.ts";
import type { Device, Request } from "../wire/messages.ts";
import { fetchFrom, resolvePackage } from "./files.ts";

export interface ThreadData {
  flag: SharedArrayBuffer;
  device: Device | "auto";
  /** Where relative addresses and packages are looked for. */
  directory: string;
  /** Where the data lies that is shipped with the package. */
  shipped: string;
}

const { flag, device, directory, shipped } = workerData as ThreadData;
if (!parentPort) throw new Error("this file is a worker thread's, it does not run by itself");
const port = parentPort;

const kernel = createKernel({
  isolation: "process",
  device,
  flag: new Int32Array(flag),
  // A notebook that is run from the command line is the reader's own program.
  isApproved: () => true,
  fetch: fetchFrom([directory, shipped]),
  importModule: (address) => import(/* @vite-ignore */ address) as Promise<object>,
  resolvePackage: (specifier) => resolvePackage(specifier, directory),
  emit: (event) => port.postMessage(event),
});
globalThis.console = kernel.console;
port.on("message", (request: Request) => kernel.handle(request));
// A kernel that cannot start ends the thread with its error; from then on errors are the cells'.
await kernel.start();
process.on("unhandledRejection", (reason) => kernel.reportStray(reason));
process.on("uncaughtException", (error) => kernel.reportStray(error));

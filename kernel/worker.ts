/**
 * The kernel's host in a browser: a worker that holds one kernel. It is loaded from the network into the kernel's frame
 * (`frame/`), with a content policy of its own.
 */
import { createKernel } from "./kernel.ts";
import type { Kernel } from "./kernel.ts";
import type { Event } from "./wire/messages.ts";
import type { FromWorker, ToWorker, WorkerStart } from "./wire/worker.ts";

const post = (message: FromWorker) => self.postMessage(message);
/** Where `npm:` imports come from, once the reader approved it. */
const CDN = (import.meta.env.VITE_CDN_ORIGIN as string | undefined) ?? "https://esm.sh";
let kernel: Kernel | undefined;

self.addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
  if (data.type === "ping") post("pong");
  else if (data.type === "start") void start(data);
  else kernel?.handle(data);
});

async function start({ flag, isolation, network, root }: WorkerStart) {
  if (kernel) return;
  const emit = (event: Event) => post([event]);
  kernel = createKernel({
    isolation,
    isApproved: (origin) => origin === new URL(root).origin || network.includes(origin),
    flag: flag && new Int32Array(flag),
    fetch: (input, init) => fetch(typeof input === "string" ? new URL(input, root) : input, init),
    importModule: (address) => import(/* @vite-ignore */ address) as Promise<object>,
    resolvePackage: (specifier) => `${CDN}/${specifier}`,
    device: "auto",
    emit,
  });
  // Libraries print as well. What they debug stays in the browser's own console, where development tools talk, too.
  const { debug } = globalThis.console;
  globalThis.console = { ...kernel.console, debug };
  self.addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    kernel?.reportStray(event.reason);
  });
  self.addEventListener("error", (event) => {
    event.preventDefault();
    kernel?.reportStray(event.error ?? new Error(event.message));
  });
  post("ready");
  await kernel.start();
}

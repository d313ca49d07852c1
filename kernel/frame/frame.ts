/**
 * The kernel's frame: a module worker with everything a browser can give, when the frame has a site of its own. In a sandbox
 * on the app's own host its origin is opaque, and the worker goes without shared memory, locks and storage.
 */
// oxlint-disable-next-line import/default -- Vite makes the address the default export
import workerUrl from "../worker.ts?worker&url";
import { greetPage, isOpaque } from "./greet.ts";
import { relay } from "./relay.ts";

greetPage((port) => relay(port, createWorker(), isOpaque ? "opaque" : "cross-site"));

function createWorker(): Worker {
  const here = new URL(location.href);
  const address = new URL(workerUrl, here);
  // The worker is served with its own policy, which needs to know the same approved origins as the frame's.
  const network = here.searchParams.get("network");
  if (network) address.searchParams.set("network", network);
  if (!isOpaque) return new Worker(address, { type: "module", name: "kernel" });
  // Nothing is of an opaque origin but what it writes itself: a worker of one line, which imports the rest.
  return new Worker(`data:text/javascript,import ${JSON.stringify(address.href)}`, { type: "module", name: "kernel" });
}

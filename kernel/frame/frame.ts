/**
 * The kernel's frame: a module worker with everything a browser can give, when the frame has a site of its own. In a sandbox
 * on the app's own host its origin is opaque, and the worker goes without shared memory, locks and storage.
 */
import { isAppOrigin } from "../wire/origin.ts";
// oxlint-disable-next-line import/default -- Vite makes the address the default export
import workerUrl from "../worker.ts?worker&url";
import { relay } from "./relay.ts";

const here = new URL(location.href);
const isOpaque = window.origin === "null";

relay({
  isolation: isOpaque ? "opaque" : "cross-site",
  isApp: (origin) => (isOpaque ? origin === here.origin : isAppOrigin(origin, here, import.meta.env.VITE_APP_ORIGIN)),
  createWorker() {
    const address = new URL(workerUrl, here);
    // The worker is served with its own policy, which needs to know the same approved origins as the frame's.
    const network = here.searchParams.get("network");
    if (network) address.searchParams.set("network", network);
    if (!isOpaque) return new Worker(address, { type: "module", name: "kernel" });
    // Nothing is of an opaque origin but what it writes itself: a worker of one line, which imports the rest.
    return new Worker(`data:text/javascript,import ${JSON.stringify(address.href)}`, { type: "module", name: "kernel" });
  },
});

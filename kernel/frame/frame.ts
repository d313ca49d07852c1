/** The kernel's frame on a site of its own: a module worker, with everything a browser can give. */
import { isAppOrigin } from "../wire/origin.ts";
// oxlint-disable-next-line import/default -- Vite makes the address the default export
import workerUrl from "../worker.ts?worker&url";
import { relay } from "./relay.ts";

relay({
  isolation: "cross-site",
  isApp: (origin) => isAppOrigin(origin, location, import.meta.env.VITE_APP_ORIGIN),
  createWorker() {
    // The worker is served with its own policy, which needs to know the same approved origins as the frame's.
    const address = new URL(workerUrl, location.href);
    const network = new URL(location.href).searchParams.get("network");
    if (network) address.searchParams.set("network", network);
    return new Worker(address, { type: "module", name: "kernel" });
  },
});

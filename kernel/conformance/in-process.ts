/** A kernel in this very process, for tests of what does not depend on the host. It shares no memory with anyone. */
import { createKernel } from "../kernel.ts";
import type { Kernel } from "../kernel.ts";
import type { Event } from "../wire/messages.ts";

/** Resolves once the kernel has started; a package `name` is `https://packages.example/name`. */
export async function openInProcess(onEvents: (events: Event[]) => void): Promise<Kernel> {
  const kernel = createKernel({
    isolation: "process",
    device: "cpu",
    flag: null,
    isApproved: (origin) => origin === "https://approved.example",
    fetch,
    importModule: async (address) => ({ address }),
    resolvePackage: (specifier) => `https://packages.example/${specifier}`,
    emit: (event) => onEvents([event]),
  });
  await kernel.start();
  return kernel;
}

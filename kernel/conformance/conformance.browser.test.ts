import { describe } from "vitest";
import { connectKernel } from "../wire/client.ts";
import { testKernelHost } from "./conformance.ts";

describe("a kernel in a frame on its own site", () => {
  let count = 0;
  testKernelHost({ hasFlag: true }, async (onEvents) => {
    const runs = new Map<string, string>();
    /** The client names its runs itself; the cases name them otherwise. */
    const kernel = connectKernel({
      notebookId: `conformance-${++count}`,
      onEvents: (events) => onEvents(events.map((event) => ("run" in event && event.run !== null ? { ...event, run: runs.get(event.run) ?? event.run } : event))),
      onState: () => undefined,
    });
    return {
      execute: ({ run, ...options }) => void runs.set(kernel.execute(options), run),
      interrupt: kernel.interrupt,
      close: kernel.dispose,
    };
  });
});

import { afterAll, beforeAll, describe } from "vitest";
import type { Kernel } from "../kernel.ts";
import { testKernelHost } from "../conformance/conformance.ts";
import { openInProcess } from "../conformance/in-process.ts";

describe("a kernel in Node", () => {
  let kernel: Kernel | undefined;
  const onRejection = (reason: unknown) => kernel?.reportStray(reason);
  // The test runner's own listeners would take a cell's rejection for a failure of the test.
  let others: NodeJS.UnhandledRejectionListener[] = [];
  beforeAll(() => {
    others = process.listeners("unhandledRejection");
    process.removeAllListeners("unhandledRejection").on("unhandledRejection", onRejection);
  });
  afterAll(() => {
    process.off("unhandledRejection", onRejection);
    for (const listener of others) process.on("unhandledRejection", listener);
  });

  testKernelHost({ hasFlag: false }, async (onEvents) => {
    const opened = await openInProcess(onEvents);
    kernel = opened;
    return {
      execute: opened.handle,
      interrupt: () => opened.handle({ type: "interrupt_request" }),
      close: () => undefined,
    };
  });
});

/** Runs the cases on a host. Each host's test calls this and says how a fresh kernel is made. */
import { expect, it } from "vitest";
import type { Event, Request, RunId } from "../wire/messages.ts";
import { cases } from "./cases.ts";
import type { Step } from "./cases.ts";
import { transcriptOf } from "./transcript.ts";

export interface TestedKernel {
  execute(request: Extract<Request, { type: "execute_request" }>): void;
  interrupt(): void;
  close(): void;
}

const runOf = (index: number): RunId => `run-${index + 1}`;

interface HostTraits {
  /** Whether host and kernel share memory. */
  hasFlag: boolean;
}

/** @param open makes a kernel that is ready, and hands its events on */
export function testKernelHost({ hasFlag }: HostTraits, open: (onEvents: (events: Event[]) => void) => Promise<TestedKernel>): void {
  it.each(cases.filter(({ needsFlag = false }) => hasFlag || !needsFlag).map((one) => [one.name, one] as const))("%s", async (_, { cells, expected }) => {
    const events: Event[] = [];
    const steps = cells.map((cell): Step => (typeof cell === "string" ? { source: cell } : cell));
    const kernel = await open((batch) => {
      events.push(...batch);
      for (const event of batch) if (event.type === "stream" && steps.some(({ interrupt }, index) => interrupt && runOf(index) === event.run)) kernel.interrupt();
    });
    for (const [index, { source, stopOnError = true }] of steps.entries()) {
      kernel.execute({ type: "execute_request", run: runOf(index), cell: `cell-${index + 1}`, name: `cell-${index + 1}.ts`, source, stopOnError, batch: "all" });
    }
    await expect.poll(() => steps.map((_, index) => transcriptOf(events, runOf(index))), { timeout: 20_000 }).toEqual(expected);
    kernel.close();
  });

  it("answers with what the variables are after a stop", async () => {
    const events: Event[] = [];
    const kernel = await open((batch) => {
      events.push(...batch);
      if (batch.some((event) => event.type === "stream")) kernel.interrupt();
    });
    const execute = (run: RunId, source: string) => kernel.execute({ type: "execute_request", run, cell: run, name: `${run}.ts`, source, stopOnError: true });
    execute("loop", "let turns = 0; const kept = 'kept'; for (;;) if (++turns === 5000) console.log('on');");
    await expect.poll(() => transcriptOf(events, "loop").status, { timeout: 20_000 }).toBe("interrupted");
    execute("after", "`${kept} ${turns > 1000}`");
    await expect.poll(() => transcriptOf(events, "after").outputs, { timeout: 20_000 }).toEqual(["result 2: kept true"]);
    kernel.close();
  });

  it("does not run what arrives of a batch after its first error", async () => {
    const events: Event[] = [];
    const kernel = await open((batch) => events.push(...batch));
    const execute = (run: RunId, source: string, batch?: string) =>
      kernel.execute({ type: "execute_request", run, cell: run, name: `${run}.ts`, source, stopOnError: true, batch });
    execute("first", "throw new Error('x')", "all");
    await expect.poll(() => transcriptOf(events, "first").status, { timeout: 20_000 }).toBe("error");
    execute("second", "1", "all");
    execute("other", "2");
    await expect.poll(() => transcriptOf(events, "second").status, { timeout: 20_000 }).toBe("aborted");
    await expect.poll(() => transcriptOf(events, "other").status, { timeout: 20_000 }).toBe("ok");
    kernel.close();
  });
}

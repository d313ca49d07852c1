import { describe, expect, it } from "vitest";
import type { Batch, Event } from "../wire/messages.ts";
import { createBatcher } from "./batch.ts";

const line = (text: string): Event => ({ type: "stream", run: "r", name: "stdout", text });
const shown = (id: string, value: string): Event => ({ type: "update_display_data", run: "r", data: { "text/plain": value }, metadata: {}, displayId: id });

/** A batcher whose page takes a batch in only when `take` is called. */
function slowPage() {
  const batches: Batch[] = [];
  const batcher = createBatcher((events) => batches.push(events));
  return { batcher, batches };
}

describe("createBatcher", () => {
  it("sends at once when the page is ready, and nothing more until it has taken that in", async () => {
    const { batcher, batches } = slowPage();
    batcher.add([line("a")]);
    for (let i = 0; i < 1_000; i++) batcher.add([line("b")]);
    expect(batches).toEqual([[line("a")]]);
    batcher.acknowledge();
    await expect.poll(() => batches.length).toBe(2);
    expect(batches[1]).toEqual([line("b".repeat(1_000))]);
  });

  it("keeps only the last of the updates that wait, and nothing that a clear removes", () => {
    const { batcher, batches } = slowPage();
    batcher.add([line("first")]);
    batcher.add([shown("x", "1"), shown("y", "1"), shown("x", "2")]);
    batcher.acknowledge();
    expect(batches[1]).toEqual([shown("x", "2"), shown("y", "1")]);
    batcher.add([line("old"), { type: "clear_output", run: "r", wait: false }, line("new")]);
    batcher.acknowledge();
    expect(batches[2]).toEqual([{ type: "clear_output", run: "r", wait: false }, line("new")]);
    const later: Event = { type: "clear_output", run: "r", wait: true };
    batcher.add([line("shown until then"), later]);
    batcher.acknowledge();
    expect(batches[3]).toEqual([line("shown until then"), later]);
  });

  it("does not send what is too large to be copied, and says so", () => {
    const { batcher, batches } = slowPage();
    batcher.add([line("x".repeat(65_000_000))]);
    expect(batches[0]).toEqual([{ type: "notice", run: "r", level: "warning", message: "an output was too large to be shown" }]);
  });

  it("counts what it had to drop", async () => {
    const { batcher, batches } = slowPage();
    batcher.add([line("first")]);
    const display: Event = { type: "display_data", run: "r", data: { "text/plain": "x" }, metadata: {} };
    batcher.add(Array.from({ length: 20_010 }, () => display));
    for (let taken = 0; taken < 60; taken++) {
      batcher.acknowledge();
      await new Promise((resolve) => setTimeout(resolve, 5));
      if (batches.at(-1)!.some((event) => event.type === "notice")) break;
    }
    await expect.poll(() => (batcher.acknowledge(), batches.at(-1)!.at(-1)), { timeout: 10_000 }).toMatchObject({ message: "10 outputs came too fast and were not shown" });
  });
});

import { describe, expect, it } from "vitest";
import type { Event } from "../wire/messages.ts";
import { createSink } from "./sink.ts";

const display = (text: string): Event => ({ type: "display_data", run: "r", data: { "text/plain": text }, metadata: {} });

function open() {
  const events: Event[] = [];
  const sink = createSink("r", (event) => events.push(event));
  const shown = () => events.map((event) => (event.type === "stream" ? `${event.name}:${event.text}` : event.type === "display_data" ? String(event.data["text/plain"]) : event.type));
  return { sink, shown };
}

describe("createSink", () => {
  it("sends the first lines at once, so that they show before a long computation", () => {
    const { sink, shown } = open();
    sink.write("stdout", "a\n");
    sink.write("stdout", "b\n");
    expect(shown()).toEqual(["stdout:a\n", "stdout:b\n"]);
  });

  it("gathers what comes too fast and loses nothing of it", async () => {
    const { sink, shown } = open();
    for (let i = 0; i < 1_000; i++) sink.write("stdout", `${i}\n`);
    await sink.settled();
    expect(shown().length).toBeLessThan(30);
    expect(shown().join("").replaceAll("stdout:", "")).toBe(Array.from({ length: 1_000 }, (_, i) => `${i}\n`).join(""));
  });

  it("holds the place of a display that is still being described", async () => {
    const { sink, shown } = open();
    let describe: ((event: Event) => void) | undefined;
    sink.show(new Promise((resolve) => (describe = resolve)));
    sink.write("stdout", "after\n");
    sink.show(display("last"));
    expect(shown()).toEqual([]);
    describe!(display("first"));
    await sink.settled();
    expect(shown()).toEqual(["first", "stdout:after\n", "last"]);
  });

  it("holds the place of text that has to be waited for", async () => {
    const { sink, shown } = open();
    sink.write("stdout", "before\n");
    sink.write("stdout", Promise.resolve("from the GPU\n"));
    sink.write("stdout", "after\n");
    await sink.settled();
    expect(shown()).toEqual(["stdout:before\n", "stdout:from the GPU\n", "stdout:after\n"]);
  });

  it("cuts a text of a hundred megabytes and counts displays that are too many", async () => {
    const { sink, shown } = open();
    sink.write("stdout", "x".repeat(100_000_000));
    for (let i = 0; i < 1_003; i++) sink.show(display("d"));
    await sink.settled();
    expect(shown()[0]!.length).toBe("stdout:".length + 1_000_000);
    expect(shown().at(-1)).toBe("stderr:… 1 more line and 3 more outputs not shown\n");
  });

  it("begins to count anew after a clear", async () => {
    const { sink, shown } = open();
    for (let round = 0; round < 2; round++) {
      sink.clear(false);
      sink.write("stdout", "line\n".repeat(9_000));
    }
    await sink.settled();
    expect(shown().at(-1)).toBe(`stdout:${"line\n".repeat(9_000)}`);
  });

  it("gives up a display that never comes when its run was stopped", async () => {
    const { sink, shown } = open();
    sink.show(new Promise(() => undefined));
    sink.abandon();
    sink.show(display("stopped"));
    expect(shown()).toEqual(["stopped"]);
  });
});

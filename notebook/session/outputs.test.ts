import { describe, expect, it } from "vitest";
import type { Event } from "../../kernel/wire/messages.ts";
import { reduceOutputs, startedOutputs, updateDisplay } from "./outputs.ts";

const run = "r";
const print = (text: string, name: "stdout" | "stderr" = "stdout"): Event => ({ type: "stream", run, name, text });
const show = (text: string, displayId?: string): Event => ({
  type: "display_data",
  run,
  data: { "text/plain": text },
  metadata: {},
  ...(displayId && { displayId }),
});
const after = (...events: Event[]) => events.reduce(reduceOutputs, startedOutputs).outputs;

describe("streams", () => {
  it("join while they are of one kind", () => {
    expect(after(print("a"), print("b"), print("!", "stderr"), print("c"))).toEqual([
      { type: "stream", name: "stdout", text: "ab" },
      { type: "stream", name: "stderr", text: "!" },
      { type: "stream", name: "stdout", text: "c" },
    ]);
  });

  it("keep their place among displays", () => {
    expect(after(print("a"), show("x"), print("b")).map(({ type }) => type)).toEqual(["stream", "display_data", "stream"]);
  });
});

describe("clearing", () => {
  it("is done at once", () => {
    expect(after(print("a"), { type: "clear_output", run, wait: false })).toEqual([]);
  });

  it("waits for the next output when asked to, so that nothing flickers", () => {
    const waiting = after(print("a"), { type: "clear_output", run, wait: true });
    expect(waiting).toHaveLength(1);
    expect(after(print("a"), { type: "clear_output", run, wait: true }, print("b"))).toEqual([{ type: "stream", name: "stdout", text: "b" }]);
  });
});

it("updates a display where it stands", () => {
  const outputs = after(show("1", "p"), print("text"), {
    type: "update_display_data",
    run,
    data: { "text/plain": "2" },
    metadata: {},
    displayId: "p",
  });
  expect(outputs[0]).toMatchObject({ data: { "text/plain": "2" }, displayId: "p" });
  expect(outputs).toHaveLength(2);
});

it("leaves other outputs the same object when an update is not theirs", () => {
  const outputs = after(show("1", "p"));
  expect(updateDisplay(outputs, { displayId: "q", data: {}, metadata: {} })).toBe(outputs);
});

it("keeps an error's place and traceback", () => {
  const error = { name: "TypeError", message: "no", traceback: ["at cell"], location: { line: 2, column: 3 } };
  expect(after({ type: "error", run, ...error })).toEqual([{ type: "error", ...error }]);
});

it("is not moved by events that show nothing", () => {
  expect(reduceOutputs(startedOutputs, { type: "status", state: "busy" })).toBe(startedOutputs);
});

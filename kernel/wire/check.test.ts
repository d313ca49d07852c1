import { describe, expect, it } from "vitest";
import { checkBatch, checkFromFrame } from "./check.ts";

const display = (data: unknown) => ({ type: "display_data", run: "r", data, metadata: {} });

describe("checkBatch", () => {
  it("hands on what fits, in order, without fields that do not belong", () => {
    const { events, refused } = checkBatch([
      { type: "status", state: "idle", extra: "secret" },
      { type: "stream", run: null, name: "stdout", text: "hi" },
    ]);
    expect(events).toEqual([
      { type: "status", state: "idle" },
      { type: "stream", run: null, name: "stdout", text: "hi" },
    ]);
    expect(refused).toBe(0);
  });

  it.each([
    ["no event", 5],
    ["an event of a prototype", { type: "constructor" }],
    ["a wrong word", { type: "status", state: "on fire" }],
    ["a missing field", { type: "stream", run: "r", name: "stdout" }],
    ["a negative count", { type: "execute_input", run: "r", executionCount: -1 }],
    ["a name without end", { type: "network_request", run: null, what: "x", origin: "x".repeat(2_000) }],
    ["data with __proto__", display(JSON.parse('{"a":{"__proto__":{"polluted":1}}}'))],
    ["data that is no data", display({ a: new Map() })],
    ["data with a function's type", display({ a: undefined })],
    ["more values than a page can hold", display({ a: Array.from({ length: 2_000_001 }, () => 0) })],
  ])("refuses %s and keeps its neighbours", (_, event) => {
    const { events, refused } = checkBatch([event, { type: "status", state: "busy" }]);
    expect(events).toEqual([{ type: "status", state: "busy" }]);
    expect(refused).toBe(1);
  });

  it("refuses data that is nested too deep, without overflowing its own stack", () => {
    let deep: unknown = 1;
    for (let level = 0; level < 100_000; level++) deep = [deep];
    expect(checkBatch([display({ deep })]).refused).toBe(1);
  });

  it("keeps typed arrays", () => {
    const values = { packed: "uint8", bytes: new Uint8Array([1, 2]) };
    expect(checkBatch([display({ "application/x": { values } })]).events).toEqual([display({ "application/x": { values } })]);
  });
});

describe("checkFromFrame", () => {
  it("never throws, whatever comes", () => {
    for (const message of [null, 1, "x", [], {}, { type: "batch" }, { type: "gone", reason: {} }, new Date()]) expect(() => checkFromFrame(message)).not.toThrow();
    expect(checkFromFrame({ type: "gone", reason: {} })).toEqual({ type: "gone", reason: "unknown" });
  });
});

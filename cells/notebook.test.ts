import { describe, expect, it } from "vitest";
import { newCellId, toCell } from "./notebook.ts";

describe("a new cell", () => {
  it("is an empty code cell that never ran", () => {
    expect(toCell({ id: "a" })).toEqual({ id: "a", kind: "code", source: "", outputs: [], executionCount: null, metadata: {} });
  });

  it("keeps what it is given", () => {
    const spec = { id: "b", kind: "markdown" as const, source: "hi", metadata: { tags: ["x"] }, attachments: { "a.png": {} } };
    expect(toCell(spec)).toEqual({ ...spec, outputs: [], executionCount: null });
  });

  it("shares its lists with no other cell", () => {
    expect(toCell().outputs).not.toBe(toCell().outputs);
    expect(toCell().metadata).not.toBe(toCell().metadata);
  });

  it("gets an id of its own that nbformat accepts", () => {
    const ids = Array.from({ length: 1000 }, newCellId);
    expect(new Set(ids).size).toBe(1000);
    for (const id of ids) expect(id).toMatch(/^[a-zA-Z0-9-_]{1,64}$/);
  });
});

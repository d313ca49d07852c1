import { describe, expect, it } from "vitest";
import type { RunCell } from "./graph.ts";
import { findDownstream, findStale, findUpstream } from "./graph.ts";

const words = (text: string): string[] => text.split(" ").filter(Boolean);

/** `a = b c` is a cell that defines a and uses b and c. */
function toCells(...lines: string[]): RunCell[] {
  return lines.map((line, index) => {
    const [defines = "", uses = ""] = line.split("=").map((side) => side.trim());
    return { id: `${index + 1}`, defines: words(defines), uses: words(uses), source: line, run: { order: index + 1, source: line } };
  });
}

describe("findUpstream", () => {
  const cases: [name: string, cells: string[], cell: string, upstream: string[]][] = [
    ["finds the cell that defines a name", ["a =", "b = a"], "2", ["1"]],
    ["takes the last definition before the use", ["a =", "a =", "b = a", "a ="], "3", ["2"]],
    ["takes a later definition when none comes before", ["b = a", "a ="], "1", ["2"]],
    ["takes the definition before a cell that uses and assigns a name", ["a =", "a = a", "= a"], "2", ["1"]],
    ["leaves out names that no cell defines", ["a = console Math"], "1", []],
    ["knows no cell that depends on itself", ["a = a"], "1", []],
    ["is not confused by names of Object.prototype", ["a = constructor toString"], "1", []],
  ];
  it.each(cases)("%s", (_, cells, cell, upstream) => {
    expect([...findUpstream(toCells(...cells)).get(cell)!]).toEqual(upstream);
  });
});

describe("findDownstream", () => {
  it("reaches through other cells and keeps the order of the notebook", () => {
    expect(findDownstream(toCells("d = c", "a =", "b = a", "c = b", "e ="), "2")).toEqual(["1", "3", "4"]);
  });
  it("ends in a circle", () => {
    expect(findDownstream(toCells("a = b", "b = a"), "1")).toEqual(["2"]);
  });
});

describe("findStale", () => {
  const base = ["a =", "b = a", "c = b", "d ="];
  it("finds nothing after a run from top to bottom", () => {
    expect(findStale(toCells(...base)).size).toBe(0);
  });
  it("finds an edited cell and all that depends on it", () => {
    const cells = toCells(...base);
    cells[0]!.source = "a = 2";
    expect([...findStale(cells)]).toEqual(["1", "2", "3"]);
  });
  it("finds what depends on a cell that ran again", () => {
    const cells = toCells(...base);
    cells[0]!.run!.order = 9;
    expect([...findStale(cells)]).toEqual(["2", "3"]);
  });
  it("keeps a cell that was run again after the one it depends on", () => {
    const cells = toCells(...base);
    cells[0]!.run!.order = 9;
    cells[1]!.run!.order = 10;
    expect([...findStale(cells)]).toEqual(["3"]);
  });
  it("never marks a cell that has not run", () => {
    const cells = toCells(...base);
    cells[1]!.run = null;
    expect([...findStale(cells)]).toEqual(["3"]);
  });
  it("marks the users of a name whose new definition has not run", () => {
    const cells = toCells("a =", "a =", "b = a");
    cells[1]!.run = null;
    expect([...findStale(cells)]).toEqual(["3"]);
  });
});

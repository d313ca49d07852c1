import { describe, expect, it } from "vitest";
import { pack } from "../../../cells/packed.ts";
import { readTable } from "./columns.ts";
import { nextSorting, sortRows } from "./sort.ts";

const { columns, length } = readTable({
  rows: 4,
  columns: [
    { name: "n", type: "number", values: pack(new Float64Array([2, NaN, 1, 2])) },
    { name: "s", type: "string", values: ["b10", "b9", null, "a"] },
    { name: "d", type: "date", values: pack(new Float64Array([Date.UTC(2024, 1, 29), NaN, Date.UTC(2024, 0, 1, 12, 30), 0])) },
  ],
});

describe("the rows of a table", () => {
  it("stand as they came without sorting", () => {
    expect([...sortRows(columns, length, null)]).toEqual([0, 1, 2, 3]);
  });

  it("are ordered by numbers, equal ones as they came, nulls last in both directions", () => {
    expect([...sortRows(columns, length, { column: 0, direction: "ascending" })]).toEqual([2, 0, 3, 1]);
    expect([...sortRows(columns, length, { column: 0, direction: "descending" })]).toEqual([0, 3, 2, 1]);
  });

  it("are ordered by text with the numbers in it", () => {
    expect([...sortRows(columns, length, { column: 1, direction: "ascending" })]).toEqual([3, 1, 0, 2]);
  });

  it("are sorted up, down and not at all by clicks on one header", () => {
    const once = nextSorting(null, 1);
    const twice = nextSorting(once, 1);
    expect([once, twice, nextSorting(twice, 1), nextSorting(twice, 0)]).toEqual([
      { column: 1, direction: "ascending" },
      { column: 1, direction: "descending" },
      null,
      { column: 0, direction: "ascending" },
    ]);
  });

  it("show dates without the parts that are zero, and null for what is missing", () => {
    const [, , dates] = columns;
    expect([0, 1, 2].map((row) => dates!.format(dates!.at(row)))).toEqual(["2024-02-29", "null", "2024-01-01 12:30:00"]);
  });
});

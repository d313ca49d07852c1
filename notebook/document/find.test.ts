import { expect, it } from "vitest";
import { findInCells, replaceIn } from "./find.ts";

const cells = [
  { id: "a", source: () => "let x = 1; let y = x;" },
  { id: "b", source: () => "LET z = 2;" },
];

it("counts by cell, with or without regard to case", () => {
  expect(findInCells(cells, "let", true)).toEqual([{ cell: "a", count: 2 }]);
  expect(findInCells(cells, "let", false)).toEqual([
    { cell: "a", count: 2 },
    { cell: "b", count: 1 },
  ]);
});

it("finds nothing for an empty query", () => {
  expect(findInCells(cells, "", false)).toEqual([]);
});

it("takes both texts as they are written", () => {
  expect(replaceIn("f(a.b) + f(axb)", "a.b", "$&", true)).toBe("f($&) + f(axb)");
});

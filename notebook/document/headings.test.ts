import { expect, it } from "vitest";
import { toCell } from "../../cells/notebook.ts";
import { findHeadings, hiddenCells, sectionOf } from "./headings.ts";
import { openDocument } from "./open.ts";

const cells = (...all: [kind: "markdown" | "code", source: string][]) =>
  openDocument({ cells: all.map(([kind, source], at) => toCell({ id: `c${at}`, kind, source })), metadata: {} }).model.cells();

const book = cells(["markdown", "# One"], ["code", "1"], ["markdown", "## Deeper"], ["code", "2"], ["markdown", "# Two"], ["code", "3"]);

it("lists headings with level and text, marks taken away", () => {
  const found = findHeadings(cells(["markdown", "# The *first*\ntext\n\n### Third ###"], ["code", "# not a heading"]));
  expect(found).toEqual([
    { cell: "c0", level: 1, text: "The first" },
    { cell: "c0", level: 3, text: "Third" },
  ]);
});

it("does not take comments in a code fence for headings", () => {
  expect(findHeadings(cells(["markdown", "```sh\n# install\n```\n# Real"]))).toEqual([{ cell: "c0", level: 1, text: "Real" }]);
});

it("hides what stands under a folded heading, down to the next of its level", () => {
  expect([...hiddenCells(book, new Set(["c0"]))]).toEqual(["c1", "c2", "c3"]);
  expect([...hiddenCells(book, new Set(["c2"]))]).toEqual(["c3"]);
});

it("finds the heading a cell stands under", () => {
  expect(sectionOf(book, "c3")).toBe("c2");
  expect(sectionOf(book, "c0")).toBe("c0");
  expect(sectionOf(cells(["code", "1"]), "c0")).toBeNull();
});

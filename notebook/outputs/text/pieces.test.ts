import { describe, expect, it } from "vitest";
import { toPieces } from "./pieces.ts";

const numbered = (count: number) => Array.from({ length: count }, (_, line) => `line ${line}\n`).join("");
const textOf = (pieces: { text: string }[]) => pieces.map((piece) => piece.text).join("");

describe("the pieces of a text", () => {
  it("make up the whole text, cut at lines", () => {
    const pieces = toPieces(numbered(3_000), 1e6, "start");
    expect(textOf(pieces)).toBe(numbered(3_000));
    expect(pieces.length).toBeGreaterThan(3);
    expect(pieces.every((piece) => piece.text.endsWith("\n"))).toBe(true);
  });

  it("are those of the start, or of the end, of a text that is too long", () => {
    expect(textOf(toPieces(numbered(9_000), 10_000, "start"))).toMatch(/^line 0\n[^]{7000,10000}$/);
    expect(textOf(toPieces(numbered(9_000), 10_000, "end"))).toMatch(/^line \d+\n[^]{7000,10000}line 8999\n$/);
  });

  it("stay the same when text comes behind them", () => {
    const before = toPieces(numbered(2_000), 10_000, "end");
    const after = toPieces(numbered(2_100), 10_000, "end", before);
    expect(after.filter((piece) => before.includes(piece)).length).toBeGreaterThan(0);
    expect(textOf(after).endsWith("line 2099\n")).toBe(true);
  });

  it("go on in the colour that the piece before them left", () => {
    const pieces = toPieces(`\u001B[31m${numbered(2_000)}`, 1e6, "start");
    expect(pieces.flatMap((piece) => piece.runs.map((run) => run.color))).toEqual(pieces.map(() => "red"));
  });

  it("cut a line without end, and neither a character nor a colour in two", () => {
    const line = `${"x".repeat(3_999)}😀${"x".repeat(3_990)}\u001B[31mred`;
    const pieces = toPieces(line, 1e6, "start");
    expect(textOf(pieces)).toBe(line);
    expect(pieces.flatMap((piece) => piece.runs.map((run) => run.text)).join("")).toBe(line.replace("\u001B[31m", ""));
    expect(pieces.every((piece) => piece.text.isWellFormed())).toBe(true);
  });

  it("are none of an empty text", () => {
    expect(toPieces("", 100, "end")).toEqual([]);
  });
});

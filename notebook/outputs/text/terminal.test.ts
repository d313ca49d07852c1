import { expect, it } from "vitest";
import { excerpt } from "./excerpt.ts";
import { settleLines } from "./terminal.ts";

it("lets a carriage return write over its own line only", () => {
  expect(settleLines("first\n 10%\r 50%\r100% done\r\nlast")).toBe("first\n100% done\nlast");
  expect(settleLines("longer text\rnew")).toBe("newger text");
});

it("cuts a long text at a line, from either side", () => {
  expect(excerpt("one\ntwo\nthree", 9, "start")).toBe("one\ntwo");
  expect(excerpt("one\ntwo\nthree", 9, "end")).toBe("three");
  expect(excerpt("x".repeat(20), 5, "end")).toBe("xxxxx");
  expect(excerpt("short", 5, "start")).toBe("short");
});

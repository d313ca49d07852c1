import { expect, it } from "vitest";
import { settleLines } from "./terminal.ts";

it("lets a carriage return write over its own line only", () => {
  expect(settleLines("first\n 10%\r 50%\r100% done\r\nlast")).toBe("first\n100% done\nlast");
  expect(settleLines("longer text\rnew")).toBe("newger text");
});

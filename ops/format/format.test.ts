/** Against arrays that NumPy printed (`fixtures/printed.json`, made by `fixtures/make.py`). */
import { describe, expect, it } from "vitest";
import type { Dtype } from "../dtype.ts";
import printed from "./fixtures/printed.json" with { type: "json" };
import { formatArray } from "./index.ts";

describe("formatArray prints as NumPy", () => {
  for (const { name, dtype, shape, data, text } of printed) {
    it(name, () => {
      const numbers = typeof data === "number" ? Array.from({ length: data }, (_, i) => i) : data.map(Number);
      expect(formatArray(numbers, shape, dtype as Dtype)).toBe(text);
    });
  }

  it("bfloat16 with the digits it holds", () => {
    expect(formatArray([1, 0.10009765625], [2], "bfloat16")).toBe("[1.  0.1]");
  });
});

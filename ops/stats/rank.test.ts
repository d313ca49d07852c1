import { describe, expect, it } from "vitest";
import { ranksNow, ranksOf } from "./rank.ts";

describe("ranks", () => {
  it("share the mean of the places of equal values", async () => {
    const values = Float64Array.of(3, 1, 3, -0, 0, 3);
    for (const { ranks, ties } of [ranksNow(values), await ranksOf("test", values)]) {
      expect(Array.from(ranks)).toEqual([5, 3, 5, 1.5, 1.5, 5]);
      expect(ties).toEqual([2, 3]);
    }
  });
});

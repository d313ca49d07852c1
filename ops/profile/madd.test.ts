import { expect, it } from "vitest";
import { compileMadd } from "./madd.ts";

it("computes what it is timed for: x -> 0.25 + x in twelve accumulators, summed", async () => {
  const run = await compileMadd();
  expect(run(8)).toBe(12 * 8 * 0.25);
});

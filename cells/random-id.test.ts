import { expect, it } from "vitest";
import { randomId } from "./random-id.ts";

it("makes names of the length asked for, each another", () => {
  const names = Array.from({ length: 1_000 }, () => randomId(12));
  expect(new Set(names).size).toBe(1_000);
  for (const name of names) expect(name).toMatch(/^[0-9a-f]{12}$/);
});

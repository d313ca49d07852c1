import { describe, expect, it } from "vitest";
import { growth, type Sample } from "./trend.ts";

const samples = (bytesAt: (i: number) => number): Sample[] =>
  Array.from({ length: 30 }, (_, i) => ({ seconds: i, cells: i, tensors: 1, bytes: bytesAt(i), pooledBytes: 2 ** 20, processBytes: 2 ** 28 }));

describe("the soak", () => {
  it("calls memory flat that goes up and down", () => {
    expect(growth(samples((i) => 2 ** 26 * (1 + (i % 3))))).toEqual([]);
  });

  it("names what grows", () => {
    expect(growth(samples((i) => 2 ** 24 * i))).toEqual(["bytes of tensors grew from 72 MB to 392 MB"]);
  });
});

import { describe, expect, it } from "vitest";
import { columnFormat, formatBytes, formatDuration, formatNumber } from "./format.ts";

describe("numbers for people", () => {
  it.each([
    [0, "0"],
    [-1, "−1"],
    [2.34567891, "2.3457"],
    [1234567, "1234567"],
    [12345678.9, "1.235e7"],
    [0.00001234, "1.234e−5"],
    [1e300, "1e300"],
    [NaN, "NaN"],
    [-Infinity, "−∞"],
  ])("%d is written %s", (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });

  it("gives numbers of one column the same decimals", () => {
    const format = columnFormat([1, 2.5, 3.25]);
    expect([1, 2.5, 1e-9].map(format)).toEqual(["1.00", "2.50", "1e−9"]);
  });

  it.each([
    [0, "0 B"],
    [999, "999 B"],
    [1234567, "1.2 MB"],
    [5e9, "5 GB"],
  ])("%d bytes are %s", (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });

  it.each([
    [420, "0.4 s"],
    [12_000, "12 s"],
    [185_000, "3 min 05 s"],
    [7_800_000, "2 h 10 min"],
  ])("%d milliseconds are %s", (milliseconds, text) => {
    expect(formatDuration(milliseconds)).toBe(text);
  });
});

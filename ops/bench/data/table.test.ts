import { describe, expect, it } from "vitest";
import type { Measurement, RowResult } from "./job.ts";
import { parseOptions } from "./options.ts";
import { largestError } from "./row.ts";
import { allRight, formatProgress, formatResults } from "./table.ts";

const took = (ms: number, state: "ok" | "wrong" = "ok", share = 1): Measurement => ({ state, ms, best: ms, error: 0.5, tolerance: 0.1, share });
const result = (row: RowResult["row"], entries: RowResult["entries"]): RowResult => ({ row, entries, copy: 20 });

describe("tables of the data suite", () => {
  it("count the work that a library did, not the time alone", () => {
    const text = formatResults([result("forestScore", { tessera: took(1000), plain: took(8500), slow: took(100, "ok", 0.005) })], { markdown: false });
    expect(text).toContain("8 x plain met");
    expect(text).toContain("0.6 M/s met");
    expect(text).toContain("slow 20");
    expect(text).toContain("geometric mean of 1 ratios to plain loops: 8.50");
  });

  it("tell of a GPU, which is no library", () => {
    const text = formatResults([result("resize32", { tessera: took(10), webgpu: took(1), plain: took(80), lib: took(30) })], { markdown: false });
    expect(text).toContain("webgpu 0.10, lib 3.00");
    expect(text).toContain("geometric mean of 1 ratios to the fastest library of each row: 3.00");
  });

  it("say what was missed", () => {
    const text = formatResults([result("moments32", { tessera: took(2), plain: took(20) })], { markdown: true });
    expect(text).toContain("50 % of a copy missed (42 %)");
    expect(text).toContain("1000 M/s met");
  });

  it("have no ratio to what was wrong, and tell it", () => {
    const results = [result("sort", { tessera: took(5), plain: took(9), arquero: took(1, "wrong") }), result("filter", { tessera: { state: "failed", message: "no" }, plain: took(9) })];
    expect(formatResults(results, { markdown: false })).toContain("arquero wrong");
    expect(formatProgress(results[0]!)).toContain("wrong, 0.50 where 0.10 would pass");
    expect(allRight(results)).toBe(false);
    expect(allRight([result("sort", { tessera: took(5) })])).toBe(true);
  });
});

describe("errors", () => {
  it("are relative above 1, and infinite where NaN meets a number or lengths differ", () => {
    expect(largestError([101, 0.5], [100, 0.4])).toBeCloseTo(0.1);
    expect(largestError([NaN, Infinity], [NaN, Infinity])).toBe(0);
    expect(largestError([NaN], [1])).toBe(Infinity);
    expect(largestError([1, 2], [1])).toBe(Infinity);
  });
});

describe("options", () => {
  it("choose rows by how their names begin, and refuse what there is not", () => {
    expect(parseOptions(["--only", "stl,join", "--threads", "2"])).toMatchObject({ rows: ["stl", "stlRobust", "join"], threads: 2, rounds: 11 });
    expect(() => parseOptions(["--only", "nothing"])).toThrow("unknown row: nothing");
    expect(() => parseOptions(["--threads", "0"])).toThrow("not a number of threads: 0");
  });
});

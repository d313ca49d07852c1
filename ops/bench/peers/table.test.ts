import { describe, expect, it } from "vitest";
import { configurations, libraryNames, type Measurement, type RowResult } from "./job.ts";
import { formatProgress, formatReport } from "./table.ts";

const took = (ms: number, state: "ok" | "wrong" | "cpu" = "ok"): Measurement => ({ state, ms, best: ms, error: 1 });
const ceilings = { madd: 50, mulAdd: 40, copy64MB: 20, copy4MB: 60 };

function result(peers: RowResult["libraries"], ours = took(2)): RowResult {
  return { row: "softmax", libraries: { tessera: ours, ...peers } };
}

describe("tables", () => {
  it("divide the fastest peer's time by ours", () => {
    expect(formatProgress(result({ tfjs: took(6), onnxruntime: took(3) }))).toContain("ratio 1.50");
  });

  it("do not count a peer that was wrong, or that computed on the processor when the GPU was asked", () => {
    const text = formatProgress(result({ tfjs: took(1, "wrong"), onnxruntime: took(1, "cpu"), "jax-js": took(5) }));
    expect(text).toContain("ratio 2.50");
    expect(text).toContain("tfjs: off by 1.0");
  });

  it("have no ratio when our own result was wrong", () => {
    expect(formatProgress(result({ tfjs: took(1) }, took(2, "wrong")))).toContain("ratio -");
  });

  it("have as many columns in every line as in the head, as Markdown too", () => {
    const report = { rows: [result({ tfjs: took(4), "jax-js": { state: "missing" } })], ceilings };
    const text = formatReport(configurations[0]!, report, { markdown: true, libraries: libraryNames });
    const columns = text.split("\n").filter((line) => line.startsWith("|")).map((line) => line.split("|").length);
    expect(columns).toEqual([8, 8, 8]);
    expect(text).toContain("geometric mean of 1 ratios: 2.00");
  });
});

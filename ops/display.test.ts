import { describe, expect, it } from "vitest";
import { zscore } from "./anomaly/index.ts";
import { regression, welchTest } from "./stats/index.ts";
import { pipeline, resize } from "./transforms/index.ts";

const shown = (value: unknown): unknown => (value as Record<symbol, () => unknown>)[Symbol.for("Jupyter.display")]?.();

describe("what notebooks show", () => {
  it("is a test's sentence, which is not part of the result", async () => {
    const result = await welchTest([5.1, 4.9, 6.2, 5.8, 6], [6.9, 7.2, 6.6, 7.5]);
    expect(shown(result)).toEqual({ "text/plain": result.text });
    expect(result.text).toMatch(/^Welch's t-test: t\(6\.889\) = -4\.529, p = 0\.00281, Cohen's d = /);
    expect(JSON.parse(JSON.stringify(result))).toEqual({ ...result });
  });

  it("is a regression's table", async () => {
    const fit = await regression([1, 2, 3, 4], [2.1, 3.9, 6.2, 7.8]);
    expect(shown(fit)).toEqual({ "text/plain": String(fit) });
    expect(String(fit)).toContain("intercept");
  });

  it("is what a detector knows and found", async () => {
    const detector = zscore();
    expect(shown(detector)).toEqual({ "text/plain": "anomaly.zscore: threshold 3, nothing learnt yet" });
    await detector.fit(Array.from({ length: 1000 }, (_, i) => i % 10));
    await detector.anomalies([4, 500]);
    expect(shown(detector)).toEqual({ "text/plain": "anomaly.zscore: threshold 3, learnt from 1,000 rows, 1 of 2 rows were anomalies" });
  });

  it("is the stages of a pipeline", () => {
    expect(shown(pipeline([resize(8)]))).toEqual({ "text/plain": 'resize {"size":8,"interpolation":"bilinear","antialias":true,"layout":"CHW"}' });
  });
});

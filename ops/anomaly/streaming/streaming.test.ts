import * as fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { toBeAllclose } from "../../allclose.ts";
import type { DeviceName } from "../../backend.ts";
import { tensor } from "../../creation.ts";
import { setDevice } from "../../device.ts";
import "../../methods.ts";
import { methods } from "./judges.ts";
import { streaming, Streaming } from "./streaming.ts";

const devices: DeviceName[] = ["cpu", "wasm"];

/** Noise, the same each time. */
const noise = (count: number): number[] => Array.from({ length: count }, (_, i) => Math.sin(i * 12.9898) * Math.cos(i * 78.233));

const ofSorted = (sorted: readonly number[], q: number): number => {
  const at = (sorted.length - 1) * q;
  const below = sorted[Math.floor(at)]!;
  return below + ((sorted[Math.ceil(at)] ?? below) - below) * (at % 1);
};

/** The definitions, on the values before one. */
const batch = {
  zscore: (x: number, before: readonly number[]): number => {
    const mean = before.reduce((sum, value) => sum + value, 0) / before.length;
    return Math.abs(x - mean) / Math.sqrt(before.reduce((sum, value) => sum + (value - mean) ** 2, 0) / before.length);
  },
  modified: (x: number, before: readonly number[]): number => {
    const median = ofSorted(before.toSorted((a, b) => a - b), 0.5);
    const mad = ofSorted(before.map((value) => Math.abs(value - median)).toSorted((a, b) => a - b), 0.5);
    return (0.6745 * Math.abs(x - median)) / mad;
  },
  iqr: (x: number, before: readonly number[]): number => {
    const sorted = before.toSorted((a, b) => a - b);
    const [q1, q3] = [ofSorted(sorted, 0.25), ofSorted(sorted, 0.75)];
    return Math.max(q1 - x, x - q3, 0) / (q3 - q1);
  },
};

describe.each(["zscore", "modified", "iqr"] as const)("streaming by %s", (method) => {
  beforeEach(() => setDevice("wasm"));

  it("scores every value by the batch definition on the window before it, spikes or not", () => {
    const values = fc.array(fc.oneof({ weight: 20, arbitrary: fc.integer({ min: -800, max: 800 }).map((x) => x / 8) }, { weight: 1, arbitrary: fc.constant(1e16) }), { minLength: 10, maxLength: 80 });
    fc.assert(
      fc.property(values, fc.integer({ min: 2, max: 20 }), (x, window) => {
        const detector = streaming({ method, window, warmup: 2 });
        x.forEach((value, i) => {
          const before = x.slice(Math.max(i - window, 0), i);
          const { score, index } = detector.update(value);
          const expected = before.length < 2 ? 0 : batch[method](value, before);
          expect(index).toBe(i);
          if (!Number.isFinite(expected)) expect(score).toBe(0);
          else expect(Math.abs(score - expected)).toBeLessThanOrEqual(1e-12 * Math.max(expected, 1));
        });
      }),
      { numRuns: 100 },
    );
  });

  it("shows its band, and flags what lies outside", () => {
    const detector = streaming({ method, window: 50, warmup: 10, threshold: 4 });
    for (const value of noise(60)) detector.update(value);
    const judged = (value: number): ReturnType<Streaming["update"]> => Streaming.fromJSON(JSON.parse(JSON.stringify(detector))).update(value);
    const { expected, low, high } = judged(0);
    expect(low).toBeLessThan(expected);
    expect(high).toBeGreaterThan(expected);
    for (const [edge, outwards] of [[low, -1e-9], [high, 1e-9]] as const) {
      expect(judged(edge - outwards).isAnomaly).toBe(false);
      expect(judged(edge + outwards).isAnomaly).toBe(true);
    }
    expect(detector.update(100)).toMatchObject({ value: 100, isAnomaly: true });
    expect(detector.statistics()).toMatchObject({ seen: 61, learnt: 61, anomalies: 1, filled: 50, method, window: 50 });
  });

  it("says nothing of a constant window", () => {
    const detector = streaming({ method, window: 10, warmup: 5 });
    for (let i = 0; i < 10; i++) expect(detector.update(0.1)).toMatchObject({ score: 0, isAnomaly: false });
    expect(detector.update(5)).toMatchObject({ score: 0, isAnomaly: false, expected: 0.1, low: 0.1, high: 0.1 });
  });
});

describe.each(devices)("streaming on %s", (device) => {
  beforeEach(() => setDevice(device));

  it.each(methods)("scores a series as value by value: %s", async (method) => {
    const x = [...noise(150), 9, ...noise(40), 1e16, ...noise(60)];
    const options = { method, window: 30, warmup: 12, seed: 1 };
    for (const start of [0, 5, 100]) {
      const [fed, whole] = [streaming(options), streaming(options)];
      if (start > 0) await whole.fit(x.slice(0, start));
      const scores = x.map((value) => fed.update(value).score);
      toBeAllclose(await (await whole.score(x.slice(start))).data(), scores.slice(start), { rtol: 1e-11, atol: 1e-12 });
      expect(whole.statistics()).toMatchObject({ learnt: start, seen: 0 });
      const found = scores.flatMap((score, i) => (i >= start && score > whole.threshold ? [i - start] : []));
      expect((await whole.anomalies(tensor(x.slice(start), { dtype: "float64" }))).map(({ index }) => index)).toEqual(found);
    }
  });
});

describe("streaming", () => {
  beforeEach(() => setDevice("wasm"));

  it("cannot be hidden from by the value itself, and fires early", () => {
    const detector = streaming({ warmup: 5 });
    for (const value of [1, 2, 1, 2, 1]) expect(detector.update(value).isAnomaly).toBe(false);
    expect(detector.update(50).isAnomaly).toBe(true);
  });

  it("leaves the outliers between two groups to half-space trees", () => {
    const groups = noise(600).map((x, i) => (i % 2 === 0 ? -5 : 5) + x / 2);
    const [trees, deviations] = [streaming({ method: "halfSpaceTrees", seed: 3 }), streaming()];
    let alarms = 0;
    for (const value of groups) {
      alarms += trees.update(value).isAnomaly ? 1 : 0;
      deviations.update(value);
    }
    expect(alarms / 600).toBeLessThan(0.02);
    expect(trees.update(0)).toMatchObject({ isAnomaly: true, low: NaN, high: NaN });
    expect(deviations.update(0).isAnomaly).toBe(false);
  });

  it("takes a new threshold while it runs", () => {
    const detector = streaming({ window: 20, warmup: 10 });
    for (const value of noise(20)) detector.update(value);
    const { score, high } = detector.update(2);
    expect(detector.set({ threshold: score + 10 }).update(2).isAnomaly).toBe(false);
    expect(detector.set({ threshold: 0.5 }).update(2)).toMatchObject({ isAnomaly: true });
    expect(detector.update(0).high).toBeLessThan(high);
    expect(() => detector.set({ threshold: NaN })).toThrow("anomaly.streaming.set: threshold is not a number: NaN");
    expect(() => detector.set({ warmup: 21 })).toThrow("warmup is not a whole number from 1 to the window, 20: 21");
    expect(detector.threshold).toBe(0.5);
  });

  it.each(methods)("goes on after JSON as if nothing had happened: %s", (method) => {
    const detector = streaming({ method, window: 25, seed: 2 });
    const x = noise(140);
    for (const value of x.slice(0, 70)) detector.update(value);
    const again = Streaming.fromJSON(JSON.parse(JSON.stringify(detector)));
    for (const value of x.slice(70)) expect(again.update(value)).toEqual(detector.update(value));
    expect(again.statistics()).toEqual(detector.statistics());
  });

  it("explains what it expected", async () => {
    const detector = await streaming({ window: 40 }).fit(noise(60));
    const { score, reasons, text, isAnomaly } = await detector.explain([0, 7], 1);
    expect(isAnomaly).toBe(true);
    expect(reasons[0]).toMatchObject({ name: "zscore", value: 7, contribution: score });
    expect(text).toContain("observed 7; expected ");
    expect((await streaming().explain([1, 2], 1)).text).toContain("1 values before it are too few");
    await expect(detector.explain([1], 3)).rejects.toThrow("no value 3 to explain");
  });

  it("refuses what it cannot judge", async () => {
    expect(() => streaming({ method: "median" as "iqr" })).toThrow('anomaly.streaming: unknown method: "median"');
    expect(() => streaming({ window: 0 })).toThrow("window is not a whole number from 2 to 16777216: 0");
    expect(() => streaming({ window: -5 })).toThrow("window is not a whole number from 2 to 16777216: -5");
    expect(() => streaming({ window: 10, warmup: 11 })).toThrow("warmup is not a whole number from 1 to the window, 10: 11");
    expect(() => streaming({ threshold: NaN })).toThrow("threshold is not a number: NaN");
    expect(() => streaming().update(NaN)).toThrow("anomaly.streaming.update: the value is not a finite number: NaN");
    expect(() => streaming().update("3" as unknown as number)).toThrow('the value is not a finite number: "3"');
    await expect(streaming().score([1, NaN, 3])).rejects.toThrow("value 1 is not finite: NaN");
    await expect(streaming().fit([])).rejects.toThrow("no values: [0]");
  });
});

import { array, assert, asyncProperty, double } from "fast-check";
import { describe, expect, it } from "vitest";
import { tensor } from "../../creation.ts";
import { cusum, Cusum } from "./cusum.ts";
import { ewma, Ewma } from "./ewma.ts";

/** Montgomery, table 9.1: a process with target 10 and standard deviation 1 that moved to 11 with the 21st value. */
const montgomery = [
  9.45, 7.99, 9.29, 11.66, 12.16, 10.18, 8.04, 11.46, 9.2, 10.34, 9.03, 11.47, 10.51, 9.4, 10.08, 9.37, 10.62, 10.31, 8.52, 10.84, 10.9, 9.33, 12.29, 11.5, 10.6,
  11.08, 10.38, 11.62, 11.31, 10.52,
];
const charts = { ewma, cusum } as const;
const numbers = (min: number) => array(double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: min, maxLength: 60 });

describe("CUSUM", () => {
  it("repeats the table of the textbook", async () => {
    const scores = await (await cusum({ target: 10, sd: 1 }).score(montgomery)).data();
    // Rounded there to two digits; the greater of both sums.
    const table: readonly (readonly [number, number])[] = [[0, 0.05], [1, 1.56], [4, 2.82], [18, 0.98], [22, 1.79], [26, 3.35], [27, 4.47], [28, 5.28], [29, 5.3]];
    for (const [at, sum] of table) expect(scores[at]).toBeCloseTo(sum, 10);
  });

  it("gives its alarm where the textbook gives it", async () => {
    const found = await cusum({ target: 10, sd: 1, k: 0.5, h: 5 }).anomalies(montgomery);
    expect(found.map(({ index }) => index)).toEqual([28, 29]);
  });

  it("explains in the unit of the values", async () => {
    const { reasons, isAnomaly, text } = await cusum({ target: 10, sd: 2, k: 0.25, h: 2.5 }).explain(montgomery, 28);
    expect(isAnomaly).toBe(true);
    expect(reasons[0]).toMatchObject({ name: "sum upwards", contribution: expect.closeTo(2.64, 10), value: expect.closeTo(5.28, 10) });
    expect(text).toContain("observed 11.31");
  });
});

describe("EWMA", () => {
  it("has the textbook's limits: exact from the first value on", async () => {
    const detector = ewma({ target: 10, sd: 1, lambda: 0.1, width: 2.7 });
    const [first, , , , , , , , , tenth] = await (await detector.score(montgomery)).data();
    // The average 9.945 with the limit 9.73; 9.98426 (rounded there) with 9.42.
    expect(first! * 0.1).toBeCloseTo(0.055, 12);
    let average = 10;
    for (const value of montgomery.slice(0, 10)) average = 0.9 * average + 0.1 * value;
    expect(tenth).toBeCloseTo(Math.abs(average - 10) / Math.sqrt((0.1 / 1.9) * (1 - 0.9 ** 20)), 12);
    expect((await detector.anomalies(montgomery)).map(({ index }) => index)).toEqual([28, 29]);
  });

  it("is Shewhart's chart with lambda 1", async () => {
    const scores = await (await ewma({ target: 0, sd: 2, lambda: 1 }).score([2, -4, 8])).data();
    expect(Array.from(scores)).toEqual([1, 2, 4]);
  });

  it("explains with the moving average", async () => {
    const { reasons } = await ewma({ target: 10, sd: 1, lambda: 0.1 }).explain(montgomery, 0);
    expect(reasons[0]).toMatchObject({ name: "moving average", value: expect.closeTo(9.945, 12), expected: 10 });
  });
});

for (const [name, make] of Object.entries(charts)) {
  describe(`${name}, as every chart`, () => {
    it("learns target and standard deviation", async () => {
      const detector = await make().fit([1, 2, 3, 4]);
      expect(detector.level).toEqual({ target: 2.5, sd: expect.closeTo(Math.sqrt(5 / 3), 15) });
      await detector.partialFit(tensor([5, 6], { dtype: "float64" }));
      expect(detector.level.target).toBeCloseTo(3.5, 15);
      expect(detector.level.sd).toBeCloseTo(Math.sqrt(3.5), 15);
      expect(detector.statistics().learnt).toBe(6);
    });

    it("scores a stream as it scores the whole", async () => {
      await assert(
        asyncProperty(numbers(1), async (values) => {
          const whole = await (await make({ target: 1, sd: 3 }).score(values)).data();
          const streaming = make({ target: 1, sd: 3 });
          expect(values.map((value) => streaming.update(value).score)).toEqual(Array.from(whole));
        }),
        { numRuns: 50 },
      );
    });

    it("goes on after JSON as if nothing had happened", async () => {
      const detector = await make({ threshold: 1 }).fit(montgomery);
      for (const value of montgomery.slice(0, 15)) detector.update(value);
      const again = (name === "ewma" ? Ewma : Cusum).fromJSON(JSON.parse(JSON.stringify(detector)));
      expect(montgomery.slice(15).map((value) => again.update(value))).toEqual(montgomery.slice(15).map((value) => detector.update(value)));
      expect(again.threshold).toBe(1);
    });

    it("keeps its threshold changeable and counts what it saw", () => {
      const detector = make({ target: 0, sd: 1 });
      detector.threshold = Infinity;
      expect(detector.update(100).isAnomaly).toBe(false);
      detector.threshold = 1;
      expect(detector.update(100).isAnomaly).toBe(true);
      expect(detector.statistics()).toMatchObject({ seen: 2, anomalies: 1 });
      detector.reset();
      expect(detector.update(0)).toMatchObject({ index: 0, score: 0 });
    });

    it("refuses what it cannot chart", async () => {
      await expect(make().score([1, 2])).rejects.toMatchObject({ name: "ComputationError" });
      expect(() => make().update(1)).toThrow("nothing was learnt yet");
      expect(() => make({ target: 0, sd: 1 }).update(NaN)).toThrow(/update: the value is not a finite number: NaN/);
      expect(() => make({ target: 0, sd: 1 }).update("7" as unknown as number)).toThrow('not a finite number: "7"');
      expect(() => make({ sd: 0 })).toThrow(/sd is not a number above 0: 0/);
      expect(() => make({ target: NaN })).toThrow(/target is not a finite number: NaN/);
      expect(() => make({ threshold: NaN })).toThrow(/threshold is not a number/);
      await expect(make().fit([3, 3, 3])).rejects.toThrow(/fit: the series is constant: 3/);
      await expect(make().fit([3])).rejects.toThrow(/one value has no standard deviation/);
      await expect(make().fit([])).rejects.toMatchObject({ name: "ValidationError" });
      await expect(make().fit([1, NaN])).rejects.toThrow(/value 1 is not finite: NaN/);
      await expect(make({ target: 0, sd: 1 }).explain([1, 2], 2)).rejects.toThrow(/no value 2 to explain among 2/);
    });
  });
}

it("EWMA and CUSUM refuse parameters out of their range", () => {
  expect(() => ewma({ lambda: 0 })).toThrow(/anomaly\.ewma: lambda is not in \(0, 1\]: 0/);
  expect(() => ewma({ lambda: 1.5 })).toThrow(/lambda/);
  expect(() => cusum({ k: -1 })).toThrow(/anomaly\.cusum: k is not a number from 0 on: -1/);
});

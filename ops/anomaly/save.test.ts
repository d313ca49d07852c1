import { beforeEach, describe, expect, it } from "vitest";
import { setDevice } from "../device.ts";
import "../methods.ts";
import { Detector } from "./detector.ts";
import { isolationForest, type IsolationForest } from "./isolation-forest/forest.ts";
import { fromJSON, type SavableDetector } from "./save.ts";
import { zscore } from "./univariate/zscore.ts";

type SavableClass = new (options: { readonly window: number }) => SavableDetector;

const isSavable = (value: unknown): value is SavableClass => typeof value === "function" && value.prototype instanceof Detector && Object.hasOwn(value, "fromJSON");

/** Every class of the room that can be read from JSON. */
const classes = Object.values(import.meta.glob<Record<string, unknown>>(["./**/*.ts", "!./**/*.test.ts"], { eager: true })).flatMap((module) => Object.values(module).filter(isSavable));

describe("fromJSON", () => {
  beforeEach(() => setDevice("wasm"));

  it("knows every detector of the room", () => {
    expect(classes.length).toBeGreaterThan(15);
    for (const Savable of classes) {
      const detector = new Savable({ window: 8 }); // which some cannot do without
      const again = fromJSON(JSON.stringify(detector));
      expect(again).toBeInstanceOf(Savable);
      expect(JSON.stringify(again)).toBe(JSON.stringify(detector));
    }
  });

  it("reads texts and objects, and the scores stay the same", async () => {
    const rows = Array.from({ length: 50 }, (_, i) => [Math.sin(i), Math.cos(3 * i)]);
    const forest = await isolationForest({ seed: 1, contamination: 0.1 }).fit(rows);
    for (const saved of [JSON.stringify(forest), forest.toJSON()]) {
      const again: IsolationForest = fromJSON(saved);
      expect(await again.anomalies(rows)).toEqual(await forest.anomalies(rows));
    }
  });

  it("keeps a threshold that nothing exceeds", () => {
    expect(fromJSON(JSON.stringify(isolationForest({ threshold: Infinity }))).threshold).toBe(Infinity);
  });

  it("says what is wrong with other things", () => {
    expect(() => fromJSON("{")).toThrow("anomaly.fromJSON: not JSON");
    expect(() => fromJSON("3")).toThrow("not a saved detector: 3");
    expect(() => fromJSON({ kind: "anomaly.oracle", threshold: 1, options: {} })).toThrow('unknown kind: "anomaly.oracle"');
    expect(() => fromJSON({ kind: "constructor", threshold: 1, options: {} })).toThrow('unknown kind: "constructor"');
    expect(() => fromJSON({ ...isolationForest().toJSON(), state: { trees: 3 } })).toThrow("damaged anomaly.isolationForest");
    expect(() => fromJSON({ ...zscore().toJSON(), options: { contamination: 2 } })).toThrow("contamination is not in (0, 0.5]: 2");
  });
});

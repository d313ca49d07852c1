import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toBeAllclose } from "../../allclose.ts";
import { tensor } from "../../creation.ts";
import { DtypeError, ShapeError, ValidationError } from "../../errors.ts";
import "../../methods.ts";
import fixture from "../fixtures/evaluate.json" with { type: "json" };
import { evaluate } from "./evaluate.ts";

/** Sums of shares of counts. */
const exact = { rtol: 1e-14, atol: 1e-14 };

describe("evaluate", () => {
  it.each(fixture.curves.map((expected, i) => [["scores", "scores with ties", "scores the wrong way round", "equal scores"][i]!, expected] as const))("gives the curves of scikit-learn for %s", async (_, expected) => {
    const found = await evaluate(expected.scores, expected.labels);
    toBeAllclose([found.auc, found.averagePrecision, found.bestF.f1], [expected.auc, expected.averagePrecision, expected.bestF1], exact);
    toBeAllclose(found.roc.fpr, expected.roc.fpr, exact);
    toBeAllclose(found.roc.tpr, expected.roc.tpr, exact);
    expect(found.roc.thresholds).toEqual([Infinity, ...expected.roc.thresholds]);
    toBeAllclose(found.precisionRecall.precision, expected.precisionRecall.precision, exact);
    toBeAllclose(found.precisionRecall.recall, expected.precisionRecall.recall, exact);
    expect(found.precisionRecall.thresholds).toEqual(expected.precisionRecall.thresholds);
  });

  it("counts what a threshold gets right and wrong", async () => {
    const { confusion, bestF } = await evaluate([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1], { threshold: 0.36 });
    expect(confusion).toEqual({ threshold: 0.36, truePositives: 1, falsePositives: 1, trueNegatives: 1, falseNegatives: 1, precision: 0.5, recall: 0.5, f1: 0.5 });
    expect(bestF).toEqual({ f1: 0.8, threshold: 0.1 / 2 + 0.35 / 2, precision: 2 / 3, recall: 1 });
    expect((await evaluate([1, 2], [0, 1], { threshold: 9 })).confusion).toMatchObject({ precision: 0, recall: 0, f1: 0 });
  });

  it("names a best threshold that reaches the best F1, above and from it on", async () => {
    const scored = fc.array(fc.tuple(fc.integer({ min: -4, max: 4 }), fc.boolean()), { minLength: 2, maxLength: 30 }).filter((pairs) => new Set(pairs.map(([, label]) => label)).size === 2);
    await fc.assert(
      fc.asyncProperty(scored, async (pairs) => {
        const [scores, labels] = [pairs.map(([score]) => score), pairs.map(([, label]) => label)];
        const { bestF, confusion, auc } = await evaluate(scores, labels);
        const f1At = (called: boolean[]): number => (2 * called.filter((call, i) => call && labels[i]).length) / (called.filter(Boolean).length + labels.filter(Boolean).length);
        expect(bestF.f1).toBe(f1At(scores.map((score) => score > bestF.threshold)));
        expect(bestF.f1).toBe(f1At(scores.map((score) => score >= bestF.threshold)));
        expect(bestF.f1).toBe(Math.max(...scores.map((limit) => f1At(scores.map((score) => score >= limit)))));
        expect(confusion.f1).toBe(bestF.f1);
        const [high, low] = [true, false].map((label) => scores.filter((_, i) => labels[i] === label));
        const wins = high!.flatMap((a) => low!.map((b) => (a > b ? 1 : a === b ? 0.5 : 0)));
        toBeAllclose([auc], [wins.reduce<number>((sum, win) => sum + win, 0) / wins.length], exact);
      }),
    );
  });

  it("takes a run of anomalies for found when one moment of it is, if asked to", async () => {
    const [scores, labels] = [[0, 5, 0, 0, 1, 0, 0], [1, 1, 1, 0, 0, 1, 1]];
    expect((await evaluate(scores, labels, { threshold: 2 })).confusion).toMatchObject({ truePositives: 1, falseNegatives: 4 });
    expect((await evaluate(scores, labels, { threshold: 2, pointAdjusted: true })).confusion).toMatchObject({ truePositives: 3, falseNegatives: 2, falsePositives: 0 });
  });

  it("takes tensors and booleans", async () => {
    const labels = tensor([true, false, true]);
    expect((await evaluate(tensor([3, 1, 2]), labels)).auc).toBe(1);
    expect((await evaluate(Float32Array.of(3, 1, 2), [false, true, true])).auc).toBe(0);
  });

  it("refuses what cannot be judged", async () => {
    await expect(evaluate([1, 2, 3], [0, 1])).rejects.toThrow("anomaly.evaluate: not one label for each score: 3 scores, 2 labels");
    await expect(evaluate([1, 2], [0, 1, 1])).rejects.toThrow(ShapeError);
    await expect(evaluate([1, 2], [0, 2])).rejects.toThrow("label 1 is neither 0 nor 1: 2");
    await expect(evaluate([1, 2], [1, 1])).rejects.toThrow("no label is 0: there is nothing to tell apart");
    await expect(evaluate([1, 2], [0, 0])).rejects.toThrow("no label is 1");
    await expect(evaluate([1, NaN], [0, 1])).rejects.toThrow("value 1 is not finite: NaN");
    await expect(evaluate([], [])).rejects.toThrow(ValidationError);
    await expect(evaluate(["1", "2"] as unknown as number[], [0, 1])).rejects.toThrow(DtypeError);
    await expect(evaluate([1, 2], [0, 1], { threshold: NaN })).rejects.toThrow("threshold is not a number: NaN");
  });
});

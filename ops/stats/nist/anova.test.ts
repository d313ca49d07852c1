import { describe, expect, it } from "vitest";
import { anova } from "../tests/anova.ts";
import { certifiedGroups } from "./anova.ts";
import { lre } from "./lre.ts";

/** With 13 constant leading digits a double keeps four of what varies. */
const digits = (name: string): number => (["SmLs07", "SmLs08", "SmLs09"].includes(name) ? 4 : 9);

describe("analysis of variance of NIST's data sets", () => {
  it.each(certifiedGroups.map((set) => [set.name, set] as const))("%s", async (name, { groups, f, rSquared, residualStd }) => {
    const { statistic, df, etaSquared, sumOfSquares } = await anova(groups);
    const within = (df as readonly number[])[1]!;
    for (const [found, certified] of [[statistic, f], [etaSquared, rSquared], [Math.sqrt(sumOfSquares.within / within), residualStd]] as const) {
      expect(lre(found, certified)).toBeGreaterThanOrEqual(digits(name));
    }
  });
});

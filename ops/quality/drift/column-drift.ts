/** How one column changed between two sets of data. */
import { chiSquareTail } from "../../stats/distributions.ts";
import { quantileSorted } from "../../stats/quantile.ts";
import { sortedOf } from "../../stats/order.ts";
import { ksOfSorted } from "../../stats/tests/kolmogorov-smirnov.ts";
import type { Column } from "../../table/column.ts";
import { presentNumbers } from "../checks/aggregates.ts";
import { share } from "../completeness.ts";
import { countsOf } from "../frequencies.ts";
import { textOf } from "../predicates.ts";
import { homogeneity, jensenShannon, stabilityIndex, wasserstein } from "./distances.ts";

export type Verdict = "stable" | "moderate" | "drifted";

export interface ColumnDrift {
  readonly column: string;
  readonly verdict: Verdict;
  /** The population stability index, half a count added to every bin. Of numbers: the bins lie between the deciles of the reference. */
  readonly psi: number;
  /** Of the same bins, with natural logarithms: from 0 to 0.8326. */
  readonly jensenShannon: number;
  /** Whether the two could come from one distribution: the Kolmogorov-Smirnov test of numbers, the χ² test of categories. */
  readonly test: { readonly name: "Kolmogorov-Smirnov" | "chi-square"; readonly statistic: number; readonly pValue: number };
  /** Of numbers: the mean distance that they moved, in their unit (dates: milliseconds). */
  readonly wasserstein?: number;
  /** The shares that are missing. */
  readonly missing: { readonly reference: number; readonly current: number };
  /** Categories that only one of the two has. */
  readonly added?: readonly string[];
  readonly removed?: readonly string[];
  /** One sentence. */
  readonly text: string;
}

export interface DriftThresholds {
  /** An index from which on a column has changed moderately. Default: 0.1. */
  readonly moderate: number;
  /** An index from which on it has drifted. Default: 0.25. */
  readonly drifted: number;
  /** The greatest p-value at which a change counts: a small sample changes by chance. Default: 0.05. */
  readonly alpha: number;
}

/** Of columns of one kind that both have values. */
export async function columnDrift(op: string, reference: Column, current: Column, thresholds: DriftThresholds): Promise<ColumnDrift> {
  const isNumeric = reference.type !== "string" && reference.type !== "boolean";
  const measured = isNumeric ? await numberDrift(op, reference, current) : categoryDrift(reference, current);
  const missing = { reference: share(reference.nullCount, reference.length), current: share(current.nullCount, current.length) };
  const verdict = verdictOf(measured, Math.abs(missing.current - missing.reference), thresholds);
  return { column: reference.name, verdict, ...measured, missing, text: sentence(reference.name, verdict, measured, missing) };
}

type Measured = Omit<ColumnDrift, "column" | "verdict" | "missing" | "text">;

async function numberDrift(op: string, reference: Column, current: Column): Promise<Measured> {
  const [a, b] = [await sortedOf(op, presentNumbers(op, reference)), await sortedOf(op, presentNumbers(op, current))];
  const edges = new Set([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9].map((q) => quantileSorted(a, q)));
  const [binsA, binsB] = [binned(a, [...edges]), binned(b, [...edges])];
  const test = { name: "Kolmogorov-Smirnov" as const, ...ksOfSorted(a, b) };
  return { psi: stabilityIndex(binsA, binsB), jensenShannon: jensenShannon(binsA, binsB), test, wasserstein: wasserstein(a, b) };
}

/** How many numbers lie up to the first edge, above it and up to the second, ..., above the last. */
function binned(sorted: Float64Array, edges: readonly number[]): Float64Array {
  const counts = new Float64Array(edges.length + 1);
  let bin = 0;
  for (const x of sorted) {
    while (bin < edges.length && x > edges[bin]!) bin++;
    counts[bin]!++;
  }
  return counts;
}

function categoryDrift(reference: Column, current: Column): Measured {
  const [a, b] = [categories(reference), categories(current)];
  const all = [...new Set([...a.keys(), ...b.keys()])].toSorted();
  const [countsA, countsB] = [all.map((text) => a.get(text) ?? 0), all.map((text) => b.get(text) ?? 0)];
  const { statistic, df } = homogeneity(countsA, countsB);
  return {
    psi: stabilityIndex(countsA, countsB),
    jensenShannon: jensenShannon(countsA, countsB),
    test: { name: "chi-square", statistic, pValue: df === 0 ? 1 : chiSquareTail(statistic, df) },
    added: all.filter((text) => !a.has(text)),
    removed: all.filter((text) => !b.has(text)),
  };
}

const categories = (column: Column): Map<string, number> => countsOf(Array.from({ length: column.length }, (_, row) => (column.isNull(row) ? null : textOf(column, row))));

/** A change of the share that is missing weighs as the index does: 0.1 is moderate, 0.25 a drift. */
function verdictOf({ psi, test }: Measured, missingChange: number, { moderate, drifted, alpha }: DriftThresholds): Verdict {
  const index = test.pValue <= alpha ? psi : 0;
  if (index >= drifted || missingChange >= 0.25) return "drifted";
  return index >= moderate || missingChange >= 0.1 ? "moderate" : "stable";
}

function sentence(name: string, verdict: Verdict, { psi, test }: Measured, missing: ColumnDrift["missing"]): string {
  const says = { stable: "is stable", moderate: "has changed moderately", drifted: "has drifted" }[verdict];
  const p = test.pValue < 0.001 ? "p < 0.001" : `p = ${test.pValue.toFixed(3)}`;
  const lack = Math.abs(missing.current - missing.reference) >= 0.1 ? `, ${Math.round(missing.reference * 100)}\u00a0% missing before and ${Math.round(missing.current * 100)}\u00a0% now` : "";
  return `${JSON.stringify(name)} ${says}: index ${psi.toFixed(3)}, ${test.name} ${p}${lack}.`;
}

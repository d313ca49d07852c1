/** Data sets with certified statistics: NIST, Statistical Reference Datasets, univariate. The observed ones are in `univariate.json`; those made by a rule are made here. */
import observed from "./univariate.json" with { type: "json" };

export interface CertifiedSample {
  readonly name: string;
  readonly values: readonly number[];
  readonly mean: number;
  readonly std: number;
  readonly autocorrelation: number;
}

/** The first number, then the two beside it in turn. */
const alternating = (first: number, low: number, high: number): number[] => Array.from({ length: 1001 }, (_, i) => (i === 0 ? first : i % 2 === 1 ? low : high));

export const certifiedSamples: readonly CertifiedSample[] = [
  ...observed,
  { name: "NumAcc1", values: [10000001, 10000003, 10000002], mean: 10000002, std: 1, autocorrelation: -0.5 },
  { name: "NumAcc2", values: alternating(1.2, 1.1, 1.3), mean: 1.2, std: 0.1, autocorrelation: -0.999 },
  { name: "NumAcc3", values: alternating(1000000.2, 1000000.1, 1000000.3), mean: 1000000.2, std: 0.1, autocorrelation: -0.999 },
  { name: "NumAcc4", values: alternating(10000000.2, 10000000.1, 10000000.3), mean: 10000000.2, std: 0.1, autocorrelation: -0.999 },
];

/** Data sets with certified statistics: NIST, Statistical Reference Datasets, univariate. Those made by a rule are made here. */

export interface CertifiedSample {
  readonly name: string;
  readonly values: readonly number[];
  readonly mean: number;
  readonly std: number;
  readonly autocorrelation: number;
}

/** The first number, then the two beside it in turn. */
const alternating = (first: number, low: number, high: number): number[] => Array.from({ length: 1001 }, (_, i) => (i === 0 ? first : i % 2 === 1 ? low : high));

/** Michelson's 100 measurements of the speed of light in air, 1879, in km/s above 299,000. */
const michelson = [
  850, 740, 900, 1070, 930, 850, 950, 980, 980, 880, 1000, 980, 930, 650, 760, 810, 1000, 1000, 960, 960, 960, 940, 960, 940, 880, 800, 850, 880, 900, 840, 830, 790, 810, 880,
  880, 830, 800, 790, 760, 800, 880, 880, 880, 860, 720, 720, 620, 860, 970, 950, 880, 910, 850, 870, 840, 840, 850, 840, 840, 840, 890, 810, 810, 820, 800, 770, 760, 740,
  750, 760, 910, 920, 890, 860, 880, 720, 840, 850, 850, 780, 890, 840, 780, 810, 760, 810, 790, 810, 820, 850, 870, 870, 810, 740, 810, 940, 950, 800, 810, 870,
];

export const certifiedSamples: readonly CertifiedSample[] = [
  { name: "Michelson", values: michelson.map((speed) => Number((299 + speed / 1000).toFixed(2))), mean: 299.8524, std: 0.0790105478190518, autocorrelation: 0.535199668621283 },
  { name: "NumAcc1", values: [10000001, 10000003, 10000002], mean: 10000002, std: 1, autocorrelation: -0.5 },
  { name: "NumAcc2", values: alternating(1.2, 1.1, 1.3), mean: 1.2, std: 0.1, autocorrelation: -0.999 },
  { name: "NumAcc3", values: alternating(1000000.2, 1000000.1, 1000000.3), mean: 1000000.2, std: 0.1, autocorrelation: -0.999 },
  { name: "NumAcc4", values: alternating(10000000.2, 10000000.1, 10000000.3), mean: 10000000.2, std: 0.1, autocorrelation: -0.999 },
];

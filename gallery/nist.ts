// ---
// jupyter:
//   title: "Numbers that break calculators"
//   kernelspec: {"name":"tessera","display_name":"Tessera (TypeScript)","language":"typescript"}
// ---

// %% [markdown]
// # Numbers that break calculators
//
// What is the spread of 1000000001, 1000000003 and 1000000002? You see it at once: the mean is 1000000002, and the others lie 1 beside it.
// Many programs get this wrong, some by far. So the American National Institute of Standards and Technology publishes data sets that
// are easy to write down and hard to calculate with, and for each the answers to fifteen digits, found with hundreds of digits.
//
// Here they are, with a formula from the schoolbook beside the library's functions. The formula takes the mean of the squares less the
// square of the mean. On paper it is right.

// %% Schoolbook
function schoolbookSpread(values: number[]): number {
  const n = values.length;
  const sum = values.reduce((total, x) => total + x, 0);
  const squares = values.reduce((total, x) => total + x * x, 0);
  return Math.sqrt((squares - (sum * sum) / n) / (n - 1));
}

const easy = [1, 3, 2];
const far = easy.map((x) => x + 100_000_000);
const farther = easy.map((x) => x + 1_000_000_000);

[
  { numbers: easy.join(", "), schoolbook: schoolbookSpread(easy), library: await stats.std(easy) },
  { numbers: far.join(", "), schoolbook: schoolbookSpread(far), library: await stats.std(far) },
  { numbers: farther.join(", "), schoolbook: schoolbookSpread(farther), library: await stats.std(farther) },
]

// %% [markdown]
// The answer is 1 in every row. Squares of large numbers need twice the digits, the float64 has sixteen, and then two nearly equal
// numbers are taken off each other: what is left is noise. The library first takes off the mean, and squares what remains.
//
// How fast does it go wrong? Move three numbers away from 0, further and further, and count the digits that stay right.

// %% Digits
/** How many digits agree: minus the logarithm of the relative error, 15 at most. */
function digits(found: number, right: number): number {
  const error = Math.abs(found / right - 1);
  return Number.isNaN(error) ? 0 : Math.min(15, Math.max(0, -Math.log10(error)));
}

const offsets = d3.range(0, 12.1, 0.25).map((exponent) => Math.round(10 ** exponent));
const lost: { offset: number; digits: number; way: string }[] = [];
for (const offset of offsets) {
  const moved = easy.map((x) => x + offset);
  lost.push({ offset, digits: digits(schoolbookSpread(moved), 1), way: "schoolbook" });
  lost.push({ offset, digits: digits(await stats.std(moved), 1), way: "library" });
  const single = tensor(moved);
  lost.push({ offset, digits: digits(await stats.std(single), 1), way: "library, float32 data" });
}

Plot.plot({
  title: "Right digits of a spread of 1, the further the numbers are from 0",
  x: { type: "log", label: "distance from 0", tickFormat: "~s" },
  y: { label: "right digits", domain: [0, 15.5], grid: true },
  color: { domain: ["schoolbook", "library", "library, float32 data"], range: ["#c2410c", "#0f766e", "#64748b"], legend: true },
  marks: [Plot.line(lost, { x: "offset", y: "digits", stroke: "way", strokeWidth: 2, tip: true })],
})

// %% [markdown]
// The schoolbook loses two digits whenever the distance grows by one. The library keeps all of them as long as the numbers themselves
// can be written down: as float32 that ends at 16,777,216, and no formula can bring back what was rounded away before it began.
//
// ## The sets with certificates
//
// Four of NIST's sets are made by a rule. They ask for the mean, the standard deviation, and the correlation of each number with the
// next. The fourth one hides a spread of 0.1 behind 10,000,000.

// %% Certified
const alternating = (start: number, low: number, high: number, n: number) => [start, ...Array.from({ length: n - 1 }, (_, i) => (i % 2 === 0 ? low : high))];
const sets = [
  { set: "NumAcc1", values: easy.map((x) => x + 10_000_000), mean: 10_000_002, std: 1, lag: -0.5 },
  { set: "NumAcc2", values: alternating(1.2, 1.1, 1.3, 1001), mean: 1.2, std: 0.1, lag: -0.999 },
  { set: "NumAcc3", values: alternating(1_000_000.2, 1_000_000.1, 1_000_000.3, 1001), mean: 1_000_000.2, std: 0.1, lag: -0.999 },
  { set: "NumAcc4", values: alternating(10_000_000.2, 10_000_000.1, 10_000_000.3, 1001), mean: 10_000_000.2, std: 0.1, lag: -0.999 },
];
const certified = [];
for (const { set, values, mean, std, lag } of sets) {
  const { mean: foundMean, std: foundStd } = await stats.moments(values);
  const [, foundLag] = await stats.autocorrelation(values, 1);
  certified.push({
    set,
    numbers: values.length,
    "digits of the mean": digits(foundMean, mean),
    "digits of the spread": digits(foundStd, std),
    "digits of the autocorrelation": digits(foundLag!, lag),
    "schoolbook's digits of the spread": digits(schoolbookSpread(values), std),
  });
}
certified

// %% [markdown]
// Eight digits for NumAcc4 sound like a fault of the library, and are one of the numbers: 10000000.1 has no float64. The nearest one is
// off in its seventeenth digit, which is the ninth of the spread. Calculated with a thousand digits from these float64 numbers, the answer
// would be just as far off.

// %% Spread
const spreads = certified.flatMap((row) => [
  { set: row.set, digits: row["digits of the spread"], way: "library" },
  { set: row.set, digits: row["schoolbook's digits of the spread"], way: "schoolbook" },
]);

Plot.plot({
  title: "Right digits of the standard deviation",
  height: 260,
  x: { label: null, axis: null },
  y: { label: "right digits", domain: [0, 15.5], grid: true },
  fx: { label: null },
  color: { domain: ["schoolbook", "library"], range: ["#c2410c", "#0f766e"], legend: true },
  marks: [Plot.barY(spreads, { fx: "set", x: "way", y: "digits", fill: "way", tip: true }), Plot.ruleY([0])],
})

// %% [markdown]
// ## Nine groups
//
// Does a treatment matter? An analysis of variance compares the spread between groups with the spread within them. The sets of Simon and
// Lesage have nine groups whose means differ by 0.2 at most, and put more and more leading digits before them. The F statistic is 21, always.

// %% Groups
/** Twenty-one numbers a group: one in the middle, then ten below and ten above in turn. */
function simonLesage(offset: number): number[][] {
  return Array.from({ length: 9 }, (_, group) => {
    const middle = group === 0 ? 0.4 : group % 2 === 1 ? 0.3 : 0.5;
    return Array.from({ length: 21 }, (__, i) => offset + (i === 0 ? middle : middle + (i % 2 === 1 ? -0.1 : 0.1)));
  });
}

const groups = [];
for (const offset of [1, 1_000_000, 1_000_000_000_000]) {
  const { statistic, pValue } = await stats.anova(simonLesage(offset));
  const stored = new Set(simonLesage(offset).flat()).size;
  groups.push({ "first number": offset + 0.4, F: statistic, "right digits": digits(statistic, 21), p: pValue, "different numbers": stored });
}
groups

// %% [markdown]
// At a million million, float64 keeps four decimals: 0.4 is stored as 0.40002. The F of the numbers that are stored is no longer 21, and
// no program that is given them can know better.
//
// ## Polynomials
//
// The last kind asks for a line through points, and hides the difficulty in the columns. Wampler's first set is $y = 1 + x + x^2 + \dots + x^5$ for
// $x = 0, \dots, 20$: every coefficient is 1, and there is no error at all. But $x^4$ and $x^5$ look so much alike that the schoolbook's way, which
// multiplies the matrix with itself, squares that likeness.

// %% Wampler
await setDevice("wasm"); // graphics cards have no float64
const xs = d3.range(21);
const powers = xs.map((x) => d3.range(6).map((k) => x ** k));
const ys = powers.map((row) => d3.sum(row));

const X = tensor(powers, { dtype: "float64" });
const y = tensor(ys, { dtype: "float64" });
const normal = await inv(X.transpose().matmul(X)).matmul(X.transpose().matmul(y.reshape([-1, 1]))).data();
const fit = await stats.regression(powers.map((row) => row.slice(1)), ys);

d3.range(6).map((k) => ({
  coefficient: k === 0 ? "1" : k === 1 ? "x" : `x^${k}`,
  "normal equations": normal[k]!,
  regression: fit.coefficients[k]!.value,
  "right digits of the former": digits(normal[k]!, 1),
}))

// %% Degrees
const degrees: { degree: number; digits: number; way: string }[] = [];
for (const degree of d3.range(1, 10)) {
  const columns = xs.map((x) => d3.range(degree + 1).map((k) => x ** k));
  const sums = columns.map((row) => d3.sum(row));
  const matrix = tensor(columns, { dtype: "float64" });
  const gram = matrix.transpose().matmul(matrix);
  const direct = await inv(gram).matmul(matrix.transpose().matmul(tensor(sums, { dtype: "float64" }).reshape([-1, 1]))).data();
  const { coefficients } = await stats.regression(columns.map((row) => row.slice(1)), sums);
  const worst = (values: Iterable<number>) => d3.min(values, (value) => digits(value, 1)) ?? 0;
  degrees.push({ degree, digits: worst(direct), way: "normal equations" });
  degrees.push({ degree, digits: worst(coefficients.map(({ value }) => value)), way: "regression" });
}

Plot.plot({
  title: "Right digits of the worst coefficient",
  x: { label: "degree of the polynomial", ticks: 9, tickFormat: "d" },
  y: { label: "right digits", domain: [0, 15.5], grid: true },
  color: { domain: ["normal equations", "regression"], range: ["#c2410c", "#0f766e"], legend: true },
  marks: [
    Plot.line(degrees, { x: "degree", y: "digits", stroke: "way" }),
    Plot.dot(degrees, { x: "degree", y: "digits", fill: "way", tip: true }),
  ],
})

// %% [markdown]
// ## The sixteen years of Longley
//
// In 1967 James Longley fitted the employment of the United States to six columns that all grow with time, by hand and by the programs of his day.
// Several of them had hardly a digit right. The data have been the test of regressions since.

// %% Longley
const longley = parseTable(
  `employed,deflator,gnp,unemployed,armed,population,year
60323,83.0,234289,2356,1590,107608,1947
61122,88.5,259426,2325,1456,108632,1948
60171,88.2,258054,3682,1616,109773,1949
61187,89.5,284599,3351,1650,110929,1950
63221,96.2,328975,2099,3099,112075,1951
63639,98.1,346999,1932,3594,113270,1952
64989,99.0,365385,1870,3547,115094,1953
63761,100.0,363112,3578,3350,116219,1954
66019,101.2,397469,2904,3048,117388,1955
67857,104.6,419180,2822,2857,118734,1956
68169,108.4,442769,2936,2798,120445,1957
66513,110.8,444546,4681,2637,121950,1958
68655,112.6,482704,3813,2552,123366,1959
69564,114.2,502601,3931,2514,125368,1960
69331,115.7,518173,4806,2572,127852,1961
70551,116.9,554894,4007,2827,130081,1962`,
  { format: "csv" },
);
const causes = ["deflator", "gnp", "unemployed", "armed", "population", "year"];
const columns = longley.matrix(causes, { dtype: "float64" });
const employment = await stats.regression(columns, longley.column("employed"), { names: causes });
console.log(String(employment));

// %% Certificates
const certificates = [-3482258.63459582, 15.0618722713733, -0.035819179292591, -2.02022980381683, -1.03322686717359, -0.0511041056535807, 1829.15146461355];

employment.coefficients.map(({ name, value }, i) => ({
  coefficient: name,
  value,
  certified: certificates[i]!,
  "right digits": digits(value, certificates[i]!),
}))

// %% Fitted
const years = longley.array("year") as number[];
const fitted = await employment.fitted.data();

Plot.plot({
  title: "Employment in the United States",
  x: { label: null, tickFormat: "d" },
  y: { label: "employed (thousands)", grid: true, tickFormat: "~s" },
  marks: [
    Plot.line(years, { x: years, y: fitted, stroke: "#0f766e", strokeWidth: 2 }),
    Plot.dot(years, { x: years, y: longley.array("employed") as number[], fill: "#c2410c", tip: true }),
  ],
})

// %% [markdown]
// The dots are the counts, the line is the fit.
//
// ## An old quarrel
//
// Not every hard question is one of digits. In 1846 Lieutenant Herndon measured the radius of Venus fifteen times and published what was left over
// each time, in seconds of arc. Two of the fifteen look wrong, and astronomers fought for a century over whether one may leave them out. Rosner's
// test asks how far the strangest value lies from the others, takes it away, and asks again.

// %% Venus
const residuals = (await (await fetch("data/venus-semidiameters.json")).json()) as number[];
const detector = await anomaly.gesd({ maxOutliers: 3 }).fit(residuals);
const strange = new Set((await detector.anomalies(residuals)).map(({ index }) => index));
const verdicts = residuals.map((value, index) => ({ value, verdict: strange.has(index) ? "an outlier" : "one of them" }));

Plot.plot({
  title: "Fifteen measurements of Venus, less what they should be",
  height: 180,
  x: { label: "seconds of arc", grid: true },
  y: { label: null, axis: null },
  color: { domain: ["one of them", "an outlier"], range: ["#0f766e", "#c2410c"], legend: true },
  marks: [
    Plot.ruleX([await stats.mean(residuals)], { strokeDasharray: "4 3" }),
    Plot.dotX(verdicts, { x: "value", fill: "verdict", r: 6, tip: true }),
  ],
})

// %% [markdown]
// One goes, the other stays. The dashed line is the mean.
//
// Whenever a result surprises you: subtract something large and known from your numbers, and calculate again. If the answer
// changes, it was rounding.

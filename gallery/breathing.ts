// ---
// jupyter:
//   title: "The breathing of the planet"
//   kernelspec: {"name":"tessera","display_name":"Tessera (TypeScript)","language":"typescript"}
// ---

// %% [markdown]
// # The breathing of the planet
//
// On a volcano in Hawaii carbon dioxide has been measured since March 1958: how many of a million molecules of air are CO₂. Forests of the north
// take it in every summer and give it back every winter, and people add some every year. The two are mixed in one series. We take them
// apart, check the result against the official one, and ask which months fit neither.

// %% Load
const measured = await readTable("data/co2-concentration.csv", { types: { Date: "date" } });
measured

// %% Curve
const observed = measured.rows() as { Date: Date; CO2: number; "adjusted CO2": number }[];

Plot.plot({
  title: "Carbon dioxide on Mauna Loa",
  x: { label: null },
  y: { label: "CO₂ (parts per million)", grid: true },
  marks: [Plot.line(observed, { x: "Date", y: "CO2", stroke: "#0f766e", tip: true })],
})

// %% [markdown]
// ## Gaps
//
// A decomposition counts months, so none may be missing. Lay the months that should be there beside those that are, and draw straight lines over
// the gaps.

// %% Gaps
const months = d3.utcMonths(observed[0]!.Date, d3.utcMonth.offset(observed.at(-1)!.Date, 1));
const byMonth = new Map(observed.map((row) => [+row.Date, row]));
const missing = months.filter((month) => !byMonth.has(+month));
const bridge = d3.scaleUtc(observed.map((row) => row.Date), observed.map((row) => row.CO2));
const co2 = Float64Array.from(months, (month) => byMonth.get(+month)?.CO2 ?? bridge(month));

[
  { question: "months from the first to the last", answer: months.length },
  { question: "months without a number", answer: missing.length },
]

// %% [markdown]
// ## Which rhythm?
//
// We know that it is a year. Would the data tell? `findPeriod` looks for a peak in the spectrum that the autocorrelation confirms, after the slow part of
// the series was taken off.

// %% Period
const rhythm = (await anomaly.findPeriod(co2))!;
rhythm.candidates

// %% [markdown]
// Twelve months, and nothing else; the strength is how much every year is like the one before. Now STL: a smooth trend, a season that may change slowly, and what remains. It is
// robust: a single wild month stays in the remainder and does not bend the rest.

// %% Decompose
const { trend, seasonal: season, remainder } = await anomaly.stl(co2, { period: rhythm.period, seasonal: 13, robust: true });
const [trendData, seasonData, remainderData] = await Promise.all([trend.data(), season.data(), remainder.data()]);
const picture = (title: string, ppm: Iterable<number>) =>
  Plot.plot({
    title,
    height: 170,
    x: { label: null },
    y: { label: "ppm", grid: true, ticks: 5 },
    marks: [Plot.line(months, { x: months, y: ppm, stroke: "#0f766e" })],
  });

display(picture("Trend", trendData));
display(picture("Season", seasonData));
display(picture("Remainder", remainderData));

// %% [markdown]
// The volcano's own office publishes a series without season as well. Ours is the measured one less our season. They were found in different ways and
// should agree to a fraction of the six parts per million that the season swings.

// %% Official
const official = observed.map((row) => row["adjusted CO2"]);
const ours = observed.map((row) => row.CO2 - seasonData[months.findIndex((month) => +month === +row.Date)]!);
const difference = ours.map((value, i) => value - official[i]!);

[
  { "ours less the official one (ppm)": "mean", value: d3.mean(difference)! },
  { "ours less the official one (ppm)": "standard deviation", value: d3.deviation(difference)! },
  { "ours less the official one (ppm)": "largest", value: d3.max(difference, Math.abs)! },
]

// %% [markdown]
// ## A deeper breath
//
// The season of the sixties beside that of the last ten years, month by month.

// %% Seasons
const monthNames = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const decades = table({
  month: months.map((month) => monthNames[month.getUTCMonth()]!),
  year: months.map((month) => month.getUTCFullYear()),
  season: seasonData,
})
  .derive({ decade: (row) => `${Math.floor((row.year as number) / 10) * 10}s` })
  .filter((row) => row.decade === "1960s" || row.decade === "2010s")
  .groupBy("decade", "month")
  .aggregate({ ppm: ["mean", "season"] })
  .rows() as { decade: string; month: string; ppm: number }[];

Plot.plot({
  title: "The season of two decades",
  x: { label: null, domain: monthNames },
  y: { label: "season (ppm)", grid: true },
  color: { domain: ["1960s", "2010s"], range: ["#94a3b8", "#c2410c"], legend: true },
  marks: [
    Plot.ruleY([0]),
    Plot.line(d3.sort(decades, (row) => monthNames.indexOf(row.month)), { x: "month", y: "ppm", stroke: "decade", strokeWidth: 2 }),
  ],
})

// %% [markdown]
// The plants of the north breathe deeper than they did: the swing from May to October has grown. And the air fills faster.

// %% Growth
const growth = d3.range(1960, 2020, 10).map((decade) => {
  const at = (year: number) => trendData[months.findIndex((month) => month.getUTCFullYear() === year && month.getUTCMonth() === 0)]!;
  return { decade: `${decade}s`, "ppm a year": (at(decade + 10) - at(decade)) / 10 };
});
growth

// %% Faster
Plot.plot({
  title: "How much carbon dioxide is added every year",
  x: { label: null },
  y: { label: "ppm a year", grid: true },
  marks: [Plot.barY(growth, { x: "decade", y: "ppm a year", fill: "#0f766e", tip: true }), Plot.ruleY([0])],
})

// %% [markdown]
// ## Which months fit neither?
//
// `anomaly.seasonal` does all of this by itself: it finds the period, takes trend and season off, and scores every month by how many usual
// remainders it lies off. Usual is measured by medians, so that the strange months do not set the measure they are held against.

// %% Anomalies
const detector = await anomaly.seasonal().fit(co2);
const scores = await (await detector.score(co2)).data();
const strange = (await detector.anomalies(co2)).toSorted((a, b) => b.score - a.score);

const nameOf = (index: number) => d3.utcFormat("%B %Y")(months[index]!);
const first = [];
for (const { index, score } of strange.slice(0, 8)) {
  const { observed, expected } = await detector.explain(co2, index);
  first.push({ month: nameOf(index), score, "observed (ppm)": observed, "expected (ppm)": expected });
}
first

// %% Why
const { text: why } = await detector.explain(co2, strange[0]!.index);
console.log(`${nameOf(strange[0]!.index)}: ${why}`);

// %% [markdown]
// How strange is strange? Move the threshold: the detector need not learn again.

// %% Threshold
const threshold = input.range({ label: "threshold", min: 2, max: 8, step: 0.25, value: 3.5 });
const scored = months.map((month, i) => ({ month, score: scores[i]! }));

function marked(limit: number) {
  const above = scored.filter(({ score }) => score > limit);
  return Plot.plot({
    title: `${above.length} of ${scored.length} months score above ${limit}`,
    height: 260,
    x: { label: null },
    y: { label: "usual remainders", grid: true },
    marks: [
      Plot.ruleX(scored, { x: "month", y: "score", stroke: "#94a3b8" }),
      Plot.dot(above, { x: "month", y: "score", fill: "#c2410c", tip: true }),
      Plot.ruleY([limit], { stroke: "#c2410c", strokeDasharray: "4 3" }),
    ],
  });
}

const shown = display(marked(threshold.value));
threshold.onChange((limit) => {
  detector.threshold = limit;
  shown.update(marked(limit));
});

// %% [markdown]
// The detector tells when, not why. April 2016 was measured in one of the strongest El Niño years on record, when dry tropical forests took in less. For the
// other months the numbers alone do not say whether the air was strange or the instrument.

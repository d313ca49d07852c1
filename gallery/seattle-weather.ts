// ---
// jupyter:
//   title: "Seattle weather"
//   kernelspec: {"name":"tessera","display_name":"Tessera (TypeScript)","language":"typescript"}
// ---

// %% [markdown]
// # Seattle weather
//
// How warm will tomorrow be? We take four years of daily weather, fit what the season says, look hard at what it gets
// wrong, and let the mistakes tell us what is missing. Two short fits, and the typical error falls from 3.5 to 2.6 °C.
//
// The measurements were made at Seattle from 2012 to 2015: the day's highest and lowest temperature in °C, its rain in
// millimetres, its wind in metres per second, and one word for the day.

// %% Load
interface Day {
  date: Date;
  precipitation: number;
  temp_max: number;
  temp_min: number;
  wind: number;
  weather: "sun" | "rain" | "fog" | "drizzle" | "snow";
}

const text = await (await fetch("data/seattle-weather.csv")).text();
const rows = d3.csvParse(text, (row) => d3.autoType<Day, string>(row));
rows

// %% Picture
const weatherColors = {
  domain: ["sun", "fog", "drizzle", "rain", "snow"],
  range: ["#e7a33e", "#a8a29e", "#7fb3d5", "#2f6f9f", "#8e6bbf"],
};

Plot.plot({
  title: "Four years of highest temperatures in Seattle",
  width: 860,
  height: 340,
  x: { label: null },
  y: { label: "highest temperature of the day (°C)", grid: true },
  color: { ...weatherColors, legend: true },
  marks: [
    Plot.ruleY([0], { stroke: "#888" }),
    Plot.dot(rows, { x: "date", y: "temp_max", fill: "weather", r: 2, tip: true }),
  ],
})

// %% [markdown]
// A wave with one crest a year, and a band of some ten degrees around it. In spring and summer the sunny days are the
// warm ones; in winter it is the rain that brings warmth, and a clear sky may mean frost.
//
// ## Clean
//
// A fit believes whatever it is given, so look first. Is a day missing, or there twice? Is a number missing, or out of
// the question? Does the word for the day agree with the rain gauge?

// %% Clean
const dayLength = 24 * 60 * 60 * 1000;
const gaps = d3.pairs(rows).filter(([day, next]) => +next.date - +day.date !== dayLength);
const days = rows.filter((day) =>
  [day.precipitation, day.temp_max, day.temp_min, day.wind].every(Number.isFinite),
);
const upsideDown = days.filter((day) => day.temp_min > day.temp_max);
const dryRain = days.filter((day) => day.weather === "rain" && day.precipitation === 0);

[
  { question: "days", answer: rows.length },
  { question: "gaps, and days that come twice", answer: gaps.length },
  { question: "days with a number missing", answer: rows.length - days.length },
  { question: "days whose lowest temperature is above the highest", answer: upsideDown.length },
  { question: "days called rain on which no rain was measured", answer: dryRain.length },
]

// %% [markdown]
// The temperatures are in good order: every day once, no hole. The word and the rain gauge disagree on a few days, too
// little rain to measure perhaps; we leave the words alone and work with temperatures only.
//
// ## Normalise
//
// Numbers in degrees on one side and numbers around zero on the other make a fit slow and its coefficients hard to
// compare. So we subtract the mean and divide by the spread, both over the years we learn from, 2012 to 2014. The year
// 2015 stays hidden until the end: a model has to prove itself on days that it has not seen.

// %% Normalise
import type { Tensor } from "tessera";

const learned = d3.bisector((day: Day) => day.date).left(days, new Date("2015-01-01"));
const temperature = tensor(days.map((day) => day.temp_max));

const past = temperature.slice([0, learned]);
const mean = past.mean();
const spread = past.sub(mean).pow(2).mean().sqrt();
const target = temperature.sub(mean).div(spread);

[
  {
    "days to learn from": learned,
    "mean (°C)": await mean.item(),
    "spread (°C)": await spread.item(),
  },
]

// %% [markdown]
// ## Fit the season
//
// The season is a wave of one year. A second wave, of half a year, lets the rise in spring differ from the fall in
// autumn. With $\varphi$ as the part of the year that has gone by, as an angle:
//
// $$\text{temperature} \approx w_0 + w_1 \cos\varphi + w_2 \sin\varphi + w_3 \cos 2\varphi + w_4 \sin 2\varphi$$
//
// Every day is one such line with the same five unknowns: 1,096 equations, and no $w$ that satisfies them all. Least
// squares takes the $w$ whose errors, squared and summed, are smallest. That one solves $A^\top A\,w = A^\top b$, where
// the rows of $A$ are the days.

// %% Season
function season(day: Tensor): Tensor {
  const years = day.div(365.25);
  const angle = years.sub(years.floor()).mul(2 * Math.PI);
  const twice = angle.mul(2);
  const columns = [onesLike(day), angle.cos(), angle.sin(), twice.cos(), twice.sin()];
  return stack(columns, { axis: 1 });
}

const seasonal = season(arange(days.length));
seasonal

// %% [markdown]
// Five equations are soon solved, and most elegantly by *conjugate gradients*: walk downhill, but never in a direction
// that undoes an earlier step. With five unknowns five steps are always enough. All numbers stay on the device; only the
// record of how far there was to go is read at the end.

// %% Least squares
interface Fit {
  weights: Tensor;
  /** How far the equations were from solved before each step and after the last. */
  distances: number[];
}

async function leastSquares(matrix: Tensor, wanted: Tensor): Promise<Fit> {
  const count = matrix.shape[1] ?? 0;
  const across = matrix.transpose();
  const normal = across.matmul(matrix);
  let weights = zeros([count]);
  let rest = across.matmul(wanted);
  let direction = rest;
  const tiny = 1e-30; // keeps 0/0 away when a step arrives exactly
  let square = rest.mul(rest).sum();
  const squares = [square];
  for (let step = 0; step < count; step++) {
    const image = normal.matmul(direction);
    const length = square.div(direction.mul(image).sum().add(tiny));
    weights = weights.add(direction.mul(length));
    rest = rest.sub(image.mul(length));
    const next = rest.mul(rest).sum();
    direction = rest.add(direction.mul(next.div(square.add(tiny))));
    square = next;
    squares.push(square);
  }
  return { weights, distances: Array.from(await stack(squares).sqrt().data()) };
}

const seasonFit = await leastSquares(
  seasonal.slice([0, learned]),
  target.slice([0, learned]),
);
const walk = seasonFit.distances.map((distance, step) => ({ step, distance }));

Plot.plot({
  title: "Conjugate gradients arrive early",
  height: 260,
  marginLeft: 60,
  x: { label: "step", tickFormat: "d", ticks: 5 },
  y: { type: "log", label: "distance from the solution", grid: true, tickFormat: ".0e", ticks: 5 },
  marks: [
    Plot.line(walk, { x: "step", y: "distance", stroke: "#2f6f9f" }),
    Plot.dot(walk, { x: "step", y: "distance", fill: "#2f6f9f", tip: true }),
  ],
})

// %% [markdown]
// Three steps and it is there, down to the precision of the numbers: over whole years the waves hardly overlap, and a
// valley whose walls are that even has few wrong ways down.
//
// Back to degrees: multiply by the spread, add the mean. The fit is one matrix times the weights, for the hidden year
// as well as for the others.

// %% Fit
const degrees = (normalised: Tensor) => normalised.mul(spread).add(mean);
const expected = degrees(seasonal.matmul(seasonFit.weights));
const expectedNumbers = await expected.data();
const hidden = [{ from: new Date("2015-01-01"), to: new Date("2016-01-01") }];

Plot.plot({
  title: "The season explains three quarters of the ups and downs",
  width: 860,
  height: 340,
  x: { label: null },
  y: { label: "highest temperature of the day (°C)", grid: true },
  marks: [
    Plot.rectX(hidden, { x1: "from", x2: "to", fill: "#888", fillOpacity: 0.12 }),
    Plot.text(["not used for the fit"], {
      x: [new Date("2015-07-02")],
      frameAnchor: "bottom",
      dy: -6,
      fill: "#888",
    }),
    Plot.dot(days, { x: "date", y: "temp_max", fill: "#a8a29e", r: 1.5 }),
    Plot.line(days, { x: "date", y: expectedNumbers, stroke: "#c2410c", strokeWidth: 2.5 }),
  ],
})

// %% [markdown]
// ## Look at what is left
//
// What a model leaves is where the next idea hides. Good residuals have no mean, no pattern and nothing to say.
// $R^2$ is the share of the variation that the model explains; its errors' spread is in degrees.

// %% Check
interface Check {
  model: string;
  years: string;
  "mean error (°C)": number;
  "spread of errors (°C)": number;
  "R²": number;
}

async function check(model: string, measured: Tensor, predicted: Tensor): Promise<Check[]> {
  const rows: Check[] = [];
  const parts: [string, number, number][] = [
    ["2012–2014", 0, learned],
    ["2015", learned, days.length],
  ];
  for (const [years, from, to] of parts) {
    const truth = measured.slice([from, to]);
    const errors = truth.sub(predicted.slice([from, to]));
    const bias = errors.mean();
    const scatter = errors.sub(bias).pow(2).mean().sqrt();
    const unexplained = errors.pow(2).sum().div(truth.sub(truth.mean()).pow(2).sum());
    rows.push({
      model,
      years,
      "mean error (°C)": await bias.item(),
      "spread of errors (°C)": await scatter.item(),
      "R²": 1 - (await unexplained.item()),
    });
  }
  return rows;
}

const seasonCheck = await check("season", temperature, expected);
seasonCheck

// %% Histogram
const departure = temperature.sub(expected);
const departures = Array.from(await departure.data());
const scale = seasonCheck[0]?.["spread of errors (°C)"] ?? 1;
const edges = d3.range(-13, 15);
const bins = d3.bin().thresholds(edges)(departures);
const bars = bins.map((bin) => ({ from: bin.x0, to: bin.x1, days: bin.length }));
const peak = days.length / (scale * Math.sqrt(2 * Math.PI));
const bell = d3.range(-13, 14, 0.25).map((value) => ({
  value,
  days: peak * Math.exp(-((value / scale) ** 2) / 2),
}));

Plot.plot({
  title: "Departures from the season are nearly a bell",
  subtitle: "the line is the normal distribution of the same spread",
  x: { label: "measured minus expected (°C)" },
  y: { label: "days per degree", grid: true },
  marks: [
    Plot.rectY(bars, { x1: "from", x2: "to", y: "days", fill: "#7fb3d5" }),
    Plot.line(bell, { x: "value", y: "days", stroke: "#c2410c" }),
    Plot.ruleY([0]),
  ],
})

// %% [markdown]
// The shape is fine, a little heavy on the warm side. But a histogram forgets the order of the days, and there it hides
// something. Does a day that is warmer than its season know about the day before? The *autocorrelation* asks for every
// distance in days: 1 is the same story, 0 no story.

// %% Autocorrelation
async function autocorrelation(errors: Tensor, lags: number): Promise<number[]> {
  const centred = errors.sub(errors.mean());
  const products = d3.range(lags + 1).map((lag) => {
    const later = centred.slice([lag]);
    const earlier = centred.slice([0, errors.size - lag]);
    return later.mul(earlier).sum();
  });
  const sums = stack(products);
  return Array.from(await sums.div(sums.slice(0)).data());
}

const memoryOfSeason = await autocorrelation(departure, 21);
const byChance = 1.96 / Math.sqrt(days.length);

Plot.plot({
  title: "Warm days come in rows",
  subtitle: "between the lines: what chance alone would give",
  height: 280,
  x: { label: "days between the two", interval: 1, tickFormat: "d" },
  y: { label: "autocorrelation of the departures", grid: true },
  marks: [
    Plot.ruleY([0]),
    Plot.ruleY([-byChance, byChance], { stroke: "#c2410c", strokeDasharray: "4 4" }),
    Plot.barY(memoryOfSeason, { x: d3.range(22), y: memoryOfSeason, fill: "#2f6f9f" }),
  ],
})

// %% [markdown]
// Weather has a memory, and the season knows nothing of it: two thirds of a day's departure are still there on the next
// day, and a tenth after a week. There it stays, on a low plateau; we come back to that.
//
// ## Add yesterday
//
// So yesterday's departure becomes the sixth column, and the same function fits again. The first day has no yesterday
// and stays out.

// %% Yesterday
const yesterday = departure.slice([0, -1]).reshape([-1, 1]).div(spread);
const remembering = concat([seasonal.slice([1]), yesterday], { axis: 1 });
const fit = await leastSquares(
  remembering.slice([0, learned - 1]),
  target.slice([1, learned]),
);
const predicted = concat([expected.slice([0, 1]), degrees(remembering.matmul(fit.weights))]);

const weights = Array.from(await fit.weights.data());
const names = ["constant", "cos φ", "sin φ", "cos 2φ", "sin 2φ", "yesterday's departure"];
names.map((name, index) => ({ name, weight: weights[index] ?? NaN }))

// %% [markdown]
// Is that better than saying "as yesterday", which needs no model at all? The hidden year decides.

// %% Compare
const asYesterday = concat([temperature.slice([0, 1]), temperature.slice([0, -1])]);

const comparison = [
  ...(await check("as yesterday", temperature, asYesterday)),
  ...seasonCheck,
  ...(await check("season and yesterday", temperature, predicted)),
];
comparison

// %% Compare in a picture
const unseen = comparison.filter((row) => row.years === "2015");

Plot.plot({
  title: "Each model on the year that it has not seen",
  height: 200,
  marginLeft: 150,
  x: { label: "spread of the errors in 2015 (°C)", grid: true },
  y: { label: null, domain: unseen.map((row) => row.model) },
  marks: [
    Plot.barX(unseen, { x: "spread of errors (°C)", y: "model", fill: "#7fb3d5" }),
    Plot.text(unseen, {
      x: "spread of errors (°C)",
      y: "model",
      text: (row) => row["spread of errors (°C)"].toFixed(2),
      dx: -6,
      textAnchor: "end",
      fill: "#1c1917",
    }),
    Plot.ruleX([0]),
  ],
})

// %% Memory of both
const errors = temperature.sub(predicted);
const memoryOfBoth = await autocorrelation(errors.slice([1]), 21);
const label = (model: string) => (correlation: number, lag: number) => ({ model, lag, correlation });
const memories = [
  ...memoryOfSeason.map(label("season")),
  ...memoryOfBoth.map(label("season and yesterday")),
].filter(({ lag }) => lag > 0);

Plot.plot({
  title: "The second model has used up the memory",
  height: 300,
  marginRight: 150,
  x: { label: "days between the two", interval: 1, tickFormat: "d" },
  y: { label: "autocorrelation of the errors", grid: true },
  fy: { label: null },
  color: { domain: ["season", "season and yesterday"], range: ["#2f6f9f", "#c2410c"] },
  marks: [
    Plot.ruleY([0]),
    Plot.ruleY([-byChance, byChance], { stroke: "#888", strokeDasharray: "4 4" }),
    Plot.barY(memories, { x: "lag", y: "correlation", fy: "model", fill: "model" }),
  ],
})

// %% [markdown]
// What is left is nearly without memory. One thing remains: the mean error. It is zero for the years we learned from,
// as it must be, and not for 2015. Year by year, against the season:

// %% Year by year
const perYear = d3.rollups(
  departures,
  (group) => d3.mean(group) ?? NaN,
  (_, index) => days[index]?.date.getUTCFullYear(),
);

Plot.plot({
  title: "Every year was warmer than the one before",
  height: 240,
  marginLeft: 60,
  x: { label: "mean departure from the season of 2012–2014 (°C)", grid: true },
  y: { label: null, tickFormat: "d" },
  marks: [
    Plot.barX(perYear, {
      x: ([, value]) => value,
      y: ([year]) => year,
      fill: ([, value]) => (value > 0 ? "#c2410c" : "#2f6f9f"),
    }),
    Plot.ruleX([0]),
  ],
})

// %% [markdown]
// From 2012 to 2015 the departure rises by two degrees. Four years say nothing about the climate; they do say that a
// model which knows one season only will be wrong in one direction for months, and that yesterday, which carries the
// drift along, mends two thirds of it.
//
// ## Tomorrow
//
// The last day of the data is 31 December 2015. The season and the last departure say what to expect on 1 January,
// give or take.

// %% Tomorrow
const lastDeparture = departure.slice([-1]).reshape([1, 1]).div(spread);
const tomorrow = concat([season(tensor([days.length])), lastDeparture], { axis: 1 });
const forecast = await degrees(tomorrow.matmul(fit.weights)).item();
const give = unseen.at(-1)?.["spread of errors (°C)"] ?? NaN;
const [low, middle, high] = [-give, 0, give].map((off) => (forecast + off).toFixed(1));

`1 January 2016: ${middle} °C, and two times out of three between ${low} and ${high} °C`

// %% [markdown]
// *Go on:* add the day before yesterday as a seventh column, or the wind, or the rain (take `Math.log1p`: a wet day
// differs from a dry one by more than from a wetter one). Watch whether the spread in 2015 falls as well as that of the
// years you fitted: when only one does, the model has learned the noise.

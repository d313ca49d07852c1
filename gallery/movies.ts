// ---
// jupyter:
//   title: "What is wrong with the movies?"
//   kernelspec: {"name":"tessera","display_name":"Tessera (TypeScript)","language":"typescript"}
// ---

// %% [markdown]
// # What is wrong with the movies?
//
// Three thousand movies: what they cost, what they earned, when they came out, how people liked them. The list was gathered about 2010, is used in
// hundreds of tutorials, and is full of faults. Before anybody draws a conclusion from it, let us see how many we can find without looking at a
// single row by hand.

// %% Load
const movies = await readTable("data/movies.json");
movies

// %% [markdown]
// ## The report
//
// One call. It reads every column once and says how complete it is, how its values are spread, and what looks wrong, the worst first. We tell it that
// the list was closed in 2011, so that it knows what lies in the future.

// %% Report
const closed = Date.UTC(2011, 0, 1);
const verdict = await quality.report(movies, { now: closed });
verdict

// %% [markdown]
// ## Who is missing?

// %% Missing
const missing = verdict.columns.map(({ name, completeness }) => ({ column: name, missing: 1 - completeness }));

Plot.plot({
  title: "Share of movies without a value",
  marginLeft: 150,
  height: 380,
  x: { label: "missing", percent: true, grid: true },
  y: { label: null },
  marks: [
    Plot.barX(missing, { x: "missing", y: "column", fill: "#c2410c", sort: { y: "-x" }, tip: true }),
    Plot.ruleX([0]),
  ],
})

// %% [markdown]
// Values are seldom missing by chance. Does it depend on the age of a movie whether anybody wrote down how long it is? For that the dates have to be dates.
// They are text, and the report says that some lie in the future.

// %% Dates
const dated = movies.derive({ date: (row) => new Date(`${String(row["Release Date"])} UTC`) }).derive({ year: (row) => (row.date as Date).getUTCFullYear() });
const years = dated.column("year");

[
  { question: "earliest year", answer: (await stats.moments(years)).min },
  { question: "latest year", answer: (await stats.moments(years)).max },
  { question: "movies from after 2011", answer: dated.filter((row) => (row.year as number) > 2011).numRows() },
]

// %% Future
dated
  .filter((row) => (row.year as number) > 2011)
  .select("Title", "Release Date", "Director", "IMDB Rating")
  .head(12)

// %% [markdown]
// *20,000 Leagues Under the Sea* in 2016, *42nd Street* in 2033? Take a century off, and they are right: 1916, 1933. At some time years were kept with two
// digits. A fault that follows a rule can be mended by a rule.

// %% Mend
const mended = dated.derive({
  year: (row) => ((row.year as number) > 2011 ? (row.year as number) - 100 : (row.year as number)),
});

const perYear = (list: typeof dated, when: string) => list.groupBy("year").count().derive({ when: () => when }).rows();

Plot.plot({
  title: "Years of release",
  height: 320,
  x: { label: null, tickFormat: "d", domain: [1910, 2050] },
  y: { label: "movies a year", type: "sqrt", grid: true },
  fy: { label: null },
  marks: [
    Plot.rectY([...perYear(dated, "as they came"), ...perYear(mended, "mended")], { x: "year", y: "count", fy: "when", fill: "when", interval: 1 }),
    Plot.ruleY([0]),
  ],
  color: { domain: ["as they came", "mended"], range: ["#c2410c", "#0f766e"] },
})

// %% Age
const decades = mended
  .filter((row) => (row.year as number) >= 1970)
  .derive({ decade: (row) => `${Math.floor((row.year as number) / 10) * 10}s`, timed: (row) => Number(row["Running Time min"] !== null) })
  .groupBy("decade")
  .aggregate({ timed: ["mean", "timed"], movies: ["count", "decade"] })
  .sort("decade");
decades

// %% Timed
Plot.plot({
  title: "Movies whose length is known",
  height: 240,
  x: { label: null },
  y: { label: "share of the decade's movies", percent: true, grid: true },
  marks: [Plot.barY(decades.rows(), { x: "decade", y: "timed", fill: "#0f766e", tip: true }), Plot.ruleY([0])],
})

// %% [markdown]
// So the missing lengths do not fall on all alike: whoever averages the rest speaks of some decades more than of others.
//
// ## Checks
//
// What we know about movies can be said as checks. Each is plain data and can be kept beside the list, to be run again whenever it grows. `mostly` says
// how many rows may be wrong; a check that fails names some of them.

// %% Checks
const rules = quality
  .checks()
  .isComplete("Title")
  .isUnique(["Title", "Release Date"])
  .hasType("Title", "string")
  .hasRange("year", { min: 1888, max: 2011 })
  .hasRange("IMDB Rating", { min: 1, max: 10 })
  .isIn("MPAA Rating", ["G", "PG", "PG-13", "R", "NC-17", "Not Rated", "Open"])
  .isComplete("Running Time min", { mostly: 0.9, severity: "warning" })
  .hasRange("Production Budget", { min: 10_000, mostly: 0.99 })
  .satisfies((row) => row["Worldwide Gross"] === null || row["US Gross"] === null || (row["Worldwide Gross"] as number) >= (row["US Gross"] as number), "the world pays more than the US");

const found = await rules.run(dated);
found

// %% Again
const again = await rules.run(mended);

found.results.map((result, i) => ({
  check: result.name,
  "failures before": result.failures,
  "failures after": again.results[i]!.failures,
}))

// %% [markdown]
// The mended years pass. What remains is a title that is not there, and eight movies that cost less than a car. Those want a person who knows.
//
// ## Checks that nobody has to invent
//
// The library can also propose them: it looks what the data keeps today, and leaves to you what of it is a law and what an accident.

// %% Suggestions
const suggestions = await quality.suggest(movies);
suggestions.map(({ column, code, reason }) => ({ column, suggestion: code, reason }))

// %% [markdown]
// ## Did the list change on the way?
//
// A model that was fitted to the movies of the nineties meets those of the next ten years. Are they the same kind of thing? Drift compares the two column
// by column.

// %% Drift
const measures = ["Production Budget", "US Gross", "Running Time min", "IMDB Rating", "Rotten Tomatoes Rating", "MPAA Rating", "Major Genre"];
const nineties = mended.filter((row) => row.year! >= 1990 && row.year! < 2000).select(...measures);
const noughties = mended.filter((row) => row.year! >= 2000 && row.year! < 2010).select(...measures);
const drifted = await quality.drift(nineties, noughties);
drifted

// %% Budgets
const steps = d3.range(4, 8.6, 0.25).map((exponent) => 10 ** exponent);
const shares = [{ decade: "1990s", movies: nineties }, { decade: "2000s", movies: noughties }].flatMap(({ decade, movies: theirs }) => {
  const costs = Array.from(theirs.column("Production Budget"), Number);
  return d3.bin().thresholds(steps)(costs).map((bin) => ({ decade, dollars: bin.x0!, share: bin.length / costs.length }));
});

Plot.plot({
  title: "What movies cost",
  x: { type: "log", label: "production budget (dollars)", tickFormat: "~s", domain: [1e4, 4e8] },
  y: { label: "share of the decade's movies", percent: true, grid: true },
  color: { domain: ["1990s", "2000s"], range: ["#94a3b8", "#c2410c"], legend: true },
  marks: [Plot.line(shares, { x: "dollars", y: "share", stroke: "decade", curve: "step-after", strokeWidth: 2 }), Plot.ruleY([0])],
})

// %% [markdown]
// ## Your own data
//
// Choose a file, or drop one: CSV, JSON, Parquet or Arrow. It is read here and goes nowhere.

// %% Yours
const file = input.file({ label: "Table", accept: ".csv,.tsv,.json,.ndjson,.parquet,.arrow" });
const place = display(md`*no file yet*`);
file.onChange(async (chosen) => {
  if (chosen) place.update(await quality.report(await readTable(chosen)));
});

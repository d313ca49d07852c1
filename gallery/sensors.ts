// ---
// jupyter:
//   title: "Steam in the garden"
//   kernelspec: {"name":"tessera","display_name":"Tessera (TypeScript)","language":"typescript"}
// ---

// %% [markdown]
// # Steam in the garden
//
// Four little sensors sent temperature and humidity every five seconds for six hours. At one moment somebody held a kettle of hot water to two of them, and
// the readings of those minutes were labelled. So we have what one seldom has: anomalies whose truth is known. How well does a detector that
// knows nothing of kettles find them?

// %% Load
const readings = await readTable("data/sensors.csv");
const garden = readings.filter((row) => row.mote_id === 4);
garden

// %% Steam
const rows = garden.rows() as { reading: number; humidity: number; temperature: number; label: number }[];
const truth = { domain: [0, 1], range: ["#94a3b8", "#c2410c"], legend: true, tickFormat: "d", type: "categorical" as const, label: "label" };

Plot.plot({
  title: "What the sensor in the garden saw",
  subtitle: "orange: while the kettle was held to it; of the others every fifth",
  x: { label: "temperature (°C)", grid: true },
  y: { label: "humidity (%)", grid: true },
  color: truth,
  marks: [Plot.dot(rows.filter((row, i) => row.label === 1 || i % 5 === 0), { x: "temperature", y: "humidity", fill: "label", r: 2.5, tip: true })],
})

// %% [markdown]
// Six hours wander slowly through the middle; the kettle leaps out of it, and comes back on another way. Some orange dots lie where grey ones are, too:
// the first breath of steam, and the last.
//
// ## A forest that isolates
//
// An isolation forest draws a feature and a threshold, both at random, splits the rows there, and goes on until every row is alone. A row that is alone
// after few splits is strange. Hundred such trees, each grown from 256 rows, vote. The labels are not shown to it.

// %% Forest
const features = garden.matrix(["temperature", "humidity"], { dtype: "float32" });
const forest = await anomaly.isolationForest({ seed: 7 }).fit(features);
const scores = await forest.score(features);
const judged = await anomaly.evaluate(scores, rows.map((row) => row.label));

[
  { measure: "area under the ROC curve", value: judged.auc },
  { measure: "average precision", value: judged.averagePrecision },
  { measure: "best F1", value: judged.bestF.f1 },
  { measure: "its threshold", value: judged.bestF.threshold },
]

// %% [markdown]
// With 32 anomalies among five thousand readings the first number flatters: whoever calls a hundred quiet readings strange has hardly moved it. The second
// one asks what people ask: of those that you called, how many were right?
//
// ## Where to draw the line
//
// Every threshold is a bargain. Move it, and watch what is found, what is missed, and what is called for nothing.

// %% Threshold
const threshold = input.range({ label: "threshold", min: 0.45, max: 0.8, step: 0.005, value: 0.6 });
const scoreList = await scores.data();
const { precision, recall, thresholds } = judged.precisionRecall;
const curve = thresholds.map((limit, i) => ({ limit, precision: precision[i]!, recall: recall[i]! }));

function bargain(limit: number) {
  const called = scoreList.map((score) => Number(score > limit));
  const right = rows.filter((row, i) => called[i] === 1 && row.label === 1).length;
  const wrong = d3.sum(called) - right;
  const here = { precision: right / Math.max(right + wrong, 1), recall: right / d3.sum(rows, (row) => row.label) };
  return Plot.plot({
    title: `${right} of 32 found, ${32 - right} missed, ${wrong} called for nothing`,
    height: 300,
    x: { label: "recall: the share of the steam that is found", domain: [0, 1], grid: true },
    y: { label: "precision: the share of the calls that are steam", domain: [0, 1], grid: true },
    marks: [Plot.line(curve, { x: "recall", y: "precision", stroke: "#0f766e", strokeWidth: 2 }), Plot.dot([here], { x: "recall", y: "precision", fill: "#c2410c", r: 7 })],
  });
}

const shown = display(bargain(threshold.value));
threshold.onChange((limit) => {
  forest.threshold = limit;
  shown.update(bargain(limit));
});

// %% [markdown]
// ## Why this one?
//
// A forest can show how it came to its score: which feature did most of the work, and the shortest way on which some tree isolated the row.

// %% Why
const strangest = d3.maxIndex(scoreList);
const { text: why } = await forest.explain(features, strangest);
console.log(why.replaceAll("feature 0", "temperature").replaceAll("feature 1", "humidity"));

// %% [markdown]
// ## A better question
//
// The forest looks at one reading at a time and knows nothing of the one before. But steam does not drift, it leaps. So give it the leap as well: by how
// much each number changed since the last reading.

// %% Leaps
const before = features.slice([0, rows.length - 1]);
const leaps = concat([zeros([1, 2]), features.slice([1, rows.length]).sub(before).abs()]);
const richer = concat([features, leaps], { axis: 1 });
const steam = rows.map((row) => row.label);

const contenders = [
  { detector: "z-score of the stranger feature", scores: features.sub(features.mean({ axis: 0 })).div(features.std({ axis: 0 })).abs().max({ axis: 1 }) },
  { detector: "ECOD, tails of both features", scores: await (await anomaly.ecod().fit(features)).score(features) },
  { detector: "isolation forest", scores },
  { detector: "isolation forest with leaps", scores: await (await anomaly.isolationForest({ seed: 7 }).fit(richer)).score(richer) },
];
const results = [];
const curves: { detector: string; recall: number; precision: number }[] = [];
for (const { detector, scores: theirs } of contenders) {
  const { auc, averagePrecision, bestF, precisionRecall } = await anomaly.evaluate(theirs, steam);
  results.push({ detector, "average precision": averagePrecision, AUC: auc, "best F1": bestF.f1 });
  precisionRecall.recall.forEach((at, i) => curves.push({ detector, recall: at, precision: precisionRecall.precision[i]! }));
}
results

// %% Curves
Plot.plot({
  title: "Precision and recall of four detectors",
  x: { label: "recall", domain: [0, 1], grid: true },
  y: { label: "precision", domain: [0, 1], grid: true },
  color: { domain: contenders.map(({ detector }) => detector), range: ["#94a3b8", "#7c6bb0", "#0f766e", "#c2410c"], legend: true },
  marks: [Plot.line(curves, { x: "recall", y: "precision", stroke: "detector", strokeWidth: 2 })],
})

// %% [markdown]
// A good question helps more than a clever detector: two columns of leaps, made in two lines.
//
// ## When it matters
//
// Readings come one after the other, and so does the steam. Here are the scores in their order.

// %% Order
const leapScores = await contenders[3]!.scores.data();
const scored = rows.map((row, i) => ({ reading: row.reading, score: leapScores[i]!, label: row.label }));

Plot.plot({
  title: "Scores with leaps, around the kettle",
  height: 260,
  x: { label: "reading", domain: [2300, 2450], grid: true },
  y: { label: "score", grid: true },
  color: truth,
  marks: [Plot.ruleX(scored.slice(2300, 2450), { x: "reading", y1: 0.35, y2: "score", stroke: "label", strokeWidth: 2 })],
})

// %% Keep
const saved = JSON.stringify(forest);
const again = anomaly.fromJSON(JSON.parse(saved));
const same = await again.score(features).then((theirs) => theirs.sub(scores).abs().max().item());

[
  { question: "the forest as JSON (KB)", answer: Math.round(saved.length / 1000) },
  { question: "largest difference of its scores, read again", answer: same },
]

// %% [markdown]
// The forest travels: as text in a file, to another page, to a server with Node. There it goes on with `partialFit`, one part of its trees at a time.

// ---
// jupyter:
//   title: "The strangest digits"
//   kernelspec: {"name":"tessera","display_name":"Tessera (TypeScript)","language":"typescript"}
// ---

// %% [markdown]
// # The strangest digits
//
// MNIST is a collection of digits that people wrote by hand, cut out and centred. Every beginner teaches a machine to read them. We ask something else: which
// of them are strange? Four detectors answer, each in its own way, and none is told what a digit is.

// %% Load
import type { Tensor } from "tessera";

async function read(name: string) {
  const response = await fetch(`data/${name}`);
  return new DataView(await response.arrayBuffer());
}
const [imageFile, labelFile] = await Promise.all([read("mnist-images"), read("mnist-labels")]);

[
  { header: "magic number", images: imageFile.getUint32(0), labels: labelFile.getUint32(0) },
  { header: "how many there were", images: imageFile.getUint32(4), labels: labelFile.getUint32(4) },
  { header: "height", images: imageFile.getUint32(8), labels: null },
  { header: "width", images: imageFile.getUint32(12), labels: null },
]

// %% [markdown]
// The files begin with a few numbers of four bytes, the most significant first; then comes one byte for every pixel. We have the first 2,000 of the ten
// thousand. Here is the beginning.

// %% Digits
const bytes = tensor(new Uint8Array(imageFile.buffer, 16), { dtype: "float32" });
const pixels = bytes.reshape([-1, 28, 28]).div(255);
const labels = Array.from(new Uint8Array(labelFile.buffer, 8));

/** Images side by side, so many in a row: grey [n, 28, 28], or in colours [n, 28, 28, 3]. */
function sheet(images: Tensor, columns: number, width = 816) {
  const rows = images.shape[0]! / columns;
  const tiles = images.reshape([rows, columns, 28, 28, -1]).permute([0, 2, 1, 3, 4]);
  return image(tiles.reshape([rows * 28, columns * 28, -1]), { min: 0, max: 1, width });
}

sheet(pixels.slice([0, 120]), 24)

// %% [markdown]
// ## As numbers
//
// An image of 28 × 28 is a row of 784 numbers, most of them black. Shrunk to 10 × 10 it keeps what matters. The singular value decomposition turns these
// 100 numbers so that the first two tell as much as two can, and draws each digit at its place.

// %% Map
const small = transforms.resize(10).apply(pixels).reshape([-1, 100]);
const centred = small.sub(small.mean({ axis: 0 }));
const { s: strengths, vh: directions } = svd(centred, { fullMatrices: false });
const places = (await centred.matmul(directions.slice([0, 2]).transpose()).array()) as number[][];

Plot.plot({
  title: "2,000 digits in two dimensions",
  height: 460,
  x: { label: "first component", grid: true },
  y: { label: "second component", grid: true },
  color: { type: "categorical", scheme: "tableau10", domain: d3.range(10), legend: true },
  marks: [Plot.text(places, { x: "0", y: "1", text: labels, fill: labels, fontSize: 9 })],
})

// %% Components
const variances = await strengths.square().data();
const shares = Array.from(variances, (variance) => variance / d3.sum(variances));

[2, 10, 20, 40].map((components) => ({
  components,
  "share of the variance": d3.sum(shares.slice(0, components)),
}))

// %% [markdown]
// ## Four opinions
//
// An isolation forest asks how few cuts leave a row alone. The distance to the k-th nearest neighbour asks how far it is from its like. The local outlier factor asks the
// same, but measures with the neighbours' own distances. ECOD asks of every pixel for itself how far out it is. All see only the digits of one kind.

// %% Detectors
const names = ["isolation forest", "kNN distance", "local outlier factor", "ECOD"];

async function opinions(rows: Tensor, k: number) {
  const detectors = [anomaly.isolationForest({ seed: 1 }), anomaly.knn({ k }), anomaly.lof({ k }), anomaly.ecod()];
  const scores = new Map<string, number[]>();
  for (const [i, detector] of detectors.entries()) {
    await detector.fit(rows);
    scores.set(names[i]!, Array.from(await (await detector.score(rows)).data(), Number));
  }
  return scores;
}

// %% [markdown]
// Choose a digit, and how many neighbours are asked. Of each opinion you see the 24 strangest, the first one the strangest.

// %% Strangest
const digit = input.select({ label: "digit", options: d3.range(10).map(String), value: "2" });
const neighbours = input.range({ label: "neighbours", min: 1, max: 60, step: 1, value: 10 });

const placesOf = (wanted: number) => d3.range(labels.length).filter((i) => labels[i] === wanted);
const highest = (scores: readonly number[], n: number) => d3.sort(d3.range(scores.length), (i) => -scores[i]!).slice(0, n);

async function strangest() {
  const all = placesOf(Number(digit.value));
  const scores = await opinions(small.take(all, { axis: 0 }), neighbours.value);
  const chosen = Array.from(scores.values(), (theirs) => highest(theirs, 24).map((i) => all[i]!));
  return chosen.map((places) => sheet(pixels.take(places, { axis: 0 }), 12, 600));
}

const frames: ReturnType<typeof display>[] = [];
for (const [i, picture] of (await strangest()).entries()) {
  display(md`**${names[i]!}**`);
  frames.push(display(picture));
}
const again = async () => (await strangest()).forEach((picture, i) => frames[i]!.update(picture));
digit.onChange(again);
neighbours.onChange(again);

// %% [markdown]
// ## Do they agree?
//
// Rank the twos from usual to strange, once by each detector, and compare the ranks: 1 is the same order, 0 none in common.

// %% Agreement
const twos = await opinions(small.take(placesOf(2), { axis: 0 }), 10);
const rankings = await stats.correlationMatrix(d3.transpose(Array.from(twos.values())), { method: "spearman" });
const ranks = (await rankings.array()) as number[][];
const cells = d3.cross(d3.range(4), d3.range(4)).map(([a, b]) => ({ a: names[a]!, b: names[b]!, ranks: ranks[a]![b]! }));

Plot.plot({
  title: "Rank correlation of four opinions about the twos",
  height: 260,
  marginLeft: 130,
  x: { label: null, domain: names },
  y: { label: null, domain: names },
  color: { scheme: "blues", domain: [0, 1], legend: true, label: "rank correlation" },
  marks: [
    Plot.cell(cells, { x: "a", y: "b", fill: "ranks", inset: 1 }),
    Plot.text(cells, { x: "a", y: "b", text: cells.map((cell) => cell.ranks.toFixed(2)), fill: "white" }),
  ],
})

// %% [markdown]
// ## A truth that is known
//
// Opinions cannot be wrong. So let us hide 30 sevens among the ones, and see who finds them.

// %% Planted
async function plant(planted: number, among: number, k = 10) {
  const places = [...placesOf(among), ...placesOf(planted).slice(0, 30)];
  const truth = places.map((i) => Number(labels[i] === planted));
  const scores = await opinions(small.take(places, { axis: 0 }), k);
  const judged = Array.from(scores.values(), (theirs) => anomaly.evaluate(theirs, truth));
  return (await Promise.all(judged)).map((figures, i) => ({ detector: names[i]!, ...figures }));
}

const sevens = await plant(7, 1);
sevens.map(({ detector, auc, averagePrecision, bestF }) => ({
  detector,
  "area under ROC": auc,
  "average precision": averagePrecision,
  "best F1": bestF.f1,
}))

// %% ROC
const colours = { domain: names, range: ["#0f766e", "#c2410c", "#7c6bb0", "#94a3b8"], legend: true };
const roc = sevens.flatMap(({ detector, roc: { fpr, tpr } }) => fpr.map((x, i) => ({ detector, x, y: tpr[i]! })));

Plot.plot({
  title: "Thirty sevens among the ones: who finds them",
  height: 320,
  x: { label: "false positive rate", grid: true },
  y: { label: "true positive rate", grid: true },
  color: colours,
  marks: [
    Plot.line([[0, 0], [1, 1]], { strokeOpacity: 0.3, strokeDasharray: "4 3" }),
    Plot.line(roc, { x: "x", y: "y", stroke: "detector", strokeWidth: 2 }),
  ],
})

// %% Precision
const curves = sevens.flatMap(({ detector, precisionRecall: { recall, precision } }) =>
  recall.map((x, i) => ({ detector, recall: x, precision: precision[i]! })),
);

Plot.plot({
  title: "Of those that were called, how many were sevens",
  height: 320,
  x: { label: "recall: the share of the sevens that is found", domain: [0, 1], grid: true },
  y: { label: "precision: the share of the calls that are sevens", domain: [0, 1], grid: true },
  color: colours,
  marks: [Plot.line(curves, { x: "recall", y: "precision", stroke: "detector", strokeWidth: 2 })],
})

// %% [markdown]
// ## The other way round
//
// Now 30 ones among the sevens. It should be as easy: they look as different as before.

// %% Reversed
const ones = await plant(1, 7);
ones.map(({ detector, auc }, i) => ({
  detector,
  "sevens among ones": sevens[i]!.auc,
  "ones among sevens": auc,
}))

// %% [markdown]
// Below one half is worse than guessing! Nothing is broken. Ones are all alike, a stroke with or without a slant, and lie close together; sevens are
// written in many ways, and lie far from each other. Whoever measures distances finds the ones less strange than the sevens. Detectors find what is rare
// and far off, not what is wrong: that is the first thing to know about them. Try other pairs.

// %% Pairs
const options = d3.range(10).map(String);
const planted = input.select({ label: "thirty of these", options, value: "9" });
const among = input.select({ label: "among these", options, value: "0" });
const asked = input.range({ label: "neighbours", min: 1, max: 60, step: 1, value: 10 });

async function trial() {
  if (planted.value === among.value) return md`*choose two different digits*`;
  const found = await plant(Number(planted.value), Number(among.value), asked.value);
  return Plot.plot({
    title: `Thirty ${planted.value}s among the ${among.value}s`,
    height: 200,
    marginLeft: 130,
    x: { label: "area under the ROC curve", domain: [0, 1], grid: true },
    y: { label: null, domain: names },
    marks: [
      Plot.barX(found, { x: "auc", y: "detector", fill: "#0f766e", tip: true }),
      Plot.ruleX([0.5], { strokeDasharray: "4 3" }),
    ],
  });
}

const outcome = display(await trial());
const another = async () => outcome.update(await trial());
for (const control of [planted, among, asked]) control.onChange(another);

// %% [markdown]
// ## How many neighbours?
//
// The local outlier factor did badly. It asked ten neighbours, and the sevens are 30: the neighbours of a seven are sevens, and vouch for it. Ask more of them.

// %% Neighbours
const hidden = [...placesOf(1), ...placesOf(7).slice(0, 30)];
const rowsOfHidden = small.take(hidden, { axis: 0 });
const isSeven = hidden.map((i) => Number(labels[i] === 7));
const sweep: { detector: string; k: number; auc: number }[] = [];
for (const k of [1, 2, 5, 10, 15, 20, 25, 30, 35, 40, 50, 60]) {
  const two = { "kNN distance": anomaly.knn({ k }), "local outlier factor": anomaly.lof({ k }) };
  for (const [detector, one] of Object.entries(two)) {
    await one.fit(rowsOfHidden);
    const { auc } = await anomaly.evaluate(await one.score(rowsOfHidden), isSeven);
    sweep.push({ detector, k, auc });
  }
}

Plot.plot({
  title: "Thirty sevens among the ones, by the number of neighbours",
  height: 300,
  x: { label: "neighbours", grid: true },
  y: { label: "area under the ROC curve", grid: true },
  color: colours,
  marks: [
    Plot.ruleX([30], { strokeDasharray: "4 3" }),
    Plot.line(sweep, { x: "k", y: "auc", stroke: "detector", strokeWidth: 2, marker: true }),
  ],
})

// %% [markdown]
// ## Why this one?
//
// Take the twelve strangest twos by the distance to their neighbours, now in all 784 pixels. Above: the digit. Below it: the mean of its ten neighbours. Last: where they
// differ, orange for ink that the neighbours do not have, blue for ink that is missing.

// %% Why
const all = placesOf(2);
const fine = pixels.take(all, { axis: 0 });
const flat = fine.reshape([-1, 784]);
const nearest = await anomaly.knn({ k: 10 }).fit(flat);
const twelve = highest(Array.from(await (await nearest.score(flat)).data(), Number), 12);

const means: Tensor[] = [];
for (const row of twelve) {
  const { neighbours: near } = await nearest.explain(flat, row);
  means.push(fine.take(near.map((neighbour) => neighbour.row), { axis: 0 }).mean({ axis: 0 }));
}
const theirs = fine.take(twelve, { axis: 0 });
const usual = stack(means);
const surplus = theirs.sub(usual);
const difference = stack([relu(surplus), surplus.abs().mul(0.5), relu(surplus.neg())], { axis: 3 });
const inGrey = (images: Tensor) => stack([images, images, images], { axis: 3 });

sheet(concat([inGrey(theirs), inGrey(usual), difference]), 12)

// %% [markdown]
// The forest has reasons as well: which of its hundred pixels made the path of the strangest two short.

// %% Forest
const coarse = small.take(all, { axis: 0 });
const forest = await anomaly.isolationForest({ seed: 1 }).fit(coarse);
const oddest = highest(Array.from(await (await forest.score(coarse)).data(), Number), 1)[0]!;
const { reasons, score } = await forest.explain(coarse, oddest);
const heat = reasons.map(({ name, contribution }) => {
  const feature = Number(name.replace("feature ", ""));
  return { column: feature % 10, row: Math.floor(feature / 10), contribution };
});

display(sheet(fine.slice([oddest, oddest + 1]), 1, 140));
display(
  Plot.plot({
    title: `Which pixels made this two score ${score.toFixed(3)}`,
    width: 420,
    aspectRatio: 1,
    x: { label: null, axis: null },
    y: { label: null, axis: null },
    color: { scheme: "BuRd", type: "diverging", legend: true, label: "contribution" },
    marks: [Plot.cell(heat, { x: "column", y: "row", fill: "contribution", inset: 0.5, tip: true })],
  }),
);

// %% [markdown]
// Red pixels made it strange, blue ones made it usual. A score alone convinces nobody; a score with its reasons can be argued with.

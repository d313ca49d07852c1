// ---
// jupyter:
//   title: "Attention by hand"
//   kernelspec: {"name":"tessera","display_name":"Tessera (TypeScript)","language":"typescript"}
// ---

// %% [markdown]
// # Attention by hand
//
// A transformer reads a text and says what comes next. At its heart is *attention*: every place looks back at the places before it and
// takes something from those that matter. What matters is usually decided by millions of trained numbers. Here nothing is
// trained: we choose every number ourselves, in two layers of attention, until the machine can do one real thing. It continues a
// rhyme, by looking for the last time it was at this point.

// %% Rhyme
const verses = [
  "this is the house that jack built.",
  "this is the malt that lay in the house that jack built.",
  "this is the rat that ate the malt that lay in the house that jack built.",
  "this is the cat that killed the rat that ate the malt that lay in the house that jack built.",
];
const rhyme = verses.join(" ");
const alphabet = [...new Set(rhyme)].toSorted();
const codeOf = (letter: string) => alphabet.indexOf(letter);
const codes = (text: string) => tensor([...text].map(codeOf), { dtype: "int32" });
const length = rhyme.length;
({ letters: length, "different ones": alphabet.length })

// %% [markdown]
// ## Where am I?
//
// Attention compares vectors, so a place in the text has to become a vector. The first transformer used waves: each pair of columns is
// the sine and the cosine of the place, first fast, then ever slower, like the hands of a clock.

// %% Places
const width = 64;
const waves = { base: 100 };
const places = sinusoidalPositions(length, width, waves);

Plot.plot({
  title: "Each row is the vector of a place",
  subtitle: "256 places, 64 numbers each",
  width: 640,
  height: 420,
  x: { label: "column" },
  y: { label: "place in the text", reverse: true },
  color: { scheme: "RdBu", domain: [-1, 1], legend: true, label: "value" },
  marks: [
    Plot.raster(await places.data(), { width, height: length, x1: 0, x2: width, y1: 0, y2: length }),
  ],
})

// %% [markdown]
// What is it good for? Take the product of two such vectors, number by number, and add up. The result depends on the distance of
// the two places and on nothing else, and it is greatest when they are the same.

// %% Distance
const middle = 100;
const products = await places.matmul(places.slice(middle)).data();
const distances = d3.range(-40, 41);
const matches = distances.map((distance) => products[middle + distance]);

Plot.plot({
  title: "How well two places match",
  x: { label: "distance (letters)" },
  y: { label: "product of their vectors", grid: true },
  marks: [
    Plot.ruleY([0]),
    Plot.line(matches, { x: distances, y: matches, stroke: "#c2410c", marker: "dot" }),
  ],
})

// %% [markdown]
// ## First layer: what was written just before?
//
// Attention takes three things of every place. Its *query* says what it looks for, its *key* what can be found there, its *value* what is
// taken away. The products of queries and keys are scores; softmax turns the scores of a place into weights that add up to one, and the
// values are mixed by these weights:
//
// $$\operatorname{attention}(q, k, v) = \operatorname{softmax}(\text{scale} \cdot q k^{\mathsf T})\, v$$
//
// To look one letter back, let the key be the own place and the query the place before. That is all. Twelve *heads* do it at
// once, the first looking one letter back, the last one twelve. They share one set of keys and values, and `causal` forbids them to look
// ahead. A letter is a vector with a one at its place in the alphabet.

// %% Look back
import type { Tensor } from "tessera";

const farthest = 12;
const kinds = alphabet.length;
const sharp = { causal: true, scale: 4 };
const letters = oneHot(codes(rhyme), kinds);

/** For the places from `first` on, the letters before them, nearest first: [places, reach * kinds]. */
function lookBack(vectors: Tensor, first: number, reach: number) {
  const all = vectors.shape[0]!;
  const keys = sinusoidalPositions(all, width, waves);
  const queries = d3
    .range(1, reach + 1)
    .map((steps) => sinusoidalPositions(all - first, width, { ...waves, offset: first - steps }));
  const heads = attention(stack(queries), keys.expandDims(0), vectors.expandDims(0), sharp);
  return heads.permute([1, 0, 2]).reshape([all - first, reach * kinds]);
}

const before = lookBack(letters, 0, farthest);

const jack = rhyme.indexOf("jack");
const found = await before.slice(jack).reshape([farthest, kinds]).argmax({ axis: 1 }).data();
const past = Array.from(found, (code) => alphabet[code]).toReversed().join("");
`before "jack" stands "${past}"`

// %% [markdown]
// Here are the weights of three heads on the first words. Each row is a place; the dark squares are where it looks.

// %% Weights
const order = arange(length);
const ahead = order.gt(order.reshape([length, 1]));
const weightsOf = (scores: Tensor) => softmax(where(ahead, -Infinity, scores));

const shown = 21;
const heads = [1, 2, 4];
const squares = await Promise.all(
  heads.map(async (steps) => {
    const queries = sinusoidalPositions(length, width, { ...waves, offset: -steps });
    const weights = weightsOf(queries.matmul(places.transpose()).mul(sharp.scale));
    const values = await weights.slice([0, shown], [0, shown]).data();
    const head = `${steps} back`;
    return Array.from(values, (weight, i) => ({ from: Math.floor(i / shown), to: i % shown, weight, head }));
  }),
);

const first = d3.range(shown);
const text = first.map((i) => rhyme[i]);

Plot.plot({
  title: "Where three heads look",
  subtitle: "rows: the place; columns: what it looks at",
  width: 860,
  height: 340,
  marginLeft: 30,
  marginTop: 50,
  x: { label: null, axis: null },
  y: { label: null, axis: null },
  fx: { label: null },
  color: { scheme: "Oranges", domain: [0, 1], legend: true, label: "weight" },
  marks: [
    Plot.cell(squares.flat(), { x: "to", y: "from", fx: "head", fill: "weight", inset: 0.5 }),
    Plot.text(first, { x: first, frameAnchor: "top", dy: -8, text }),
    Plot.text(first, { y: first, frameAnchor: "left", dx: -8, text }),
  ],
})

// %% [markdown]
// ## Second layer: when was I here before?
//
// Now every place knows its letter and the twelve before it. The second layer looks for a place *whose past is like my present*: its query is the
// letter here with those just before it, and its keys are the letters before each place. Where they agree, the letter
// there is what came next last time, and that is the value to take. Where several places agree equally well, a mask that adds a little for
// nearness prefers the latest.

// %% Second layer
const nearness = order.sub(order.reshape([length, 1])).mul(0.02);

const pastOf = (steps: number) => before.slice([], [0, steps * kinds]);
const presentOf = (steps: number) => concat([letters, pastOf(steps - 1)], { axis: 1 });

/** For each place and letter, how strongly the letter is expected next when `reach` letters are compared. */
const expectations = (reach: number) =>
  attention(presentOf(reach), pastOf(reach), letters, { ...sharp, mask: nearness });

const reach = 10;
const likeness = presentOf(reach).matmul(pastOf(reach).transpose());
const stripes = weightsOf(likeness.mul(sharp.scale).add(nearness));

Plot.plot({
  title: "What each place looks at in the second layer",
  subtitle: "stripes: a passage that was read before, followed letter by letter",
  width: 640,
  height: 600,
  x: { label: "looked at (place in the text)" },
  y: { label: "place in the text", reverse: true },
  color: { scheme: "Oranges", domain: [0, 1], legend: true, label: "weight" },
  marks: [
    Plot.raster(await stripes.data(), { width: length, height: length, x1: 0, x2: length, y1: 0, y2: length }),
  ],
})

// %% [markdown]
// `attention` never makes this table of 65,536 weights: it goes through the keys in blocks and keeps only a running sum. The table times the
// values is the same, up to rounding:

// %% Same
const difference = expectations(reach).sub(stripes.matmul(letters)).abs().max();
const isSame = (await difference.item()) < 1e-5;
isSame

// %% [markdown]
// ## Does it know the rhyme?
//
// Green letters were foreseen. In the first verse it knows nothing; whenever something returns, it catches on after a letter or two.

// %% Foreseen
const foreseen = await expectations(reach).argmax({ axis: -1 }).data();
const hits = [...rhyme].map((letter, i) => alphabet[foreseen[i - 1] ?? -1] === letter);
const green = "background: #16a34a44; border-radius: 2px";
const marked = [...rhyme].map((letter, i) => html`<span style="${hits[i] ? green : ""}">${letter}</span>`);
display(html`<p style="font: 15px/1.8 monospace">${marked}</p>`);

let begin = 0;
verses.map((verse, i) => {
  const own = hits.slice(begin, begin + verse.length);
  begin += verse.length + 1;
  return { verse: i + 1, letters: verse.length, foreseen: own.filter(Boolean).length };
})

// %% [markdown]
// How far should it look? With one letter it only knows what follows an "h" as a rule. The further it looks, the rarer
// and the better the matches, up to a point: who compares twelve letters needs twelve to find back after something new.

// %% Reach
const shares: { reach: number; share: number; verse: string }[] = [];
for (let steps = 1; steps <= farthest; steps++) {
  const answers = await expectations(steps).argmax({ axis: -1 }).data();
  let begin = 0;
  for (const [i, verse] of verses.entries()) {
    const right = [...verse].filter((letter, j) => alphabet[answers[begin + j - 1] ?? -1] === letter);
    const share = (100 * right.length) / verse.length;
    shares.push({ reach: steps, share, verse: `verse ${i + 1}` });
    begin += verse.length + 1;
  }
}

const ends = shares.filter((point) => point.reach === farthest);

Plot.plot({
  title: "Each verse is easier than the one before",
  marginRight: 60,
  x: { label: "letters compared", ticks: farthest },
  y: { label: "letters foreseen (%)", domain: [0, 100], grid: true },
  marks: [
    Plot.line(shares, { x: "reach", y: "share", z: "verse", stroke: "#c2410c", marker: "dot" }),
    Plot.text(ends, { x: "reach", y: "share", text: "verse", dx: 8, textAnchor: "start" }),
  ],
})

// %% [markdown]
// ## Let it go on
//
// Give it the beginning of a verse that it has never read, and let it write. A new letter asks the same two questions. What was
// worked out for the letters before it stays as it is, so it is kept, and only one row is added: the *key-value cache* of
// every chat program. Move the slider to let it compare more letters or fewer.

// %% Continue
/** The cache with one letter more. What the step made besides goes back at the end of its `scope`, and the next step uses that memory. */
async function writeLetter(vectors: Tensor, pasts: Tensor, reach: number) {
  return scope(async () => {
    const length = vectors.shape[0]!;
    const query = concat([vectors.slice([-1]), pasts.slice([-1], [0, (reach - 1) * kinds])], { axis: 1 });
    const next = attention(query, pasts, vectors, { scale: sharp.scale, mask: arange(length).mul(0.02) });
    const code = await next.argmax().item();
    const longer = concat([vectors, oneHot(tensor([code], { dtype: "int32" }), kinds)]);
    return { code, vectors: longer, pasts: concat([pasts, lookBack(longer, length, reach)]) };
  });
}

async function goOn(beginning: string, reach: number, count: number) {
  let text = beginning;
  let vectors = oneHot(codes(`${rhyme} ${beginning}`), kinds);
  let pasts = lookBack(vectors, 0, reach);
  for (let written = 0; written < count; written++) {
    const longer = await writeLetter(vectors, pasts, reach);
    vectors.dispose();
    pasts.dispose();
    ({ vectors, pasts } = longer);
    text += alphabet[longer.code];
  }
  return text;
}

const beginning = "this is the dog that worried the cat that";
const showText = async (reach: number) => {
  const written = (await goOn(beginning, reach, 72)).slice(beginning.length);
  return html`<p style="font: 15px/1.8 monospace">${beginning}<b>${written}</b></p>`;
};

const compared = input.range({
  label: "letters compared",
  min: 1,
  max: farthest,
  step: 1,
  value: reach,
});
const story = display(await showText(reach));
compared.onChange(async (value) => story.update(await showText(value)));

// %% [markdown]
// With one letter it stammers, with two it says *that* and nothing else, with four it worries the cat for ever. With ten it tells the
// rhyme to its end.
//
// Nothing here was trained, and yet these two layers are what training finds first in real language models, where they are called a
// *previous-token head* and an *induction head*. A real transformer has dozens of layers, adds what each one finds to what was there before,
// keeps the numbers in bounds with `layerNorm` and puts two `linear` maps with a `gelu` between them after each attention. All of these are
// in scope: try one.

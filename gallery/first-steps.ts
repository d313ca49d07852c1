// ---
// jupyter:
//   title: "First steps"
//   kernelspec: {"name":"tessera","display_name":"Tessera (TypeScript)","language":"typescript"}
// ---

// %% [markdown]
// # First steps
//
// This page can calculate. Every box below is a cell of TypeScript that runs inside this tab, on your own machine;
// nothing is installed and nothing is sent anywhere. Click into the first one and press **Shift+Enter**: it runs,
// shows its last value and moves you on. Change a number and press it again.

// %% Ripples
const side = linspace(-12, 12, 240);
const across = side.reshape([1, 240]);
const down = side.reshape([240, 1]);
const distance = across.pow(2).add(down.pow(2)).sqrt();
const height = distance.mul(2).cos().mul(distance.mul(-0.2).exp());
const pond = { width: 240, height: 240, x1: -12, x2: 12, y1: -12, y2: 12 };

Plot.plot({
  title: "A drop falls into a pond",
  subtitle: "57,600 heights from two rows of 240 numbers",
  width: 560,
  height: 520,
  x: { label: "across (cm)" },
  y: { label: "down (cm)", reverse: true },
  color: { scheme: "YlGnBu", label: "height of the water (mm)", legend: true },
  marks: [Plot.raster(await height.data(), pond)],
})

// %% [markdown]
// `across` is one row of numbers and `down` is one column. Adding them gives every row with every column, a full
// 240 × 240 grid: that is *broadcasting*, and it works as in NumPy. The picture is drawn by Observable Plot, which is
// in scope without an import, like `d3` and everything of the tensor library.
//
// ## Controls
//
// Two drops at once: where two crests meet the water rises twice as high, and where a crest meets a trough it stays
// still. A function draws them, a slider says how far apart they fall, and whenever it moves the picture is replaced.

// %% Two drops
import type { Tensor } from "tessera";

async function twoDrops(gap: number) {
  const waves = [-gap / 2, gap / 2].map((place) => {
    const radius = across.sub(place).pow(2).add(down.pow(2)).sqrt();
    return radius.mul(2).cos().mul(radius.mul(-0.1).exp());
  });
  const [left, right] = waves as [Tensor, Tensor];
  return Plot.plot({
    title: `Two drops, ${gap.toFixed(1)} cm apart`,
    width: 560,
    height: 520,
    x: { label: "across (cm)" },
    y: { label: "down (cm)", reverse: true },
    color: { scheme: "YlGnBu", domain: [-1.5, 1.5], label: "height of the water (mm)", legend: true },
    marks: [Plot.raster(await left.add(right).data(), pond)],
  });
}

const gap = input.range({ label: "distance (cm)", min: 0, max: 16, step: 0.5, value: 8 });
const picture = display(await twoDrops(gap.value));
gap.onChange(async (value) => picture.update(await twoDrops(value)));

// %% [markdown]
// ## Values have types, and the types travel
//
// The last expression of a cell is what it shows, unless a semicolon follows it. An array of objects is a table: click a
// column to sort it.

// %% Planets
interface Planet {
  name: string;
  /** Mean distance from the sun, in astronomical units: the earth's is 1. */
  distance: number;
  /** Time for one turn around the sun, in years. */
  period: number;
}

const planets: Planet[] = [
  { name: "Mercury", distance: 0.387, period: 0.241 },
  { name: "Venus", distance: 0.723, period: 0.615 },
  { name: "Earth", distance: 1, period: 1 },
  { name: "Mars", distance: 1.524, period: 1.881 },
  { name: "Jupiter", distance: 5.203, period: 11.862 },
  { name: "Saturn", distance: 9.537, period: 29.457 },
  { name: "Uranus", distance: 19.191, period: 84.021 },
  { name: "Neptune", distance: 30.069, period: 164.8 },
];

planets

// %% [markdown]
// The next cell knows what a `Planet` is. Hover over `planet` to see it, write `planet.` to be offered its fields, and
// misspell one to be told before you run anything.

// %% Years lived
const age = 30;
planets.map((planet) => ({ planet: planet.name, birthdays: Math.floor(age / planet.period) }))

// %% [markdown]
// ## Cells share their variables
//
// Run the first of these two once and the second as often as you like. A cell may be run again at any time, `const` and
// `let` included, and a later cell may change what an earlier one made. The number beside a cell tells in which order
// they ran.

// %% Start
let count = 0;

// %% Again
count += 1;
count

// %% [markdown]
// ## Tensors
//
// A tensor is a block of numbers with a shape and one type of number. Operations make new tensors and never change
// their arguments. The same line runs on plain loops, on WebAssembly or on the GPU: the header of this page says which.

// %% Times table
const numbers = arange(1, 11);
const times = numbers.reshape([10, 1]).mul(numbers);
times

// %% [markdown]
// `slice` takes an index or a range for each axis, as Python does: here the row of sevens, then the corner down to 3.

// %% Slices
display(times.slice(6));
display(times.slice([0, 3], [0, 3]));

const shape = times.shape;
const total = await times.sum().item();
({ shape, total, square: await numbers.sum().pow(2).item() })

// %% [markdown]
// The sum of the whole table is the square of 1 + 2 + … + 10. Why?
//
// ## A law from eight planets
//
// The further out a planet is, the longer its year. How much longer? If the period grows as a power of the distance,
// its logarithm lies on a straight line, and the slope of the line is that power. Least squares gives the slope from
// what the two logarithms do around their means: $\sum \mathrm{d}x\,\mathrm{d}y \,/ \sum \mathrm{d}x^2$.

// %% Kepler
const x = tensor(planets.map((planet) => planet.distance)).log();
const y = tensor(planets.map((planet) => planet.period)).log();
const dx = x.sub(x.mean());
const dy = y.sub(y.mean());
const slope = await dx.mul(dy).sum().div(dx.mul(dx).sum()).item();
slope

// %% Line
const curve = d3.range(-0.5, 1.6, 0.1).map((exponent) => 10 ** exponent);

Plot.plot({
  title: "Every planet's year follows from its distance",
  subtitle: `period = distance to the power of ${slope.toFixed(3)}`,
  grid: true,
  marginRight: 60,
  x: { type: "log", label: "distance from the sun (astronomical units)", tickFormat: "~g" },
  y: { type: "log", label: "time for one turn (years)", tickFormat: "~g" },
  marks: [
    Plot.line(curve, { x: curve, y: curve.map((far) => far ** slope), stroke: "#888" }),
    Plot.dot(planets, { x: "distance", y: "period", fill: "#c2410c", r: 5, tip: true }),
    Plot.text(planets, {
      x: "distance",
      y: "period",
      text: "name",
      dx: 10,
      textAnchor: "start",
    }),
  ],
})

// %% [markdown]
// Eight pairs of numbers, four lines of arithmetic, and out comes what took Johannes Kepler seventeen years: his third
// law of 1619.
//
// ## Showing more than the last line
//
// `display` shows a value at once, as many as you like. `tex`, `md` and `html` before a template make formulas, text and
// pages of it, with your values filled in.

// %% Display
display(tex`T^2 = a^3 \qquad\text{so}\qquad T = a^{3/2} \approx a^{${slope.toFixed(3)}}`);

manualSeed(1);
const sample = randn([100, 100]);
display(sample);
console.log("the mean of 10,000 draws is", (await sample.mean().item()).toFixed(4));

// %% [markdown]
// Press **Histogram** above the numbers: the draws make a bell. **Shade** shows the same numbers as a picture; try it on
// the times table.
//
// ## Long work, and stopping it
//
// A million darts at a square, and the share that lands within the quarter circle is $\pi/4$. `progress` draws the bar.
// While it moves, press **Interrupt** (or `I` twice, outside the text): the loop ends where it is, and every variable
// keeps its value, so that the cell after it draws as far as you got.

// %% Darts
const thrown: number[] = [];
const estimates: number[] = [];
let inside = 0;
manualSeed(2026);

for (const round of progress(d3.range(1, 51), "throwing darts")) {
  // The tensors of a round go back at the end of its scope, and the next round uses their memory.
  inside += await scope(() => {
    const darts = rand([2, 20_000]);
    return darts.mul(darts).sum({ axis: 0 }).le(1).sum().item();
  });
  thrown.push(round * 20_000);
  estimates.push((4 * inside) / (round * 20_000));
}

estimates.at(-1)

// %% Narrowing
const thousands = thrown.map((darts) => darts / 1000);
const margin = thrown.map((darts) => 3.22 / Math.sqrt(darts));

Plot.plot({
  title: "A million darts come near π",
  subtitle: "the band holds 19 estimates out of 20",
  marginLeft: 60,
  x: { label: "darts thrown (thousands)" },
  y: { label: "estimate of π", domain: [3.11, 3.17], grid: true },
  marks: [
    Plot.areaY(margin, {
      x: thousands,
      y1: margin.map((half) => Math.PI - half),
      y2: margin.map((half) => Math.PI + half),
      fill: "#888",
      fillOpacity: 0.15,
      clip: true,
    }),
    Plot.ruleY([Math.PI], { stroke: "#888", strokeDasharray: "4 4" }),
    Plot.line(estimates, { x: thousands, y: estimates, stroke: "#c2410c", strokeWidth: 2, clip: true }),
  ],
})

// %% [markdown]
// The error shrinks with the square root of the darts: for one digit more, throw a hundred times as many.
//
// ## Keep it, send it
//
// This page is a copy of your own: whatever you change is kept in this browser. **Share** makes a link that holds the
// whole notebook, and **Export** an `.ipynb` file that Jupyter opens. The notebook *Seattle weather* goes on from here
// with four years of real measurements.

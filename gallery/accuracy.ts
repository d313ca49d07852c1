// ---
// jupyter:
//   title: "How exact is your machine?"
//   kernelspec: {"name":"tessera","display_name":"Tessera (TypeScript)","language":"typescript"}
// ---

// %% [markdown]
// # How exact is your machine?
//
// Computers round. A float32, the number that tensors are mostly made of, keeps about seven digits, and every operation
// drops what does not fit. Mostly nobody notices. Here is how to notice, how to count what is lost, and a test that
// measures it on your own device: processor, WebAssembly, graphics card.
//
// Close to 0 the function $(1 - \cos x) / x^2$ is ½. Written as it stands, it falls apart, because $\cos x$ is so close
// to 1 that the difference has no digits left. As $2 \sin^2(x/2) / x^2$ it is the same function, and nothing is lost.

// %% Cancellation
const near = linspace(-0.002, 0.002, 1000);
const square = near.mul(near);
const careless = near.cos().neg().add(1).div(square);
const careful = near.mul(0.5).sin().pow(2).mul(2).div(square);
const at = await near.data();

Plot.plot({
  title: "One function, written in two ways",
  subtitle: "1000 float32 numbers around 0",
  x: { label: "x" },
  y: { label: "(1 - cos x) / x²", domain: [0, 1.05], grid: true },
  color: { domain: ["1 - cos x", "2 sin² x/2"], range: ["#94a3b8", "#c2410c"], legend: true },
  marks: [
    Plot.line(at, { x: at, y: await careless.data(), stroke: () => "1 - cos x", clip: true }),
    Plot.line(at, { x: at, y: await careful.data(), stroke: () => "2 sin² x/2", strokeWidth: 2 }),
  ],
})

// %% [markdown]
// ## The unit: the gap between neighbours
//
// A float32 has 24 binary digits and an exponent. So its neighbours are close together near 0 and far apart far out: after
// 16,777,216 the next float32 is two more, and whole numbers begin to be missing. The gap is called a *unit in the last place*,
// ULP for short.

// %% Gaps
function gapAfter(x: number): number {
  const number = Float32Array.of(x);
  const bits = new Uint32Array(number.buffer);
  bits[0]! += 1;
  return number[0]! - Math.fround(x);
}

[1, 1000, 1_000_000, 16_777_216].map((number) => ({ number, gap: gapAfter(number) }))

// %% Staircase
const magnitudes = d3.range(-3, 8, 0.01).map((exponent) => 10 ** exponent);

Plot.plot({
  title: "The gap doubles at every power of two",
  x: { type: "log", label: "number", tickFormat: "~s" },
  y: { type: "log", label: "gap to the next float32", tickFormat: "~e", grid: true },
  marks: [Plot.line(magnitudes, { x: magnitudes, y: magnitudes.map(gapAfter), stroke: "#c2410c" })],
})

// %% [markdown]
// Errors are counted in this unit. A result that is rounded from the right one is at most half a ULP off: better cannot be had.
// One or two ULP are very good, and mean that perhaps the seventh digit is wrong. How many are yours?
//
// ## The test
//
// `selfTest` runs every function of the library on numbers of all magnitudes, on each device that this machine has, and compares
// with the same function in float64, which has nine digits more. It takes some seconds.

// %% Test
import type { AccuracyRow } from "tessera";

const here = (await devices()).filter((device) => device.available).map((device) => device.name);
const results: AccuracyRow[] = [];
for (const device of progress(here, "testing")) {
  results.push(...(await selfTest({ devices: [device] })));
}

results
  .toSorted((a, b) => b.ulp - a.ulp)
  .map((row) => ({
    function: row.function,
    device: row.device,
    "largest error (ULP)": row.ulp,
    at: row.worst?.inputs.map((input) => input.toPrecision(6)).join(", ") ?? "everywhere exact",
    answer: row.worst?.actual,
    "right answer": row.worst?.expected,
  }))

// %% Errors
Plot.plot({
  title: "The largest error of each function",
  subtitle: "the line marks half a ULP, the best that rounding allows; what is more than 32 off stands at the edge",
  width: 720,
  height: 60 + 15 * new Set(results.map((row) => row.function)).size,
  marginLeft: 100,
  x: {
    type: "symlog",
    constant: 0.5,
    domain: [0, 32],
    clamp: true,
    ticks: [0, 0.5, 1, 2, 4, 8, 16, 32],
    tickFormat: "~r",
    label: "largest error (ULP)",
    grid: true,
    axis: "both",
  },
  y: { label: null },
  color: {
    domain: ["cpu", "wasm", "webgpu"],
    range: ["#94a3b8", "#c2410c", "#1d4ed8"],
    legend: true,
  },
  marks: [
    Plot.ruleX([0.5], { stroke: "#888" }),
    Plot.dot(results, { x: "ulp", y: "function", fill: "device", r: 4, sort: { y: "-x" }, tip: true }),
  ],
})

// %% [markdown]
// The *cpu* device calculates in float64 and rounds once, so it stands on the line; it is slow, and there to compare with. *wasm* and
// *webgpu* calculate many numbers at once in float32. What they do well is at one or two; where a function is far to the right, look into the
// table at which number: often it is a tail where the answer itself is next to nothing, or a step of `floorDivide` and `mod`, which a hair
// before the step turns into another whole number.
//
// Some answers leave no room for half a digit: $\log 0$ is minus infinity and $\sqrt{-1}$ is not a number. Shaders may by
// their standard pretend that such things do not exist; this library may not. How many are wrong?

// %% Special values
const special = d3.sum(results, (row) => row.special);
const wrong = results.flatMap((row) =>
  row.wrong.map((answer) => ({ function: row.function, device: row.device, ...answer })),
);
if (wrong.length > 0) display(wrong);
console.log(`${special.toLocaleString("en")} answers must be NaN, infinite or 0.`);
wrong.length

// %% [markdown]
// ## One function from nearby
//
// The largest error is one number of many. Here are all errors of one function along a line: a wrong formula would
// show as a slope, a bad seam between two formulas as a step, and honest rounding as a band of noise.

// %% From nearby
const named = { exp: Math.exp, sin: Math.sin, tanh: Math.tanh, log1p: Math.log1p, sqrt: Math.sqrt } as const;
type Named = keyof typeof named;

async function errorsOf(name: Named) {
  const inputs = linspace(0.01, 4, 4000);
  const [x, y] = [await inputs.data(), await inputs[name]().data()];
  const right = Array.from(x, (number) => named[name](number));
  const ulp = (value: number) => 2 ** (Math.floor(Math.log2(Math.abs(value))) - 23);
  const errors = right.map((value, i) => (y[i]! - value) / ulp(value));
  return Plot.plot({
    title: `${name} on ${inputs.device}`,
    x: { label: "x" },
    y: { label: "error (ULP)", domain: [-2, 2], grid: true },
    marks: [
      Plot.ruleY([-0.5, 0.5], { stroke: "#888", strokeDasharray: "4 4" }),
      Plot.dot(errors, { x, y: errors, r: 1, fill: "#c2410c", clip: true }),
    ],
  });
}

const choice = input.select({
  label: "function",
  options: Object.keys(named),
  value: "tanh",
});
const closeUp = display(await errorsOf("tanh"));
choice.onChange(async (name) => closeUp.update(await errorsOf(name as Named)));

// %% [markdown]
// ## Many small errors
//
// One rounding is nothing. A million of them, all in the same direction, are a lot. Add 0.1 a million times to a running float32, and
// after a while each step is rounded by the same amount. `sum` of the library adds in blocks, and then the blocks, so that no number goes
// through a million additions.

// %% Sum
const million = 1_000_000;
const partial: { count: number; off: number; by: string }[] = [];
let running = 0;
for (let count = 1; count <= million; count++) {
  running = Math.fround(running + Math.fround(0.1));
  if (count % 10_000 === 0) partial.push({ count, off: running - count / 10, by: "one after the other" });
}
const tenths = full([million], 0.1);
for (let count = 10_000; count <= million; count += 10_000) {
  const sum = await tenths.slice([0, count]).sum().item();
  partial.push({ count, off: sum - count / 10, by: "sum" });
}
({ running, sum: await tenths.sum().item() })

// %% Drift
Plot.plot({
  title: "Adding 0.1 a million times",
  subtitle: "the right answer is 100,000",
  marginLeft: 60,
  x: { label: "numbers added", tickFormat: "~s" },
  y: { label: "error", grid: true },
  color: {
    domain: ["one after the other", "sum"],
    range: ["#94a3b8", "#c2410c"],
    legend: true,
  },
  marks: [
    Plot.ruleY([0]),
    Plot.line(partial, { x: "count", y: "off", stroke: "by", strokeWidth: 2 }),
  ],
})

// %% [markdown]
// Three habits follow. Do not subtract numbers that are nearly equal: rewrite, or use `expm1`, `log1p`, `logsumexp` and
// `logSoftmax`, which are there for it. Let the library add long rows. And where every digit counts, take
// `{ dtype: "float64" }`, which processors have and graphics cards have not.

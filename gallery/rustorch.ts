// ---
// jupyter:
//   title: "RusTorch's programs, for real"
//   kernelspec: {"name":"tessera","display_name":"Tessera (TypeScript)","language":"typescript"}
// ---

// %% [markdown]
// # RusTorch's programs, for real
//
// RusTorch is a library of tensors in Rust. Its document of WebAssembly modules promises classes for JavaScript, and shows in short programs how one uses them.
// Tessera answers to the same names, so those programs run here. We take them one by one, give them something to look at, and see what their answers mean.
//
// The first is the document's own, word for word. Braces around it keep its names from the cells that follow, and one line was added to show the result.

// %% Basic
import { WasmTensor, WasmAdvancedMath, WasmQualityMetrics } from "rustorch-wasm";
{
  // Create tensor
  const data = new Float32Array([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  const tensor = new WasmTensor(data, [3, 3]);

  // Advanced math
  const math = new WasmAdvancedMath();
  const result = math.tanh(tensor);
  console.log(result.shape(), result.data());

  // Quality assessment
  const quality = new WasmQualityMetrics(0.8);
  const score = quality.overall_quality(tensor);
  const report = quality.quality_report(tensor);

  console.log(`Quality score: ${score}`);
  console.log(`Report: ${report}`);

  // Cleanup
  tensor.free();
  result.free();
  math.free();
  quality.free();
}

// %% [markdown]
// Nine different numbers, none missing, none far off: the data is perfect, as the score says. The functions are better seen than read.

// %% Functions
const math = new WasmAdvancedMath();
const xs = Float32Array.from(d3.range(-4, 4.01, 0.02));
const line = new WasmTensor(xs, [xs.length]);
const functions = ["tanh", "erf", "atan", "sinh", "cosh"] as const;
const curves = functions.flatMap((name) => {
  const ys = math[name](line).data();
  return Array.from(xs, (x, i) => ({ name, x, y: ys[i]! }));
});

Plot.plot({
  title: "Functions of WasmAdvancedMath",
  x: { label: "x", grid: true },
  y: { label: "y", domain: [-3, 3], grid: true },
  color: { domain: functions, range: ["#c2410c", "#0f766e", "#7c6bb0", "#1d4ed8", "#94a3b8"], legend: true },
  marks: [Plot.ruleY([0]), Plot.line(curves, { x: "x", y: "y", stroke: "name", strokeWidth: 2, clip: true })],
})

// %% Values
const at = new WasmTensor([-0.9, -0.5, 0.5, 0.9], [4]);
const ways = {
  asin: math.asin(at),
  acos: math.acos(at),
  erf: math.erf(at),
  gamma: math.gamma(at),
  atan2: math.atan2(at, new WasmTensor([-1, -1, 1, 1], [4])),
  pow: math.pow(at, 2),
  clamp: math.clamp(at, -0.6, 0.6),
};
Object.entries(ways).map(([name, y]) => {
  const [a, b, c, d] = y.data();
  return { function: name, "-0.9": a!, "-0.5": b!, "0.5": c!, "0.9": d! };
})

// %% [markdown]
// ## Quality of something imperfect
//
// Three thousand movies, as somebody collected them. A number that is missing is NaN in a tensor. *Completeness* is the share that is there; of
// that, *consistency* is the share that is not far out, and *uniqueness* the share that occurs once. *Validity*, the share that is finite, is 1 for all of these.

// %% Movies
const movies = await readTable("data/movies.json");
const names = ["IMDB Rating", "Rotten Tomatoes Rating", "Running Time min", "Production Budget", "US Gross"];
const columnOf = (name: string) => {
  const numbers = Float32Array.from(movies.column(name), (value) => (value === null ? NaN : Number(value)));
  return new WasmTensor(numbers, [numbers.length]);
};

const judge = new WasmQualityMetrics(0.8);
const reports = names.map((name) => {
  const report = JSON.parse(judge.quality_report(columnOf(name)));
  const { completeness, consistency, uniqueness, overall_quality, passed } = report;
  return { column: name, completeness, consistency, uniqueness, overall_quality, passed };
});
reports

// %% Measures
const measures = ["completeness", "consistency", "uniqueness", "overall_quality"] as const;
const scores = measures.flatMap((measure) =>
  reports.map((report) => ({ column: report.column, measure, share: report[measure] as number })),
);

Plot.plot({
  title: "Quality of five columns of movies",
  subtitle: "the line is the threshold of 0.8 for the whole",
  marginLeft: 140,
  x: { label: "share", domain: [0, 1], grid: true },
  y: { label: null, domain: names },
  color: { domain: measures, range: ["#94a3b8", "#0f766e", "#7c6bb0", "#c2410c"], legend: true },
  marks: [
    Plot.ruleX([0.8], { stroke: "#c2410c", strokeDasharray: "4 3" }),
    Plot.dot(scores, { x: "share", y: "column", fill: "measure", r: 5, tip: true }),
  ],
})

// %% [markdown]
// Of the running times more than half are missing, and the whole column fails. Uniqueness does not count for the whole: ratings have to repeat. A range
// that you know is worth more than any score: `accuracy` takes one. And a good measure does not ask for the unit: dollars and millions of dollars are
// equally consistent.

// %% Ranges
const [ratings, gross] = [columnOf("IMDB Rating"), columnOf("US Gross")];
const millions = new WasmTensor(gross.data().map((dollars) => dollars / 1e6), gross.shape());

[
  { question: "IMDB ratings from 1 to 10", share: judge.accuracy(ratings, 1, 10) },
  { question: "IMDB ratings from 5 to 8", share: judge.accuracy(ratings, 5, 8) },
  { question: "gross in dollars, consistency", share: judge.consistency(gross) },
  { question: "gross in millions, consistency", share: judge.consistency(millions) },
]

// %% [markdown]
// ## A picture through a pipeline
//
// The document has `imageData` of 224 x 224 pixels and three colours. Ours is the middle of a photograph of the Alps by Adolphe Braun, around 1870. *Digital image courtesy of
// the Getty's Open Content Program.*

// %% Picture
import { WasmCenterCrop, WasmResize } from "rustorch-wasm";

const photo = await transforms.toTensor(await (await fetch("data/alps.jpg")).blob(), { layout: "HWC" });
const pixels = new WasmTensor((await photo.data()) as Float32Array, photo.shape);
const square = new WasmResize(224, 224, "lanczos3").apply(new WasmCenterCrop(484, 484).apply(pixels));
const imageData = square.data();

image(photo, { width: 860 })

// %% Pipeline
import { WasmTransformPipeline } from "rustorch-wasm";

// Create processing pipeline
const pipeline = new WasmTransformPipeline(true); // Enable caching

// Add transforms
pipeline.add_transform("normalize");
pipeline.add_transform("resize");
pipeline.add_transform("center_crop");

// Process data
const picture = new WasmTensor(imageData, [224, 224, 3]);
const processed = pipeline.execute(picture);

// Get performance stats
console.log(pipeline.get_stats());

// %% [markdown]
// Three names, with what networks expect that were trained on ImageNet: its means and standard deviations for the colours, the shorter edge to 256, the middle 224 of
// that. So the picture comes out a little larger than it went in, and its numbers lie around zero. To look at it, the colours go back.

// %% Processed
const before = tensor(imageData, { shape: [224, 224, 3] });
const after = tensor(processed.data(), { shape: [224, 224, 3] });
const visible = after.mul(tensor([0.229, 0.224, 0.225])).add(tensor([0.485, 0.456, 0.406]));

image(concat([before, visible], { axis: 1 }), { width: 860 })

// %% Colours
const colours = ["red", "green", "blue"] as const;
const channel = (numbers: Float32Array, which: number) => numbers.filter((_, i) => i % 3 === which);

colours.map((colour, i) => ({
  colour,
  "mean before": d3.mean(channel(imageData, i))!,
  "deviation before": d3.deviation(channel(imageData, i))!,
  "mean after": d3.mean(channel(processed.data(), i))!,
  "deviation after": d3.deviation(channel(processed.data(), i))!,
}))

// %% Histogram
const bin = d3.bin().domain([-2.5, 3]).thresholds(44);
const bins = colours.flatMap((colour, i) =>
  bin(channel(processed.data(), i)).map((one) => ({ colour, value: (one.x0! + one.x1!) / 2, pixels: one.length })),
);

Plot.plot({
  title: "What a network would see of the Alps",
  height: 260,
  marginLeft: 50,
  x: { label: "value after the pipeline", grid: true },
  y: { label: "pixels", grid: true },
  color: { domain: colours, range: ["#dc2626", "#16a34a", "#2563eb"], legend: true },
  marks: [Plot.ruleY([0]), Plot.line(bins, { x: "value", y: "pixels", stroke: "colour", strokeWidth: 2 })],
})

// %% [markdown]
// Caching is on. Run it again with the same tensor: the last stage has its answer, and the others are not asked.

// %% Cached
pipeline.execute(picture).free();
const { total_calls, cache_hits, hit_rate, stages } = JSON.parse(pipeline.get_stats());
console.log(`${total_calls} calls, ${cache_hits} hit, ${hit_rate}%`);
stages

// %% Cleanup
picture.free();
processed.free();
pipeline.free();

// %% [markdown]
// ## Anomalies
//
// A sensor in a garden sent its humidity every five seconds; at one moment a kettle of hot water was held to it. Of a thousand readings around that moment we know
// which were steam. The document's program asks twice: all at once, and one value after the other.

// %% Anomalies
import { WasmAnomalyDetector } from "rustorch-wasm";

const garden = (await readTable("data/sensors.csv")).filter((row) => row.mote_id === 4).slice(1700, 2700);
const numbers = (name: string) => Float32Array.from(garden.column(name), Number);
const [humidity, temperature, steam] = [numbers("humidity"), numbers("temperature"), numbers("label")];

// Create detector
const detector = new WasmAnomalyDetector(2.5, 100); // threshold=2.5, window=100

// Batch detection
const series = new WasmTensor(humidity, [1000]);
const batch = detector.detect_statistical(series);

// Real-time detection
const live: { index: number }[] = [];
for (const value of humidity) {
  const anomaly = detector.detect_realtime(value);
  if (anomaly) live.push(anomaly);
}
console.log(`Anomaly detected: ${JSON.stringify(live[0])}`);

// Performance statistics
console.log(detector.get_statistics());

// %% [markdown]
// How many of the calls were steam?

// %% Methods
const counted = (method: string, found: readonly { index: number }[]) => ({
  method,
  called: found.length,
  "of them steam": found.filter(({ index }) => steam[index] === 1).length,
  "all steam": d3.sum(steam),
});

[counted("statistical", batch), counted("realtime", live)]

// %% [markdown]
// A forest can look at temperature and humidity together. It calls rows that it scores above 0.6, whatever the threshold of the detector.

// %% Forest
manualSeed(7);
const rows = Array.from(humidity, (_, i) => [temperature[i]!, humidity[i]!]);
const both = new WasmTensor(rows.flat(), [1000, 2]);
const forest = detector.detect_isolation_forest(both, 100);

[counted("isolation_forest", forest)]

// %% Calls
const methods = { statistical: batch, realtime: live, isolation_forest: forest };
const readings = Array.from(humidity, (value, i) => ({ reading: 1700 + i, humidity: value }));
const calls = Object.entries(methods).flatMap(([method, found]) =>
  found.map(({ index }) => ({ method, ...readings[index]! })),
);
const kettle = { from: 1700 + steam.indexOf(1), to: 1700 + steam.lastIndexOf(1) };

Plot.plot({
  title: "Who calls what",
  subtitle: "the band: while the kettle was held to the sensor",
  width: 860,
  height: 420,
  marginRight: 100,
  x: { label: "reading", grid: true },
  y: { label: "humidity (%)", grid: true, ticks: 4 },
  fy: { label: null, domain: Object.keys(methods) },
  marks: [
    Plot.rectX([kettle], { x1: "from", x2: "to", fill: "#c2410c", fillOpacity: 0.15 }),
    Plot.line(readings, { x: "reading", y: "humidity", stroke: "#94a3b8" }),
    Plot.dot(calls, { x: "reading", y: "humidity", fy: "method", fill: "#c2410c", r: 2.5, tip: true }),
  ],
})

// %% [markdown]
// All at once, the kettle stands out, and nothing else is called. Value by value, with a hundred readings of memory, the detector cries whenever the garden leaves its habit of the
// last eight minutes. It called the first steam at once, and got used to it soon. Would another threshold help? `set_threshold` turns it.

// %% Threshold
const slider = input.range({ label: "standard deviations", min: 1.5, max: 8, step: 0.25, value: 2.5 });

function judged(threshold: number) {
  const fresh = new WasmAnomalyDetector(threshold, 100);
  const streamed = [...humidity].flatMap((value) => fresh.detect_realtime(value) ?? []);
  detector.set_threshold(threshold);
  const asked = { "all at once": detector.detect_statistical(series), "value by value": streamed };
  const bars = Object.entries(asked).flatMap(([way, found]) => {
    const right = counted(way, found)["of them steam"];
    return [{ way, what: "steam", readings: right }, { way, what: "for nothing", readings: found.length - right }];
  });
  return Plot.plot({
    title: `Called above ${threshold} standard deviations`,
    height: 160,
    marginLeft: 100,
    x: { label: "readings", domain: [0, 450], grid: true },
    y: { label: null },
    color: { domain: ["steam", "for nothing"], range: ["#c2410c", "#94a3b8"], legend: true },
    marks: [Plot.barX(bars, { x: "readings", y: "way", fill: "what" }), Plot.ruleX([0])],
  });
}

const shown = display(judged(2.5));
slider.onChange((threshold) => shown.update(judged(threshold)));

// %% [markdown]
// ## What fails
//
// In the document an operation gives a result or an error. Here errors are thrown, so nobody can take one for a result. They carry what the document says: a message, a
// type, and where it happened.

// %% Errors
import { WasmError, WasmNormalize } from "rustorch-wasm";

const freed = new WasmTensor([1, 2], [2]);
freed.free();
const attempts: Record<string, () => unknown> = {
  "three numbers for four places": () => new WasmTensor([1, 2, 3], [2, 2]),
  "a tensor after free()": () => math.sinh(freed),
  "a standard deviation of 0": () => new WasmNormalize([0.5], [0]),
  "an unknown way to mix pixels": () => new WasmResize(2, 2, "cubist"),
  "a threshold of 80": () => new WasmQualityMetrics(80),
  "a stream that sends NaN": () => detector.detect_realtime(NaN),
};

for (const [attempt, run] of Object.entries(attempts)) {
  try {
    run();
    console.log(`${attempt}: no error`);
  } catch (error) {
    if (!(error instanceof WasmError)) throw error;
    console.log(`${attempt}\n  ${error.error_type} in ${error.context}\n  ${error.message}`);
  }
}

// %% [markdown]
// ## Memory
//
// `free()` gives the memory of a tensor back to a pool, and the next tensor of about that size takes it from there. Tessera also does this by itself when a
// tensor is not reachable any more; a program that frees is only quicker at it.

// %% Memory
import { MemoryManager } from "rustorch-wasm";

MemoryManager.init_pool(100);
const stats = (): Record<string, number> => JSON.parse(MemoryManager.get_stats());
const start = stats();

for (let i = 0; i < 1000; i++) {
  const input = new WasmTensor([1, 2, 3, 4], [2, 2]);
  const output = math.sinh(input);
  input.free();
  output.free();
}
const end = stats();
console.log(MemoryManager.cache_efficiency());

[
  { when: "before", ...start },
  { when: "after", ...end },
]

// %% [markdown]
// The loop made two thousand tensors. The pools hold no more blocks than before it: each lived in memory that another one had left.
//
// ## Versions

// %% Versions
import { wasm_advanced_math_version, wasm_quality_metrics_version } from "rustorch-wasm";
import { wasm_anomaly_detection_version, wasm_transforms_version } from "rustorch-wasm";

console.log(wasm_advanced_math_version());
console.log(wasm_quality_metrics_version());
console.log(wasm_transforms_version());
console.log(wasm_anomaly_detection_version());

// %% [markdown]
// One library stands behind all four names, so the versions are equal. These classes are for programs that exist. What is new is better written with the library itself:
// `quality.report`, `anomaly.isolationForest` and `transforms.pipeline` explain themselves, work on tables, and run on every device.

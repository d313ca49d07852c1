// ---
// jupyter:
//   title: "Watching a stream"
//   kernelspec: {"name":"tessera","display_name":"Tessera (TypeScript)","language":"typescript"}
// ---

// %% [markdown]
// # Watching a stream
//
// A sensor in a room sent its humidity every five seconds for six hours. Once, somebody held a kettle of hot water to it. Looking back, that is easy to
// see. But whoever watches does not look back: each reading has to be judged when it comes, by those before it, at once. We play the readings again,
// faster, and watch.

// %% Load
const readings = (await readTable("data/sensors.csv")).filter((row) => row.mote_id === 1);
const numbers = (name: string) => Array.from(readings.column(name), Number);
const [humidity, temperature, label] = [numbers("humidity"), numbers("temperature"), numbers("label")];
const [begin, end] = [label.indexOf(1), label.lastIndexOf(1)];
readings

// %% Humidity
const seconds = 5;
const hourOf = (i: number) => (i * seconds) / 3600;

Plot.plot({
  title: "Six hours in a room",
  subtitle: "orange: labelled as steam of the kettle",
  height: 240,
  x: { label: "hours" },
  y: { label: "humidity (%)", grid: true },
  marks: [
    Plot.rectX([0], { x1: hourOf(begin), x2: hourOf(end), fill: "#c2410c", fillOpacity: 0.15 }),
    Plot.line(humidity, { x: (_, i) => hourOf(i), y: humidity, stroke: "#0f766e" }),
  ],
})

// %% [markdown]
// ## One value at a time
//
// `anomaly.streaming` keeps a window of the last values. `update` compares a new one with them, says what it thinks, and only then takes it in: no value
// vouches for itself. Here are four of the first quarter of an hour, with a window of ten minutes. The first came too early: with fewer than 20
// values before it nothing is said.

// %% Update
const first = anomaly.streaming({ window: 120 });
const told = humidity.slice(0, 180).map((value) => first.update(value));

[10, 20, 119, 179].map((i) => told[i]!)

// %% [markdown]
// ## Live
//
// Now all of them. In the picture the line is the humidity, the band is what the detector lets pass, and orange is what it calls.

// %% Picture
type Told = (typeof told)[number];

function picture(part: readonly Told[], title: string) {
  const [least = 0, most = 1] = d3.extent(part, ({ value }) => value);
  const x = part.map(({ index }) => hourOf(index));
  return Plot.plot({
    title,
    height: 280,
    x: { label: "hours" },
    y: { label: "humidity (%)", grid: true, domain: [least - 1, most + 1] },
    marks: [
      Plot.areaY(part, { x, y1: "low", y2: "high", fill: "#0f766e", fillOpacity: 0.15, clip: true }),
      Plot.line(part, { x, y: "value", stroke: "#0f766e" }),
      Plot.dot(part, { x, y: "value", filter: "isAnomaly", fill: "#c2410c", r: 3 }),
    ],
  });
}

// %% [markdown]
// The first run is quick. Play it again at 10 readings a frame, and move the threshold and the window meanwhile: they hold from the next frame on. The
// button stops it, and while the cell runs, so does the one that stops cells.

// %% Live
const pace = input.range({ label: "readings a frame", min: 5, max: 300, step: 5, value: 200 });
const threshold = input.range({ label: "threshold", min: 2, max: 12, step: 0.5, value: 6 });
const minutes = input.range({ label: "window (minutes)", min: 5, max: 60, step: 5, value: 60 });
const play = input.button({ label: "Play again" });
const stop = input.button({ label: "Stop" });

const start = () => anomaly.streaming({ window: minutes.value * 12, threshold: threshold.value });
let live = start();
let turn = {}; // of the run that may go on
const shown = display(picture([], "no reading yet"));

async function watch(moved?: (count: number) => void) {
  const own = (turn = {});
  const seen: Told[] = [];
  const titled = () => `${seen.length} readings, ${seen.filter((one) => one.isAnomaly).length} called`;
  let detector = (live = start());
  while (seen.length < humidity.length) {
    const [from, length] = [seen.length, minutes.value * 12];
    const before = humidity.slice(Math.max(from - length, 0), from);
    if (detector.window !== length) detector = live = await start().fit(before);
    detector.set({ threshold: threshold.value });
    for (const value of humidity.slice(from, from + pace.value)) seen.push({ ...detector.update(value), index: seen.length });
    shown.update(picture(seen.slice(-720), titled()));
    moved?.(seen.length);
    await new Promise((wake) => setTimeout(wake, 100));
    if (own !== turn) return;
  }
  shown.update(picture(seen, titled()));
}

stop.onChange(() => (turn = {}));
play.onChange(() => watch());

const bar = progress(humidity.length, "readings");
await watch((count) => (bar.value = count));

// %% [markdown]
// At the end the picture shows all of it. Mind how the band opens behind the steam: for an hour the window holds the kettle, and takes almost anything for
// usual. A short window forgets sooner, and is wider awake; it also cries at every cough of the room.

// %% Statistics
const { window, filled, seen: judged, anomalies: called } = live.statistics();

[{ window, "values in it": filled, "values judged": judged, called }]

// %% [markdown]
// ## A spike of 1e16
//
// Sensors fail, and then they send nonsense. The quick way to follow a mean and a variance is to keep a sum and a sum of squares: add the value that comes,
// subtract the one that goes. Let one value be 1e16, and see what is left of it when it has gone.

// %% Spike
const length = 200;
const broken = humidity.slice(0, 1000).with(400, 1e16);

function followed(values: readonly number[]) {
  const detector = anomaly.streaming({ window: length, threshold: 1 });
  const judged = values.map((value) => detector.update(value));
  return judged.map(({ expected, high }) => ({ mean: expected, variance: (high - expected) ** 2 }));
}
const [unhurt, survived] = [followed(humidity.slice(0, 1000)), followed(broken)];

let [sum, squares] = [0, 0];
const quick = broken.map((value, i) => {
  const count = Math.min(i, length);
  const before = { mean: sum / count, variance: squares / count - (sum / count) ** 2 };
  const going = i < length ? 0 : broken[i - length]!;
  sum += value - going;
  squares += value ** 2 - going ** 2;
  return before;
});

const after = d3.range(400 + length + 1, 1000);
[{ way: "anomaly.streaming", known: survived }, { way: "sums", known: quick }].map(({ way, known }) => ({
  "after the spike": way,
  "mean is off by up to": d3.max(after, (i) => Math.abs(known[i]!.mean - unhurt[i]!.mean))!,
  variance: known.at(-1)!.variance,
}))

// %% Trace
const averages = [
  ...quick.map(({ mean }, i) => ({ way: "sums", hours: hourOf(i), mean })),
  ...survived.map(({ mean }, i) => ({ way: "anomaly.streaming", hours: hourOf(i), mean })),
];

Plot.plot({
  title: "The mean of the last 200 values, around a spike of 1e16",
  height: 240,
  x: { label: "hours", domain: [0.25, 1.35] },
  y: { label: "mean humidity (%)", domain: [44.5, 47], grid: true },
  color: { domain: ["sums", "anomaly.streaming"], range: ["#c2410c", "#0f766e"], legend: true },
  marks: [Plot.line(averages, { x: "hours", y: "mean", stroke: "way", strokeWidth: 2, clip: true })],
})

// %% [markdown]
// Near 1e16 float64 knows only even numbers, so the sum never gets back what the spike took from it; and a variance below zero has no root: that detector is
// blind from now on. `anomaly.streaming` carries nothing from window to window but the values themselves.
//
// ## Who notices first?
//
// Five ways to judge the humidity. Three compare it with the hour before: by standard deviations, by the median, by quartiles. The other two are
// charts for a process that should keep its level: EWMA remembers the past a little, and CUSUM adds up what is too much. A room keeps no level, so they
// are told by how many standard deviations the first one was surprised.

// %% Scores
const hour = 720;
const scores = new Map<string, number[]>();
for (const [name, method] of [["z-score", "zscore"], ["median", "modified"], ["quartiles", "iqr"]] as const) {
  const judge = anomaly.streaming({ method, window: hour });
  scores.set(name, humidity.map((value) => judge.update(value).score));
}

const guess = anomaly.streaming({ window: hour, threshold: 1 });
const surprise = humidity
  .map((value) => guess.update(value))
  .map(({ value, expected, high }) => (high > expected ? (value - expected) / (high - expected) : 0));
const [ewma, cusum] = [anomaly.ewma({ target: 0, sd: 1 }), anomaly.cusum({ target: 0, sd: 1, k: 3 })];
scores.set("EWMA", surprise.map((z) => ewma.update(z).score));
scores.set("CUSUM", surprise.map((z) => cusum.update(z).score));

// %% [markdown]
// To be fair to all, each gets its threshold from the same calm: the second hour and the most of the third, long before the kettle. It is the highest score that
// occurred there, so that nobody would have called anything. Then the kettle comes. NAB's score gives 100 to whoever calls the steam at its first
// reading and nothing else, and takes away for every false call. "Steam" is the share of it that was called.

// %% Compare
const calm = [hour, 2000] as const;

async function race(name: string, allowed = 0) {
  const theirs = scores.get(name)!;
  const limit = theirs.slice(...calm).toSorted(d3.descending)[allowed]!;
  const calls = theirs.map((score) => score > limit);
  const noticed = calls.indexOf(true, begin);
  const { score } = await anomaly.nabScore(calls, [[begin, end]], { probation: hour });
  return {
    detector: name,
    threshold: limit,
    "late (s)": noticed >= 0 && noticed <= end ? (noticed - begin) * seconds : null,
    "steam (%)": 100 * d3.mean(calls.slice(begin, end + 1), Number)!,
    "for nothing": calls.filter((call, i) => call && i >= hour && (i < begin || i > end)).length,
    "NAB": score,
  };
}

const results = await Promise.all(Array.from(scores.keys(), (name) => race(name)));
results

// %% [markdown]
// ## Two features at once
//
// Half-space trees look at humidity and temperature together. They cut the space into cells at random and count who lives where; a reading in a place where
// the last window had few is strange. They too learn one reading at a time, and forget.

// %% Trees
const trees = anomaly.halfSpaceTrees({ window: hour, trees: 25, scale: true, seed: 1 });
const pairs = humidity.map((value, i) => [value, temperature[i]!]);
scores.set("half-space trees", pairs.map((pair) => {
  const score = trees.scoreOne(pair);
  trees.learnOne(pair);
  return score;
}));

const both = await race("half-space trees");
[both]

// %% Calls
const minuteOf = (i: number) => ((i - begin) * seconds) / 60;
const around = d3.range(begin - 60, end + 180);
const ticks = [...results, both].flatMap(({ detector, threshold }) =>
  around.filter((i) => scores.get(detector)![i]! > threshold).map((i) => ({ detector, minute: minuteOf(i) })),
);

Plot.plot({
  title: "What each of them calls",
  subtitle: "shaded: labelled as steam",
  height: 260,
  marginLeft: 110,
  x: { label: "minutes since the steam began", domain: [-5, 22], grid: true },
  y: { label: null, domain: Array.from(scores.keys()) },
  marks: [
    Plot.rectX([0], { x1: 0, x2: minuteOf(end + 1), fill: "#c2410c", fillOpacity: 0.12 }),
    Plot.tickX(ticks, { x: "minute", y: "detector", stroke: "#0f766e" }),
  ],
})

// %% [markdown]
// Nobody needs a minute. But they do different things afterwards: the z-score soon has the steam in its own window, and falls silent; CUSUM comes late,
// and then goes on to the end. One is the bell, the other tells when it is over.
//
// What if a few calls in the calm are allowed? Some notice sooner; more are called for nothing.

// %% Bargain
const allowed = input.range({ label: "calls allowed in the calm", min: 0, max: 30, step: 1, value: 5 });

async function bargain(calls: number) {
  const all = await Promise.all(Array.from(scores.keys(), (name) => race(name, calls)));
  return Plot.plot({
    title: `Called for nothing in five hours, with ${calls} calls allowed in the calm`,
    marginLeft: 110,
    height: 240,
    x: { label: "readings called for nothing", domain: [0, 120], grid: true },
    y: { label: null, domain: all.map(({ detector }) => detector) },
    color: { label: "seconds late", domain: [0, 40], range: ["#0f766e", "#f59e0b"], legend: true },
    marks: [
      Plot.barX(all, { x: "for nothing", y: "detector", fill: "late (s)", tip: true, clip: true }),
      Plot.ruleX([0]),
    ],
  });
}

const board = display(await bargain(allowed.value));
allowed.onChange(async (calls) => board.update(await bargain(calls)));

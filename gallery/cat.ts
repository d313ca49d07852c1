// ---
// jupyter:
//   title: "Twenty-four cats"
//   kernelspec: {"name":"tessera","display_name":"Tessera (TypeScript)","language":"typescript"}
// ---

// %% [markdown]
// # Twenty-four cats
//
// In the 1880s Eadweard Muybridge set up a row of cameras and let animals pass. This is one cat, photographed twenty-four times, on one plate. We take
// the plate apart, let the cat walk again, and then ask the pictures where the walk becomes a run. Nobody marked it on the plate.
//
// *Eadweard J. Muybridge, Animal Locomotion, 1887. Digital image courtesy of the Getty's Open Content Program.*

// %% Load
import type { Tensor } from "tessera";

const plate = await transforms.toTensor(await (await fetch("data/house-cat.jpg")).blob());
const show = (picture: Tensor, width = 860) => image(transforms.toImage(picture), { width });

show(plate)

// %% [markdown]
// The plate is a tensor `[3, 510, 1024]`: red, green and blue, of 510 rows with 1024 pixels each, from 0 to 1. Where does a frame begin? The mounting is dark, so
// the mean of a row tells.

// %% Rows
const grey = transforms.grayscale().apply(plate).squeeze();
const rowMeans = await grey.mean({ axis: 1 }).data();
const columnMeans = await grey.mean({ axis: 0 }).data();
const dark = 0.33;

const profile = (title: string, label: string, means: typeof rowMeans) =>
  Plot.plot({
    title,
    width: 860,
    height: 170,
    x: { label },
    y: { label: "brightness", domain: [0, 0.8], grid: true, ticks: 4 },
    marks: [
      Plot.ruleY([dark], { stroke: "#c2410c", strokeDasharray: "4 3" }),
      Plot.line(means, { x: d3.range(means.length), y: means, stroke: "#0f766e" }),
    ],
  });

display(profile("Mean brightness of each row", "row", rowMeans));
display(profile("Mean brightness of each column", "column", columnMeans));

// %% [markdown]
// Four bands of frames, clear as day. The columns are harder: the prints of a band touch, and what dips there is rather the cat than a border. Only the
// margins left and right are dark. But six prints of one width share what lies between.

// %% Bands
function brightRuns(means: typeof rowMeans) {
  const edges = d3.range(1, means.length).filter((i) => means[i]! > dark !== means[i - 1]! > dark);
  const runs = d3.pairs([0, ...edges, means.length], (from, to) => ({ from, to, length: to - from }));
  return runs.filter(({ from, length }) => means[from]! > dark && length > 50);
}
const bands = brightRuns(rowMeans);
const [margin] = brightRuns(columnMeans);

[...bands.map((band, i) => ({ what: `band ${i + 1}`, ...band })), { what: "columns", ...margin! }]

// %% Cut
const [height, width] = [108, 164];
const step = margin!.length / 6;
const frames = stack(
  bands.flatMap(({ from, length }) =>
    d3.range(6).map((i) => {
      const top = from + Math.floor((length - height) / 2);
      const left = Math.round(margin!.from + i * step) + 2;
      return plate.slice(null, [top, top + height], [left, left + width]);
    }),
  ),
);
console.log(`frames: [${frames.shape.join(", ")}]`);

// %% [markdown]
// ## Walk!
//
// One tensor of twenty-four pictures. It plays once by itself; after that, the slider is yours.

// %% Film
const pictures = d3.range(24).map((i) => show(frames.slice(i), 492));
const slider = input.range({ label: "frame", min: 1, max: 24, step: 1, value: 1 });
const again = input.button({ label: "Play" });
const screen = display(pictures[0]);

async function play(rounds: number) {
  for (let i = 1; i <= 24 * rounds; i++) {
    await new Promise((wake) => setTimeout(wake, 90));
    slider.value = (i % 24) + 1;
    screen.update(pictures[i % 24]);
  }
}

slider.onChange((frame) => screen.update(pictures[frame - 1]));
again.onChange(() => play(2));
await play(1);

// %% [markdown]
// ## What a pixel becomes
//
// To make a picture smaller or larger, new pixels are mixed from old ones, and there are several schools. First larger: the head of the first cat, ten times, by
// nearest, bilinear, bicubic and lanczos3.

// %% Larger
const head = frames.slice(0, null, [28, 60], [126, 158]);
const ways = ["nearest", "bilinear", "bicubic", "lanczos3"] as const;
const larger = ways.map((interpolation) => transforms.resize(320, { interpolation }).apply(head));

const gap = transforms.pad([2, 0]);
const sideBySide = (list: Tensor[]) => concat(list.map((picture) => gap.apply(picture)), { axis: 2 });

show(sideBySide(larger))

// %% [markdown]
// Nearest repeats pixels, bilinear smears, the other two keep edges by overshooting a little. Now smaller: a quarter of the width. Here something else
// decides. A new pixel stands for sixteen old ones; without *antialias* only those next to its middle are asked, and thin lines of the grid survive by
// luck. Above without, below with it, in the order bilinear, bicubic, lanczos3.

// %% Smaller
const mixing = ["bilinear", "bicubic", "lanczos3"] as const;
const pixelated = transforms.resize([27 * 7, 41 * 7], { interpolation: "nearest" });
const quarter = (antialias: boolean) => {
  const smaller = mixing.map((interpolation) => transforms.resize([27, 41], { interpolation, antialias }));
  return sideBySide(smaller.map((resize) => pixelated.apply(resize.apply(frames.slice(0)))));
};

show(concat([quarter(false), quarter(true)], { axis: 1 }))

// %% [markdown]
// To measure it: make all frames smaller, make them large again in one and the same way, and see how far they are from what they were.

// %% Loss
const back = transforms.resize([height, width], { interpolation: "bicubic" });
const loss = [];
for (const interpolation of ways) {
  for (const antialias of interpolation === "nearest" ? [false] : [false, true]) {
    const small = transforms.resize([27, 41], { interpolation, antialias }).apply(frames);
    const away = await back.apply(small).sub(frames).abs().mean().item();
    loss.push({ interpolation, antialias, "steps of 255": away * 255 });
  }
}
loss

// %% Losses
Plot.plot({
  title: "What is lost at a quarter of the width",
  height: 220,
  marginRight: 70,
  x: { label: "mean difference (steps of 255)", grid: true },
  y: { label: null },
  fy: { label: null, domain: ways },
  color: { type: "categorical", domain: [false, true], range: ["#94a3b8", "#0f766e"], legend: true, label: "antialias" },
  marks: [
    Plot.barX(loss, { x: "steps of 255", y: "antialias", fy: "interpolation", fill: "antialias", tip: true }),
    Plot.ruleX([0]),
  ],
})

// %% [markdown]
// Without antialias the finer filter does worse: it sharpens whatever pixel it happens to hit. With it, the order turns round. It is on unless you
// say otherwise.
//
// ## A pipeline
//
// What a model should see is small, grey, without the ragged edges, and around zero. Four stages with names; all frames go through together.

// %% Pipeline
const pipe = transforms.pipeline([
  ["grey", transforms.grayscale()],
  ["small", transforms.resize(27)],
  ["middle", transforms.centerCrop([23, 38])],
  ["around zero", transforms.normalize({ mean: 0.5, std: 0.25 })],
]);

const bar = progress(24, "frames");
const small = await pipe.applyBatch(frames, {
  batchSize: 4,
  onProgress: ({ done }) => (bar.value = done),
});
console.log(`[${frames.shape.join(", ")}] became [${small.shape.join(", ")}]`);
pipe.stats().stages

// %% [markdown]
// A call is one stack of four frames. Stacks are not kept. Single pictures are: a pipeline knows a tensor that it has seen, and the results of every stage
// stay until there are 64 MB of them.

// %% Cache
const singles = d3.range(24).map((i) => frames.slice(i));
const rounds: object[] = [];
for (const round of ["first", "second"]) {
  const [before, start] = [pipe.stats().stages, performance.now()];
  for (const frame of singles) await pipe.apply(frame);
  const ms = performance.now() - start;
  for (const [i, { name, calls, hits }] of pipe.stats().stages.entries()) {
    const own = { calls: calls - before[i]!.calls, hits: hits - before[i]!.hits };
    rounds.push({ round, stage: name, ...own, "ms of the round": ms });
  }
}
rounds

// %% [markdown]
// The second time, only the last stage was asked, and it had every answer.
//
// ## Twelve from one
//
// Who teaches a network with few pictures shows it each one in many disguises: another part, a mirror image, other light. All of it is drawn from a seed.

// %% Variants
const disguise = transforms.pipeline([
  transforms.randomResizedCrop([108, 144], { scale: [0.4, 1], ratio: [1.2, 1.5] }),
  transforms.randomHorizontalFlip(),
  transforms.colorJitter({ brightness: 0.3, contrast: 0.4, saturation: 0.8, hue: 0.05 }),
]);

const variants: Tensor[] = [];
for (const seed of d3.range(1, 13)) variants.push(await disguise.apply(singles[3], { seed }));
show(concat([0, 4, 8].map((from) => sideBySide(variants.slice(from, from + 4))), { axis: 1 }))

// %% Seed
const once = await disguise.apply(singles[3], { seed: 7 });
const twice = await disguise.apply(singles[3], { seed: 7 });
const other = await disguise.apply(singles[3], { seed: 8 });

[
  { "largest difference": "seed 7 and seed 7", is: await once.sub(twice).abs().max().item() },
  { "largest difference": "seed 7 and seed 8", is: await once.sub(other).abs().max().item() },
]

// %% [markdown]
// ## Where does it start to run?
//
// Lay all frames over each other: their mean is a ghost of a cat, and their standard deviation shows what moves. The middle of the body
// hardly does.

// %% Ghost
show(sideBySide([frames.mean({ axis: 0 }), frames.std({ axis: 0 }).mul(3)]))

// %% [markdown]
// Prints differ in brightness, so each small frame is measured by its own mean and spread. What is 1.1 deviations darker than the mean is cat. The
// grid of strings is gone: its lines are too thin for the small pictures.

// %% Silhouettes
const overFrame = { axis: [1, 2, 3], keepdims: true };
const standard = small.sub(small.mean(overFrame)).div(small.std(overFrame));
const [tall, wide] = [23, 38];
const cats = standard.lt(-1.1).astype("float32").reshape([24, tall, wide]);

const sheet = cats.reshape([4, 6, tall, wide]).permute([0, 2, 1, 3]).reshape([1, 4 * tall, 6 * wide]);
const blackOnWhite = sheet.neg().add(1);
show(transforms.resize([16 * tall, 24 * wide], { interpolation: "nearest" }).apply(blackOnWhite))

// %% [markdown]
// Now numbers. *Change*: which share of the pixels differs from the frame before, in percent of the cat's own. *Stretch*: how widely the cat's pixels
// spread along its way, as a standard deviation, in small pixels. *Height*: how high their middle is.

// %% Gait
const pixels = { axis: [1, 2], keepdims: true };
const size = cats.sum(pixels);
const along = arange(wide);
const up = arange(tall).neg().add(tall).reshape([tall, 1]);
const middle = cats.mul(along).sum(pixels).div(size);

const stretch = await cats.mul(along.sub(middle).pow(2)).sum(pixels).div(size).sqrt().data();
const heights = await cats.mul(up).sum(pixels).div(size).data();
const differing = cats.slice([1, 24]).sub(cats.slice([0, 23])).abs().sum(pixels);
const changed = await differing.div(size.slice([1, 24])).mul(100).data();

const gait = d3.range(24).map((i) => ({
  frame: i + 1,
  change: i === 0 ? NaN : changed[i - 1]!,
  stretch: stretch[i]!,
  height: heights[i]!,
}));
gait

// %% Plots
const strip = (title: string, value: "change" | "stretch" | "height", label: string) =>
  Plot.plot({
    title,
    width: 860,
    height: 190,
    x: { label: "frame", ticks: 24, domain: [1, 24] },
    y: { label, grid: true, ticks: 5 },
    marks: [
      Plot.line(gait, { x: "frame", y: value, stroke: "#0f766e", strokeWidth: 2 }),
      Plot.dot(gait, { x: "frame", y: value, fill: "#0f766e", tip: true }),
    ],
  });

display(strip("How much changes from frame to frame", "change", "% of the cat"));
display(strip("How long the cat makes itself", "stretch", "pixels"));
display(strip("How high its middle is", "height", "pixels"));

// %% [markdown]
// At first little changes but the legs. Then the cat ducks, and from there on it folds and stretches as a whole. If there is one frame at which the
// changes jump to another level, which? The one that leaves least to say when both sides are replaced by their means.

// %% Turn
const changes = gait.slice(1);
const level = (part: typeof changes) => d3.mean(part, ({ change }) => change)!;
const around = (part: typeof changes) => d3.sum(part, ({ change }) => (change - level(part)) ** 2);
const parts = d3.range(2, changes.length - 1).map((i) => [changes.slice(0, i), changes.slice(i)] as const);
const [walk, run] = d3.least(parts, ([before, after]) => around(before) + around(after))!;

const longest = d3.max(gait.slice(0, walk.length + 1), (row) => row.stretch)!;
const leaps = d3.range(1, 23).filter((i) => stretch[i]! > Math.max(longest, stretch[i - 1]!, stretch[i + 1]!));

[
  { question: "the first frame of another kind", answer: run[0]!.frame },
  { question: "change before (% of the cat)", answer: level(walk) },
  { question: "change from there on (% of the cat)", answer: level(run) },
  ...leaps.map((i) => ({ question: "a leap, longer than walking ever is", answer: gait[i]!.frame })),
]

// %% [markdown]
// At the sixth frame the cat stops walking. It folds, ducks, and leaps twice, and from one leap to the next it takes seven frames. The change alone would be a
// weak witness: the prints were mounted by hand, and a shifted print counts as change. But stretch does not care where the cat stands in
// its frame, and tells the same story.
//
// ## Your own picture
//
// A file, or the camera: through the same four stages. It is read here and goes nowhere.

// %% Yours
const chosen = input.file({ label: "Picture", accept: "image/*" });
const taken = input.camera({ label: "Camera" });
const place = display(md`*no picture yet*`);

async function look(picture: File | undefined) {
  if (!picture) return;
  const photo = await transforms.toTensor(picture);
  const seen = (await pipe.apply(photo)).mul(0.25).add(0.5);
  const enlarged = transforms.resize([10 * tall, 10 * wide], { interpolation: "nearest" }).apply(seen);
  const inColours = transforms.grayscale({ channels: 3 }).apply(enlarged);
  place.update(show(sideBySide([transforms.resize(10 * tall).apply(photo), inColours])));
}

chosen.onChange(look);
taken.onChange(look);

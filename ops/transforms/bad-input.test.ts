import { describe, it } from "vitest";
import { tensor, zeros } from "../creation.ts";
import { expectRefusal, type Refusal } from "../conformance/refusal.ts";
import * as transforms from "./index.ts";

const huge = 2 ** 50;
const image = zeros([3, 8, 8]);
const rows = [[1, 2], [3, 5], [4, 4]];

const ofImages: Record<string, () => { apply(x: never): unknown }> = {
  adjustBrightness: () => transforms.adjustBrightness(0.5),
  adjustContrast: () => transforms.adjustContrast(0.5),
  adjustHue: () => transforms.adjustHue(0.1),
  adjustSaturation: () => transforms.adjustSaturation(0.5),
  centerCrop: () => transforms.centerCrop(4),
  clip: () => transforms.clip({ min: 0 }),
  colorJitter: () => transforms.colorJitter({ brightness: 0.1 }),
  convertDtype: () => transforms.convertDtype("uint8"),
  crop: () => transforms.crop({ top: 0, left: 0, height: 2, width: 2 }),
  grayscale: () => transforms.grayscale(),
  log1p: () => transforms.log1p(),
  normalize: () => transforms.normalize(),
  pad: () => transforms.pad(1),
  randomCrop: () => transforms.randomCrop(4),
  randomHorizontalFlip: () => transforms.randomHorizontalFlip(),
  randomResizedCrop: () => transforms.randomResizedCrop(4),
  randomVerticalFlip: () => transforms.randomVerticalFlip(),
  resize: () => transforms.resize(4),
};

describe.each([["an array", [1, 2, 3], /not a tensor: an array of 3$/], ["a string", "cat.png", /not a tensor: "cat\.png"$/], ["nothing", undefined, /not a tensor: undefined$/]] as const)("%s for an image", (_, x, message) => {
  it.each(Object.entries(ofImages))("is refused by %s", (__, make) => expectRefusal(() => make().apply(x as never), message));
});

describe("a tensor of one axis", () => {
  const images = Object.entries(ofImages).filter(([name]) => !["clip", "convertDtype", "log1p"].includes(name)); // which take any numbers
  it.each(images)("is no image for %s", (_, make) => expectRefusal(() => make().apply(tensor([1, 2, 3]) as never), /\[3\]/));
});

const learners: Record<string, () => transforms.FeatureTransform> = {
  impute: () => transforms.impute(),
  minMax: () => transforms.minMax(),
  power: () => transforms.power(),
  robust: () => transforms.robust(),
  standardise: () => transforms.standardise(),
};

describe.each([
  ["strings", [["1"], ["2"]], /element 0 is not a number: "1"$/],
  ["numbers without rows", [1, 2, 3], /not rows of numbers: an array of 3$/],
  ["no rows", zeros([0, 2]), /nothing to learn from: \[0, 2\]$/],
  ["a feature without a value", [[1, NaN], [2, NaN]], /feature 1 has no values: all 2 are NaN$/],
  ["an infinity", [[1, 2], [3, Infinity]], /row 1 of feature 1 is infinite: Infinity$/],
] as const)("%s", (_, data, message) => {
  it.each(Object.entries(learners))("teaches %s nothing", (__, make) => expectRefusal(() => make().fit(data as never), message));
});

it.each(Object.entries(learners))("%s is asked for what it learnt from only", async (_, make) => {
  await expectRefusal(() => make().apply(rows), /nothing was learnt yet/);
  const learnt = await make().fit(rows);
  await expectRefusal(() => learnt.apply([[1, 2, 3]]), /learnt from 2 features: \[1, 3\]/);
});

describe("refused:", () => {
  const cases: Refusal[] = [
    ["a resize to 0", () => transforms.resize(0), /: 0/],
    ["a resize to -1", () => transforms.resize([4, -1]), /-1/],
    ["a resize to half a pixel", () => transforms.resize(1.5), /: 1\.5/],
    ["a resize to 2^50", () => transforms.resize(huge).apply(image), /1125899906842624/],
    ["an unknown mode", () => transforms.resize(4, { interpolation: "best" as never }), /best/],
    ["an unknown layout", () => transforms.resize(4, { layout: "CWH" as never }), /CWH/],
    ["a greatest edge below the least", () => transforms.resize(8, { maxSize: 4 }), /4/],
    ["a crop to 0", () => transforms.centerCrop(0), /: 0/],
    ["a crop to 2^50", () => transforms.centerCrop(huge).apply(image), /1125899906842624/],
    ["a crop outside of the image", () => transforms.crop({ top: 7, left: 0, height: 2, width: 2 }).apply(image), /7|8/],
    ["a random crop greater than the image", () => transforms.randomCrop(9).apply(image), /9/],
    ["a padding of -1", () => transforms.pad(-1), /-1/],
    ["a padding of 2^50", () => transforms.pad(huge).apply(image), /1125899906842624|2251799813685256/],
    ["an unknown padding", () => transforms.pad(1, { mode: "wrap" as never }), /wrap/],
    ["a reflection wider than the image", () => transforms.pad(8, { mode: "reflect" }).apply(image), /8/],
    ["a deviation of 0", () => transforms.normalize({ std: [1, 0, 1] }), /std.*0/],
    ["a negative deviation", () => transforms.normalize({ std: -1 }), /std.*-1/],
    ["a mean of NaN", () => transforms.normalize({ mean: NaN }), /mean.*NaN/],
    ["two means for three channels", () => transforms.normalize({ mean: [0, 0], std: [1, 1] }).apply(image), /2/],
    ["channels where they are not", () => transforms.normalize({ layout: "HWC" }).apply(image), /\[3, 8, 8\]/],
    ["bytes to normalize", () => transforms.normalize().apply(zeros([3, 4, 4], { dtype: "uint8" })), /not an image of floats: uint8/],
    ["an unknown dtype", () => transforms.convertDtype("float99" as never), /float99/],
    ["colours of one channel", () => transforms.adjustHue(0.1).apply(zeros([2, 4, 4])), /\[2, 4, 4\]/],
    ["a probability of 2", () => transforms.randomHorizontalFlip({ p: 2 }), /not a probability: 2/],
    ["a probability that is null", () => transforms.randomHorizontalFlip({ p: null as never }), /not a probability: null/],
    ["a negative seed", () => transforms.randomHorizontalFlip({ seed: -1 }), /invalid seed: -1/],
    ["a negative jitter", () => transforms.colorJitter({ brightness: -0.1 }), /-0\.1/],
    ["a hue beyond the circle", () => transforms.adjustHue(0.6), /invalid factor: 0\.6/],
    ["a scale the wrong way round", () => transforms.randomResizedCrop(4, { scale: [1, 0.5] }), /scale.*\[1,0\.5\]/],
    ["a range the wrong way round", () => transforms.minMax({ range: [1, 0] }), /1.*0/],
    ["quantiles beyond 100", () => transforms.robust({ quantileRange: [25, 175] }), /175/],
    ["bounds the wrong way round", () => transforms.clip({ min: 2, max: 1 }), /2.*1/],
    ["an unknown strategy", () => transforms.impute({ strategy: "best" as never }), /best/],
    ["an unknown norm", () => transforms.normalizeRows({ norm: "l3" as never }), /unknown norm: l3/],
    ["rows with NaN to normalize", () => transforms.normalizeRows().apply([[1, 2], [NaN, 1]]), /row 1 .*NaN/],
    ["a degree of -1", () => transforms.polynomial({ degree: -1 }), /-1/],
    ["a degree of 2^50", () => transforms.polynomial({ degree: huge }).apply(rows), /too many products/],
    ["a category that was not learnt", async () => (await transforms.oneHot().fit([["a"], ["b"]])).apply([["c"]]), /"c"|: c/],
    ["rows of categories of unequal lengths", () => transforms.oneHot().fit([["a", "b"], ["c"]]), /row 1 has 1 values, the first one 2/],
    ["rows of fewer categories than were learnt", async () => (await transforms.ordinal().fit([["a", "b"]])).apply([["a", "b"], ["a"]]), /learnt from 2 features, row 1 has 1/],
    ["an empty pipeline", () => transforms.pipeline([]), /stages/],
    ["an unknown stage", () => transforms.pipeline(["best"]), /best/],
    ["a name given twice", () => transforms.pipeline([["a", transforms.resize(4)], ["a", transforms.resize(4)]]), /a/],
    ["a stage that is not there", () => transforms.pipeline(["resize"].map(() => transforms.resize(4))).stage("pad"), /no such stage: pad/],
    ["a cache of -1 bytes", () => transforms.pipeline([transforms.resize(4)], { cache: { bytes: -1 } }), /invalid bytes for the cache: -1/],
    ["a batch of none", () => transforms.pipeline([transforms.resize(4)]).applyBatch([image], { batchSize: 0 }), /: 0/],
    ["a name that is taken", () => transforms.register("resize", () => transforms.resize(4)), /the name is taken: resize/],
    ["an unknown transform", () => transforms.fromJSON("best"), /no such transform: best/],
    ["no transform", () => transforms.fromJSON(null as never), /not a saved transform: null/],
    ["no picture", () => transforms.toTensor("cat.png" as never), /"cat\.png"/],
    ["bytes that are no picture", () => transforms.toTensor(new Uint8Array([1, 2, 3])), /transforms\.toTensor: /],
  ];
  it.each(cases)("%s", (_, call, message) => expectRefusal(call, message));
});

import { afterAll, describe, expect, it } from "vitest";
import { tensor } from "../creation.ts";
import { setDevice } from "../device.ts";
import { ShapeError, ValidationError } from "../errors.ts";
import "../methods.ts";
import { manualSeed } from "../random.ts";
import type { Tensor } from "../tensor.ts";
import { colorJitter } from "./color-jitter.ts";
import { adjustBrightness, adjustContrast, adjustSaturation } from "./color.ts";
import { crop } from "./crop.ts";
import images from "./fixtures/images.json";
import { adjustHue } from "./hue.ts";
import { randomCrop, randomHorizontalFlip, randomResizedCrop, randomVerticalFlip } from "./random-crop.ts";
import { resize } from "./resize.ts";

const { height, width } = images;
const image = (): Tensor => tensor(Float32Array.from(images.floats), { shape: [3, height, width] });

const transforms = {
  randomCrop: (seed?: number) => randomCrop(8, { padding: 2, ...(seed !== undefined && { seed }) }),
  randomResizedCrop: (seed?: number) => randomResizedCrop([6, 7], seed === undefined ? {} : { seed }),
  randomHorizontalFlip: (seed?: number) => randomHorizontalFlip(seed === undefined ? {} : { seed }),
  randomVerticalFlip: (seed?: number) => randomVerticalFlip(seed === undefined ? {} : { seed }),
  colorJitter: (seed?: number) => colorJitter({ brightness: 0.4, contrast: [0.5, 1.5], saturation: 0.3, hue: 0.2, ...(seed !== undefined && { seed }) }),
};

afterAll(async () => void (await setDevice("cpu")));

describe("random transforms", () => {
  it.each(Object.entries(transforms))("%s repeats its results from its seed, from the seed of a call, and from the library's", async (_, make) => {
    const sequence = async (apply: (x: Tensor) => Tensor): Promise<number[][]> => {
      const results: number[][] = [];
      for (let i = 0; i < 6; i++) results.push(Array.from(await apply(image()).data()));
      return results;
    };
    const [own, again, other] = [make(11), make(11), make(12)];
    const first = await sequence((x) => own.apply(x));
    expect(await sequence((x) => again.apply(x))).toEqual(first);
    expect(await sequence((x) => other.apply(x))).not.toEqual(first);
    expect(new Set(first.map(String)).size).toBeGreaterThan(1);
    expect(new Set((await sequence((x) => own.apply(x, { seed: 5 }))).map(String)).size).toBe(1);
    const free = make();
    manualSeed(3);
    const seeded = await sequence((x) => free.apply(x));
    manualSeed(3);
    expect(await sequence((x) => make().apply(x))).toEqual(seeded);
  });

  it("draw the same on every device", async () => {
    const drawn: unknown[] = [];
    for (const device of ["cpu", "wasm"] as const) {
      await setDevice(device);
      drawn.push(
        Object.values(transforms).map((make) => {
          const transform = make(99);
          transform.apply(image());
          return transform.drawn;
        }),
      );
    }
    expect(drawn[0]).toEqual(drawn[1]);
  });

  it("tell what they did", async () => {
    const cut = randomCrop([5, 6], { seed: 1 });
    expect(cut.drawn).toBeUndefined();
    const part = cut.apply(image());
    expect(await part.data()).toEqual(await crop(cut.drawn!).apply(image()).data());

    const zoom = randomResizedCrop([6, 7], { seed: 1 });
    const zoomed = zoom.apply(image());
    expect(await zoomed.data()).toEqual(await resize([6, 7]).apply(crop(zoom.drawn!).apply(image())).data());

    const jitter = colorJitter({ brightness: 0.4, contrast: 0.5, saturation: 0.3, hue: 0.2, seed: 4 });
    const changed = jitter.apply(image());
    const steps = { brightness: adjustBrightness, contrast: adjustContrast, saturation: adjustSaturation, hue: adjustHue };
    const expected = jitter.drawn!.reduce((x, { property, factor }) => steps[property](factor).apply(x), image());
    expect(await changed.data()).toEqual(await expected.data());
    expect(jitter.drawn!.map(({ property }) => property).toSorted()).toEqual(["brightness", "contrast", "hue", "saturation"]);
  });

  it("flip always, never, and back", async () => {
    const x = image();
    for (const flip of [randomHorizontalFlip, randomVerticalFlip]) {
      const always = flip({ p: 1 });
      expect(await always.apply(x).data()).not.toEqual(await x.data());
      expect(await always.apply(always.apply(x)).data()).toEqual(await x.data());
      expect(await flip({ p: 0 }).apply(x).data()).toEqual(await x.data());
    }
    expect(await randomHorizontalFlip({ p: 1 }).apply(tensor([[1, 2, 3]])).array()).toEqual([[3, 2, 1]]);
    expect(await randomHorizontalFlip({ p: 1, layout: "HWC" }).apply(tensor([[[1, 2], [3, 4]]])).array()).toEqual([[[3, 4], [1, 2]]]);
  });

  it("keep to the shares of area and the shapes that were asked for", () => {
    const zoom = randomResizedCrop(4, { scale: [0.3, 0.6], ratio: [0.8, 1.25], seed: 2 });
    const large = tensor(new Uint8Array(200 * 300), { shape: [200, 300] });
    for (let i = 0; i < 200; i++) {
      zoom.apply(large);
      const { height: h, width: w, top, left } = zoom.drawn!;
      expect((h * w) / 60_000).toBeGreaterThan(0.29);
      expect((h * w) / 60_000).toBeLessThan(0.61);
      expect(w / h).toBeGreaterThan(0.78);
      expect(w / h).toBeLessThan(1.28);
      expect(top + h <= 200 && left + w <= 300).toBe(true);
    }
    const strip = randomResizedCrop(4, { ratio: [0.9, 1.1], scale: [0.9, 1], seed: 1 });
    strip.apply(tensor(new Uint8Array(10 * 300), { shape: [10, 300] }));
    expect(strip.drawn).toEqual({ top: 0, left: 144, height: 10, width: 11 });
  });

  it("pad an image that is too small only when told to", () => {
    expect(() => randomCrop(20).apply(image())).toThrow(ShapeError);
    expect(() => randomCrop(20).apply(image())).toThrow(/20 x 20 is larger than the image: 13 x 17/);
    expect(randomCrop(20, { padIfNeeded: true }).apply(image()).shape).toEqual([3, 20, 20]);
    expect(randomCrop(20, { padding: 4 }).apply(image()).shape).toEqual([3, 20, 20]);
  });

  it("refuse what makes no sense", () => {
    expect(() => randomCrop(0)).toThrow(ValidationError);
    expect(() => randomHorizontalFlip({ p: 1.5 })).toThrow(/not a probability: 1.5/);
    expect(() => randomVerticalFlip({ p: NaN })).toThrow(ValidationError);
    expect(() => randomCrop(3, { seed: -1 })).toThrow(/invalid seed: -1/);
    expect(() => randomResizedCrop(3, { scale: [0.9, 0.1] })).toThrow(/invalid scale: \[0.9,0.1\]/);
    expect(() => randomResizedCrop(3, { ratio: [0, 1] })).toThrow(/invalid ratio/);
    expect(() => colorJitter({ brightness: -1 })).toThrow(/invalid brightness: -1/);
    expect(() => colorJitter({ hue: 0.7 })).toThrow(/invalid hue/);
    expect(() => colorJitter({ contrast: "much" as never })).toThrow(/invalid contrast: much/);
  });
});

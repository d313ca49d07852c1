import { afterAll, describe, expect, it } from "vitest";
import { toBeAllclose } from "../allclose.ts";
import { full, tensor } from "../creation.ts";
import { setDevice } from "../device.ts";
import { ComputationError, DisposedError, ShapeError, ValidationError } from "../errors.ts";
import { mul } from "../math/arithmetic.ts";
import { slice } from "../math/slice.ts";
import { memory } from "../memory.ts";
import "../methods.ts";
import { scope } from "../scope.ts";
import type { Tensor } from "../tensor.ts";
import images from "./fixtures/images.json";
import { centerCrop, convertDtype, fromJSON, impute, normalize, pipeline, randomCrop, randomHorizontalFlip, register, registered, resize, standardise, toTensor, type ImageTransform, type Pipeline } from "./index.ts";

const { height, width } = images;
const image = (): Tensor => tensor(Uint8Array.from(images.bytes), { shape: [3, height, width] });
const usual = (): Pipeline => pipeline([resize(16), centerCrop(12), convertDtype("float32"), normalize()]);
const hits = (pipe: Pipeline): number[] => pipe.stats().stages.map((stage) => stage.hits);
const calls = (pipe: Pipeline): number[] => pipe.stats().stages.map((stage) => stage.calls);

afterAll(async () => void (await setDevice("cpu")));

for (const device of ["cpu", "wasm"] as const) {
  describe(`a pipeline on ${device}`, () => {
    it("does what its stages do one after the other, at once too", async () => {
      await setDevice(device);
      const expected = normalize().apply(convertDtype("float32").apply(centerCrop(12).apply(resize(16).apply(image()))));
      expect(await (await usual().apply(image())).data()).toEqual(await expected.data());
      expect(await usual().applyNow(image()).data()).toEqual(await expected.data());
    });

    it("gives for a batch what it gives for each", async () => {
      await setDevice(device);
      const list = [image(), image(), tensor(new Uint8Array(3 * 40 * 20).fill(9), { shape: [3, 40, 20] }), mul(image(), 0)];
      const expected = await Promise.all(list.map(async (x) => (await usual().apply(x)).data()));
      for (const batchSize of [1, 2, 32]) {
        const results = await usual().applyBatch(list, { batchSize });
        expect(await Promise.all(results.map((x) => x.data()))).toEqual(expected);
        const stacked = tensor(Uint8Array.from([...images.bytes, ...images.bytes, ...images.bytes]), { shape: [3, 3, height, width] });
        const whole = await usual().applyBatch(stacked, { batchSize });
        expect(whole.shape).toEqual([3, 3, 12, 12]);
        for (const i of [0, 1, 2]) expect(await slice(whole, i).data()).toEqual(expected[0]);
      }
    });
  });
}

describe("a pipeline", () => {
  it("takes transforms, functions, names and names with parameters, and names its stages", async () => {
    const double = (x: Tensor): Tensor => mul(x, 2);
    const pipe = pipeline([{ name: "resize", size: [4, 5] }, ["bytes", convertDtype("float32")], "normalize", double, (x: Tensor) => mul(x, 0.5), double]);
    expect(pipe.stages.map(({ name }) => name)).toEqual(["resize", "bytes", "normalize", "double", "function", "double-2"]);
    expect(pipe.stage("resize").parameters).toMatchObject({ size: [4, 5], interpolation: "bilinear" });
    expect((await pipe.apply(image())).shape).toEqual([3, 4, 5]);
    expect(() => pipe.stage("crop")).toThrow(/no such stage: crop/);
  });

  it("begins with pictures, too", async () => {
    const picture = { width: 2, height: 1, data: Uint8Array.from([255, 0, 0, 255, 0, 0, 255, 255]) };
    const pipe = pipeline([toTensor, (x) => x.mul(2), { name: "resize", size: [1, 1] }]);
    expect(await (await pipe.apply(picture)).array()).toEqual([[[1]], [[0]], [[1]]]);
    const all = await pipe.applyBatch([picture, { ...picture }]);
    expect(await all[1]!.array()).toEqual([[[1]], [[0]], [[1]]]);
  });

  it("keeps results, so that the second time costs nothing", async () => {
    const pipe = usual();
    const x = image();
    const first = await pipe.apply(x);
    const again = await pipe.apply(x);
    expect(await again.data()).toEqual(await first.data());
    expect([calls(pipe), hits(pipe)]).toEqual([[1, 1, 1, 2], [0, 0, 0, 1]]);
    await pipe.apply(image()); // equal, but another tensor
    expect([calls(pipe), hits(pipe)]).toEqual([[2, 2, 2, 3], [0, 0, 0, 1]]);
    const { stages } = pipe.stats();
    expect(stages[3]!.hitRate).toBeCloseTo(1 / 3, 12);
    expect(stages[0]!.bytes).toBe(2 * 3 * 16 * 20);
    expect(stages.every(({ ms }) => ms > 0)).toBe(true);
  });

  it("keeps what came before a stage that learns anew", async () => {
    const rows = tensor([[1, NaN], [3, 4], [5, 9]], { dtype: "float64" });
    const pipe = pipeline([impute(), standardise()]);
    await pipe.fit(rows);
    const before = await (await pipe.apply(rows)).data();
    const one = Math.sqrt(1.5);
    toBeAllclose(before, [-one, 0, 0, -one, one, one], { rtol: 1e-12, atol: 1e-15 });
    await pipe.stage("standardise").fit!([[0, 0], [2, 2]]);
    expect(await (await pipe.apply(rows)).array()).toEqual([[0, 5.5], [2, 3], [4, 8]]);
    expect(hits(pipe)).toEqual([1, 0]);
  });

  it("gives its results to whoever asks, and outlives scopes", async () => {
    const pipe = usual();
    const x = image();
    const inside = await scope(async () => {
      const result = await pipe.apply(x);
      return result.data();
    });
    const hit = await pipe.apply(x);
    expect(await hit.data()).toEqual(inside);
    hit.dispose();
    expect(await (await pipe.apply(x)).data()).toEqual(inside);
    expect(hits(pipe)).toEqual([0, 0, 0, 2]);
  });

  it("forgets the oldest results when there are too many, and all when told to", async () => {
    const most = 3 * 16 * 20 + 3 * 12 * 12 * 4;
    const pipe = pipeline([resize(16), centerCrop(12), convertDtype("float32"), normalize()], { cache: { bytes: most } });
    const inputs = [image(), image(), image()];
    for (const x of inputs) await pipe.apply(x);
    expect(pipe.stats().cacheBytes).toBeLessThanOrEqual(most);
    await pipe.apply(inputs[2]);
    expect(hits(pipe)[3]).toBe(1);
    await pipe.apply(inputs[0]);
    expect(hits(pipe)[3]).toBe(1);
    pipe.clearCache();
    expect(pipe.stats()).toMatchObject({ entries: 0, cacheBytes: 0 });
  });

  it("counts what a small part of a large result keeps", async () => {
    const pipe = pipeline([centerCrop(2)], { cache: { bytes: 3 * height * width - 1 } });
    await pipe.apply(image());
    expect(pipe.stats().entries).toBe(0);
    const larger = pipeline([centerCrop(2)], { cache: { bytes: 3 * height * width } });
    await larger.apply(image());
    expect(larger.stats()).toMatchObject({ entries: 1, cacheBytes: 3 * height * width });
  });

  it("gives all memory back", async () => {
    const x = image();
    await x.ready();
    const before = memory().bytes;
    const pipe = usual();
    for (let i = 0; i < 3; i++) (await pipe.apply(x)).dispose();
    for (const result of await pipe.applyBatch([x, x, x])) result.dispose();
    (await pipe.applyBatch(full([40, 3, 8, 8], 1, { dtype: "uint8" }), { batchSize: 16 })).dispose();
    expect(memory().bytes).toBeGreaterThan(before);
    pipe.dispose();
    await expect(pipe.apply(x)).rejects.toThrow(DisposedError);
    expect(memory().bytes - before).toBeLessThanOrEqual(40 * 3 * 64); // the batch itself, which nobody disposed
  });

  it("keeps nothing from a random stage on, unless the call has a seed", async () => {
    const pipe = pipeline([resize(16), randomCrop(8, { seed: 1 }), convertDtype("float32")]);
    const x = image();
    const free = new Set<string>();
    for (let i = 0; i < 5; i++) free.add(String(await (await pipe.apply(x)).data()));
    expect(free.size).toBeGreaterThan(1);
    expect(hits(pipe)).toEqual([4, 0, 0]);
    const seeded = await (await pipe.apply(x, { seed: 7 })).data();
    expect(await (await pipe.apply(x, { seed: 7 })).data()).toEqual(seeded);
    expect(hits(pipe)).toEqual([5, 0, 1]);
    const others = await Promise.all([1, 2, 3, 4].map(async (seed) => String(await (await pipe.apply(x, { seed })).data())));
    expect(new Set(others).size).toBeGreaterThan(1);
  });

  it("draws for each input of a batch, repeatably with a seed", async () => {
    const pipe = pipeline([randomCrop(6), randomHorizontalFlip()]);
    const x = image();
    const run = async (seed: number): Promise<string[]> => Promise.all((await pipe.applyBatch([x, x, x, x, x, x], { seed })).map(async (result) => String(await result.data())));
    const first = await run(3);
    expect(new Set(first).size).toBeGreaterThan(1);
    expect(await run(3)).toEqual(first);
    expect(await run(4)).not.toEqual(first);
    const stacked = tensor(Uint8Array.from([...images.bytes, ...images.bytes]), { shape: [2, 3, height, width] });
    expect((await pipe.applyBatch(stacked, { seed: 3 })).shape).toEqual([2, 3, 6, 6]);
  });

  it("runs rows of features in parts", async () => {
    const rows = tensor(Float64Array.from({ length: 210 }, (_, i) => (i * 7919) % 101), { shape: [70, 3] });
    const pipe = await pipeline([impute(), standardise()]).fit(rows);
    expect(await (await pipe.applyBatch(rows, { batchSize: 16 })).data()).toEqual(await (await pipe.apply(rows)).data());
  });

  it("tells its progress, and stops when told to", async () => {
    const inputs = Array.from({ length: 5 }, image);
    const seen: number[] = [];
    await usual().applyBatch(inputs, { batchSize: 2, onProgress: ({ done, total }) => seen.push(done, total) });
    expect(seen).toEqual([2, 5, 4, 5, 5, 5]);
    const controller = new AbortController();
    const stopped = usual().applyBatch(inputs, { batchSize: 2, signal: controller.signal, onProgress: ({ done }) => done >= 2 && controller.abort() });
    await expect(stopped).rejects.toThrow(/abort/i);
  });

  it("goes through JSON with what was learnt", async () => {
    const rows = [[1, NaN], [3, 4], [5, 9]];
    const learnt = await pipeline([["fill", impute({ strategy: "median" })], standardise()]).fit(rows);
    const again = pipeline(JSON.parse(JSON.stringify(learnt)) as Parameters<typeof pipeline>[0]);
    expect(again.stages.map(({ name }) => name)).toEqual(["fill", "standardise"]);
    expect(await (await again.apply(rows)).data()).toEqual(await (await learnt.apply(rows)).data());
    const pictures = pipeline(JSON.parse(JSON.stringify(usual())) as Parameters<typeof pipeline>[0]);
    expect(await (await pictures.apply(image())).data()).toEqual(await (await usual().apply(image())).data());
    expect(() => JSON.stringify(pipeline([(x: Tensor) => x]))).toThrow(/a function cannot be saved: function/);
  });

  it("makes every registered transform again from its JSON", () => {
    const parameters: Record<string, object> = {
      clip: { min: 0 },
      convertDtype: { dtype: "uint8" },
      crop: { top: 0, left: 1, height: 2, width: 3 },
      pad: { padding: [1, 2], mode: "edge" },
    };
    for (const name of registered()) {
      const sized = /crop$|^resize/i.test(name) && name !== "crop" ? { size: 9 } : {};
      const factored = name.startsWith("adjust") ? { factor: 0.3 } : {};
      const made = fromJSON({ name, ...sized, ...factored, ...parameters[name] });
      const saved = JSON.parse(JSON.stringify(made)) as { name: string };
      expect(saved).toMatchObject({ name, ...sized, ...factored, ...parameters[name] });
      expect(JSON.parse(JSON.stringify(fromJSON(saved)))).toEqual(saved);
    }
  });

  it("takes transforms of one's own by name, once", async () => {
    const invert = (): ImageTransform => ({ ...convertDtype("float32"), name: "invertForTest", apply: (x: Tensor) => mul(x, -1) });
    register("invertForTest", invert);
    expect(await (await pipeline(["invertForTest"]).apply(tensor([[1, 2]]))).array()).toEqual([[-1, -2]]);
    expect(() => register("invertForTest", invert)).toThrow(/the name is taken: invertForTest/);
    expect(() => register("resize", invert)).toThrow(ValidationError);
  });

  it("does not free what a function keeps or gives", async () => {
    const kept: Tensor[] = [];
    const constant = tensor([[4, 5]]);
    const pipe = pipeline([resize([2, 2]), (x: Tensor) => (kept.push(x), constant), centerCrop([1, 1])], { cache: false });
    await pipe.apply(tensor([[1, 2], [3, 4]]));
    expect(await constant.array()).toEqual([[4, 5]]);
    expect(await kept[0]!.array()).toEqual([[1, 2], [3, 4]]);
  });

  it("refuses what makes no sense", async () => {
    expect(() => pipeline([])).toThrow(/transforms\.pipeline: no stages/);
    expect(() => pipeline(["sharpen"])).toThrow(/no such transform: sharpen/);
    expect(() => pipeline([3 as never])).toThrow(/not a stage: 3/);
    expect(() => pipeline([["a", "grayscale"], ["a", "grayscale"]])).toThrow(/two stages have one name: a/);
    expect(() => pipeline(["resize"])).toThrow(/transforms\.resize: invalid size: undefined/);
    expect(() => pipeline(["grayscale"], { cache: { bytes: -1 } })).toThrow(ValidationError);
    await expect(pipeline([(() => 3) as never]).apply(image())).rejects.toThrow(/a stage gave no tensor: 3/);
    expect(() => pipeline([async (x: Tensor) => x]).applyNow(image())).toThrow(ComputationError);
    await expect(usual().apply(image(), { seed: -1 })).rejects.toThrow(/invalid seed: -1/);
    await expect(usual().applyBatch(tensor([1, 2]))).rejects.toThrow(ShapeError);
    await expect(usual().applyBatch("x" as never)).rejects.toThrow(/neither a tensor nor a list: "x"/);
    await expect(usual().applyBatch([], { batchSize: 0 })).rejects.toThrow(/batchSize/);
    expect(await usual().applyBatch([])).toEqual([]);
    expect((await usual().applyBatch(tensor(new Uint8Array(0), { shape: [0, 3, 5, 5] }))).shape).toEqual([0, 3, 12, 12]);
  });
});

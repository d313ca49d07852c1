import { beforeEach, describe, expect, it } from "vitest";
// oxlint-disable-next-line import/default -- Vite makes the text the default export
import manifest from "../../package.json?raw";
import { setDevice } from "../device.ts";
import { manualSeed, rand, randn } from "../random.ts";
import {
  MemoryManager, wasm_advanced_math_version, wasm_anomaly_detection_version, wasm_quality_metrics_version, wasm_transforms_version, WasmAdvancedMath, WasmAnomalyDetector,
  WasmCenterCrop, WasmError, WasmNormalize, WasmQualityMetrics, WasmResize, WasmTensor, WasmTransformPipeline,
} from "./index.ts";

const failure = (work: () => unknown): WasmError => {
  try {
    work();
  } catch (error) {
    return error as WasmError;
  }
  throw new Error("nothing was thrown");
};

for (const device of ["cpu", "wasm"] as const) {
  describe(`the programs of the document, on ${device}`, () => {
    beforeEach(async () => void (await setDevice(device)));

    it("calculate functions of tensors", () => {
      const tensor = new WasmTensor(new Float32Array([1, 2, 3, 4, 5, 6, 7, 8, 9]), [3, 3]);
      expect(tensor.tensor.device).toBe(device);
      const math = new WasmAdvancedMath();
      const result = math.tanh(tensor);
      expect(result.shape()).toEqual([3, 3]);
      result.data().forEach((value, i) => expect(value).toBeCloseTo(Math.tanh(i + 1), 6));
      const y = new WasmTensor([1, -1], [2]);
      const x = new WasmTensor([0, -1], [2]);
      expect(Array.from(math.atan2(y, x).data())).toEqual([Math.fround(Math.PI / 2), Math.fround((-3 * Math.PI) / 4)]);
      expect(Array.from(math.clamp(tensor, 3, 5).data())).toEqual([3, 3, 3, 4, 5, 5, 5, 5, 5]);
      expect(Array.from(math.pow(tensor, 2).data())).toEqual([1, 4, 9, 16, 25, 36, 49, 64, 81]);
      expect(math.gamma(tensor).data()[4]).toBeCloseTo(24, 4);
      for (const one of [tensor, result, math]) one.free();
      expect(failure(() => math.sinh(tensor))).toMatchObject({ error_type: "ValidationError", context: "WasmAdvancedMath.sinh" });
    });

    it("judge quality by real measures", () => {
      const quality = new WasmQualityMetrics(0.8);
      const tensor = new WasmTensor([1, 2, 2, NaN, 3, 4, 5, 6, 7, 100], [10]);
      expect(quality.completeness(tensor)).toBe(0.9);
      expect(quality.uniqueness(tensor)).toBeCloseTo(7 / 9, 12);
      expect(quality.accuracy(tensor, 0, 10)).toBeCloseTo(8 / 9, 12);
      expect(quality.consistency(tensor)).toBeCloseTo(8 / 9, 12);
      const report = JSON.parse(quality.quality_report(tensor)) as Record<string, unknown>;
      expect(report).toMatchObject({ completeness: 0.9, threshold: 0.8, passed: true, total_elements: 10, missing_elements: 1 });
      expect(report["overall_quality"]).toBe(quality.overall_quality(tensor));
      const scaled = new WasmTensor(tensor.data().map((value) => value * 1024), [10]);
      expect(quality.consistency(scaled)).toBe(quality.consistency(tensor));
    });

    it("find anomalies in a batch and in a stream", () => {
      const detector = new WasmAnomalyDetector(2.5, 100);
      manualSeed(3);
      const series = Array.from(rand([1000]).dataSync(), (noise, i) => noise + (i === 500 ? 40 : 0)); // never 2.5 standard deviations from its mean
      const data = new WasmTensor(series, [1000]);
      expect(detector.detect_statistical(data)).toMatchObject([{ index: 500, method: "statistical" }]);
      const found = detector.detect_isolation_forest(data, 100);
      expect(found.toSorted((a, b) => b.score - a.score)[0]).toMatchObject({ index: 500, value: Math.fround(series[500]!), method: "isolation_forest" });
      const streamed = series.map((value) => detector.detect_realtime(value));
      expect(streamed.flatMap((anomaly) => (anomaly === null ? [] : [anomaly.index]))).toEqual([500]);
      expect(JSON.parse(detector.get_statistics())).toMatchObject({ total_processed: 3000, threshold: 2.5, window_size: 100, window_filled: 100 });
      detector.set_threshold(1e9);
      expect(detector.detect_statistical(data)).toEqual([]);
    });

    it("send pictures through a pipeline that remembers", () => {
      const pipeline = new WasmTransformPipeline(true);
      for (const name of ["normalize", "resize", "center_crop"]) pipeline.add_transform(name);
      const picture = new WasmTensor(Float32Array.from({ length: 300 * 280 * 3 }, (_, i) => (i % 256) / 255), [300, 280, 3]);
      const processed = pipeline.execute(picture);
      expect(processed.shape()).toEqual([224, 224, 3]);
      const again = pipeline.execute(picture);
      expect(again.data()).toEqual(processed.data());
      expect(JSON.parse(pipeline.get_stats())).toMatchObject({ cache_enabled: true, cache_hits: 1, stages: [{ name: "normalize", calls: 1 }, { name: "resize", calls: 1 }, { name: "centerCrop", calls: 2, hits: 1 }] });
      processed.free();
      expect(again.data()).toHaveLength(224 * 224 * 3);
      const byHand = new WasmCenterCrop(224, 224).apply(new WasmResize(274, 256, "bilinear").apply(new WasmNormalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]).apply(picture)));
      expect(byHand.data()).toEqual(again.data());
    });
  });
}

describe("errors of rustorch-wasm", () => {
  it.each([
    ["numbers that do not fill the shape", () => new WasmTensor([1, 2, 3], [2, 2]), "ValidationError", "WasmTensor.new"],
    ["strings", () => new WasmTensor(["1"] as unknown as number[], [1]), "ValidationError", "WasmTensor.new"],
    ["a threshold that is no share", () => new WasmQualityMetrics(80), "ValidationError", "WasmQualityMetrics.new"],
    ["a threshold that is negative", () => new WasmAnomalyDetector(-1, 100), "ValidationError", "WasmAnomalyDetector.new"],
    ["a window of nothing", () => new WasmAnomalyDetector(2, 0), "ValidationError", "WasmAnomalyDetector.new"],
    ["a forest without trees", () => new WasmAnomalyDetector(2, 10).detect_isolation_forest(new WasmTensor([1, 2], [2]), 0), "ValidationError", "WasmAnomalyDetector.detect_isolation_forest"],
    ["a value that is not finite", () => new WasmAnomalyDetector(2, 10).detect_realtime(NaN), "ValidationError", "WasmAnomalyDetector.detect_realtime"],
    ["a standard deviation of 0", () => new WasmNormalize([0], [0]), "ValidationError", "WasmNormalize.new"],
    ["an unknown interpolation", () => new WasmResize(2, 2, "cubist"), "ValidationError", "WasmResize.new"],
    ["an unknown transform", () => new WasmTransformPipeline(true).add_transform("sharpen"), "ValidationError", "WasmTransformPipeline.add_transform"],
    ["a pipeline without transforms", () => new WasmTransformPipeline(true).execute(new WasmTensor([1], [1, 1, 1])), "ValidationError", "WasmTransformPipeline.execute"],
    ["a pool of half a block", () => MemoryManager.init_pool(0.5), "ValidationError", "MemoryManager.init_pool"],
  ])("tell type and context: %s", (_, work, type, context) => {
    expect(failure(work)).toMatchObject({ name: "WasmError", error_type: type, context, message: expect.stringContaining(": ") });
  });
});

it("names each transform once where it does not know one", () => {
  const { message } = failure(() => new WasmTransformPipeline(true).add_transform("sharpen"));
  expect(message.match(/\bresize\b/g)).toHaveLength(1);
});

describe("MemoryManager", () => {
  it("tells what the pools hold and saved", async () => {
    await setDevice("wasm");
    manualSeed(1);
    const idle = () => JSON.parse(MemoryManager.get_stats()) as Record<string, number>;
    MemoryManager.cleanup();
    MemoryManager.init_pool(10);
    expect(idle()["small"]).toBeGreaterThanOrEqual(10);
    const saved = idle()["memory_saved_bytes"]!;
    const tensor = new WasmTensor(randn([256]));
    expect(idle()["memory_saved_bytes"]).toBeGreaterThan(saved);
    tensor.free();
    expect(MemoryManager.cache_efficiency()).toMatch(/^\d+\.\d\d%$/);
  });
});

describe("the versions", () => {
  it("are the package's", () => {
    const { version } = JSON.parse(manifest) as { version: string };
    for (const versionOf of [wasm_advanced_math_version, wasm_quality_metrics_version, wasm_transforms_version, wasm_anomaly_detection_version]) expect(versionOf()).toBe(version);
  });
});

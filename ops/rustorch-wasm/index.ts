/** The names of RusTorch's WASM modules over this library: thin, synchronous, with real results. See `README.md`. */
import "../methods.ts"; // for the tensors that come from here

export { WasmAnomalyDetector, type WasmAnomaly } from "./anomaly.ts";
export { WasmError } from "./error.ts";
export { WasmAdvancedMath } from "./math.ts";
export { MemoryManager } from "./memory.ts";
export { WasmTransformPipeline } from "./pipeline.ts";
export { WasmQualityMetrics } from "./quality.ts";
export { WasmTensor } from "./tensor.ts";
export { WasmCenterCrop, WasmNormalize, WasmResize, WasmTransform } from "./transforms.ts";
export { wasm_advanced_math_version, wasm_anomaly_detection_version, wasm_quality_metrics_version, wasm_transforms_version } from "./version.ts";

/** The versions of RusTorch's modules: all are this library's. */
import { version } from "../version.ts";

export const wasm_advanced_math_version = (): string => version;
export const wasm_quality_metrics_version = (): string => version;
export const wasm_transforms_version = (): string => version;
export const wasm_anomaly_detection_version = (): string => version;

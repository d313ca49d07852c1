/** Tensors and what is calculated with them: what a cell has from the start. What works on data with them loads when it is used: see `index.ts`. */
import "./methods.ts";

export { selfTest, type AccuracyRow } from "./accuracy.ts";
export { toBeAllclose, type Tolerance } from "./allclose.ts";
export type { DeviceName } from "./backend.ts";
export { configure, type Configuration } from "./configure.ts";
export { arange, eye, full, linspace, ones, onesLike, tensor, zeros, zerosLike, type DataOptions, type TensorOptions } from "./creation.ts";
export { devices, setDevice, type DeviceStatus } from "./device.ts";
export { dtypes, isFloat, isInteger, promote, type Dtype, type TypedArray } from "./dtype.ts";
export * from "./errors.ts";
export { formatArray } from "./format/index.ts";
export { explain, type Explanation, type PlannedGroup } from "./graph/explain.ts";
export { jit, type Tensors } from "./graph/jit.ts";
export * from "./linalg/index.ts";
export * from "./math/index.ts";
export { memory, releaseMemory, type DevicePool, type MemoryUse } from "./memory.ts";
export type { Nested } from "./nested.ts";
export * from "./nn/index.ts";
export type { TensorLike } from "./operand.ts";
export { ceilings, chromeTrace, profile, type Ceilings, type OpTotal, type Profile } from "./profile/index.ts";
export { bernoulli, manualSeed, normal, permutation, rand, randint, randn, uniform } from "./random.ts";
export type { Numeric, Rows, Sample } from "./sample.ts";
export { scope } from "./scope.ts";
export type { Shape } from "./shape.ts";
export { Tensor } from "./tensor.ts";
export type { Span, SpanKind } from "./trace.ts";

/**
 * How far a device may be from the right answer, by kind of case. One unit in the last place (ULP) of float32 is at most
 * 1.2e-7 of the number.
 */
import type { DeviceName, Tolerance } from "../index.ts";

const ulp = 2 ** -23;

type Kind = "exact" | "arithmetic" | "function" | "wave" | "sum" | "half" | "double";

/** cpu computes in float64 and rounds once. */
const cpu: Record<Kind, Tolerance> = {
  exact: { rtol: 0 },
  arithmetic: { rtol: 0 },
  function: { rtol: ulp },
  wave: { rtol: ulp },
  sum: { rtol: ulp, atol: 1e-9 }, // sums that nearly cancel
  half: { rtol: 2 ** -10 },
  double: { rtol: 1e-14, atol: 1e-15 },
};

/** wasm has float32 lanes: functions to 2 ULP, sums and products with float32 accumulators. */
const wasm: Record<Kind, Tolerance> = {
  ...cpu,
  function: { rtol: 3 * ulp, atol: 1e-44 },
  sum: { rtol: 4 * ulp, atol: 1e-5 },
};

/** WGSL promises 2.5 ULP for division and little for the rest; denormal numbers may be 0. */
const webgpu: Record<Kind, Tolerance> = {
  ...cpu,
  arithmetic: { rtol: 3 * ulp, atol: 1e-37 },
  function: { rtol: 8 * ulp, atol: 1e-37 },
  wave: { rtol: 8 * ulp, atol: 1e-6 }, // near a zero only the absolute error is small
  sum: { rtol: 8 * ulp, atol: 1e-5 },
};

export const tolerances: Record<DeviceName, Record<string, Tolerance>> = { cpu, wasm, webgpu };

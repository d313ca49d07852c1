/**
 * How far a device may be from the right answer, by kind of case. One unit in the last place (ULP) of float32 is at most
 * 1.2e-7 of the number.
 */
import type { DeviceName, Tolerance } from "../index.ts";

const ulp = 2 ** -23;

type Kind = "exact" | "arithmetic" | "function" | "wave" | "sum" | "composite" | "centered" | "sharp" | "half" | "halfSum" | "brainSum" | "double" | "special64";

/** cpu computes in float64 and rounds once. */
const cpu: Record<Kind, Tolerance> = {
  exact: { rtol: 0 },
  arithmetic: { rtol: 0 },
  function: { rtol: ulp },
  wave: { rtol: ulp },
  sum: { rtol: ulp, atol: 1e-9 }, // sums that nearly cancel
  composite: { rtol: 4 * ulp, atol: 1e-6 }, // several steps, each rounded to float32
  centered: { rtol: ulp, atol: 1e-9 },
  sharp: { rtol: ulp, atol: 1e-9 },
  half: { rtol: 2 ** -10 },
  halfSum: { rtol: 2 ** -10, atol: 1e-5 },
  brainSum: { rtol: 2 ** -7, atol: 1e-5 }, // one unit of bfloat16
  double: { rtol: 1e-14, atol: 1e-15 },
  special64: { rtol: 1e-13, atol: 1e-14 }, // the series end there
};

/** Where sums are kept in float32. */
const float32Sums: Partial<Record<Kind, Tolerance>> = {
  composite: { rtol: 8 * ulp, atol: 1e-5 },
  centered: { atol: 3e-4 }, // a mean of 4096 is known to 2.4e-4
  sharp: { atol: 5e-3 }, // scores of 10,000 are known to 1e-3
};

/** wasm has float32 lanes: functions to 2 ULP, sums and products with float32 accumulators. */
const wasm: Record<Kind, Tolerance> = {
  ...cpu,
  ...float32Sums,
  function: { rtol: 3 * ulp, atol: 1e-44 },
  sum: { rtol: 4 * ulp, atol: 1e-5 },
};

/** WGSL promises 2.5 ULP for division and little for the rest; denormal numbers may be 0. */
const webgpu: Record<Kind, Tolerance> = {
  ...cpu,
  ...float32Sums,
  arithmetic: { rtol: 3 * ulp, atol: 1e-37 },
  function: { rtol: 8 * ulp, atol: 1e-37 },
  wave: { rtol: 8 * ulp, atol: 1e-6 }, // near a zero only the absolute error is small
  sum: { rtol: 8 * ulp, atol: 1e-5 },
};

export const tolerances: Record<DeviceName, Record<string, Tolerance>> = { cpu, wasm, webgpu };

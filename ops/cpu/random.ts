/** Random numbers by hashing the place of each element: no state, so that every device draws the same ones. */
import type { RandomCall } from "../backend.ts";
import { computeDtype } from "../dtype.ts";
import { sizeOf } from "../shape.ts";
import { computeArray, store } from "./elements.ts";

export function runRandom({ seed, output }: RandomCall): void {
  const dtype = computeDtype(output.dtype);
  const result = computeArray(dtype, sizeOf(output.shape));
  const whole = dtype === "uint32";
  for (let i = 0; i < result.length; i++) {
    const word = pcg(pcg(i) + seed);
    result[i] = whole ? word : (word >>> 8) / 2 ** 24;
  }
  store(output, result);
}

/** One step of a 32-bit linear congruential generator, then its output permutation RXS-M-XS. */
function pcg(x: number): number {
  const state = (Math.imul(x, 747796405) + 2891336453) >>> 0;
  const word = Math.imul((state >>> ((state >>> 28) + 4)) ^ state, 277803737) >>> 0;
  return ((word >>> 22) ^ word) >>> 0;
}

/** Thresholds of float64 for numbers of float32. */

const float = new Float32Array(1);
const bits = new Int32Array(float.buffer);

/** The greatest float32 that is not above the number: the same float32 are greater than either. */
export function float32Below(x: number): number {
  float[0] = x;
  if (float[0] <= x) return float[0];
  if (float[0] === 0) bits[0] = -(2 ** 31) + 1; // the least that is below 0
  else bits[0]! += float[0] > 0 ? -1 : 1;
  return float[0];
}

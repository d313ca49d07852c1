/** Kendall's tau-b in O(n log n): Knight, "A computer method for calculating Kendall's tau with ungrouped data" (1966). */

export function kendallTau(x: Float64Array, y: Float64Array): number {
  const n = x.length;
  const order = new Uint32Array(n).map((_, i) => i).toSorted((a, b) => x[a]! - x[b]! || y[a]! - y[b]!);
  let [run, runBoth, tiesX, tiesBoth] = [1, 1, 0, 0];
  for (let i = 1; i <= n; i++) {
    const [own, before] = [order[i]!, order[i - 1]!]; // own is undefined after the last, and equal to nothing
    const sameX = x[own] === x[before];
    const sameBoth = sameX && y[own] === y[before];
    if (sameX) run++;
    else [tiesX, run] = [tiesX + pairs(run), 1];
    if (sameBoth) runBoth++;
    else [tiesBoth, runBoth] = [tiesBoth + pairs(runBoth), 1];
  }
  const values = Float64Array.from(order, (i) => y[i]!);
  const swaps = countSwaps(values);
  let [runY, tiesY] = [1, 0];
  for (let i = 1; i <= n; i++) {
    if (i < n && values[i] === values[i - 1]) runY++;
    else [tiesY, runY] = [tiesY + pairs(runY), 1];
  }
  const all = pairs(n);
  return (all - tiesX - tiesY + tiesBoth - 2 * swaps) / Math.sqrt((all - tiesX) * (all - tiesY));
}

const pairs = (n: number): number => (n * (n - 1)) / 2;

/** Sorts by merging, and counts the pairs that were the wrong way round. */
function countSwaps(values: Float64Array): number {
  const n = values.length;
  let [from, to]: [Float64Array, Float64Array] = [values, new Float64Array(n)];
  let swaps = 0;
  for (let width = 1; width < n; width *= 2) {
    for (let first = 0; first < n; first += 2 * width) {
      const middle = Math.min(first + width, n);
      const end = Math.min(first + 2 * width, n);
      let [left, right] = [first, middle];
      for (let at = first; at < end; at++) {
        if (left < middle && (right >= end || from[left]! <= from[right]!)) to[at] = from[left++]!;
        else {
          to[at] = from[right++]!;
          swaps += middle - left;
        }
      }
    }
    [from, to] = [to, from];
  }
  if (from !== values) values.set(from);
  return swaps;
}

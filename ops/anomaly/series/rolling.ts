/** Statistics of windows that move along a series. At once. */
import { exchange } from "../../stats/sorted.ts";

/** What a statistic says of each window of the series: [n - window + 1]. It gets the window's numbers in ascending order, and must not keep them. */
export function rolling(values: Float64Array, window: number, statistic: (sorted: Float64Array) => number): Float64Array {
  const sorted = values.slice(0, window).toSorted();
  const results = new Float64Array(values.length - window + 1);
  results[0] = statistic(sorted);
  for (let i = 1; i < results.length; i++) {
    exchange(sorted, values[i - 1]!, values[i + window - 1]!, window);
    results[i] = statistic(sorted);
  }
  return results;
}

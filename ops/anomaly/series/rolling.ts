/** Statistics of windows that move along a series. At once. */

/** What a statistic says of each window of the series: [n - window + 1]. It gets the window's numbers in ascending order, and must not keep them. */
export function rolling(values: Float64Array, window: number, statistic: (sorted: Float64Array) => number): Float64Array {
  const sorted = values.slice(0, window).toSorted();
  const results = new Float64Array(values.length - window + 1);
  results[0] = statistic(sorted);
  for (let i = 1; i < results.length; i++) {
    exchange(sorted, values[i - 1]!, values[i + window - 1]!);
    results[i] = statistic(sorted);
  }
  return results;
}

/** Takes a number out of ascending ones and puts another one in; what lies between them moves by a place. */
function exchange(sorted: Float64Array, leaving: number, coming: number): void {
  const from = firstNotBelow(sorted, leaving);
  const to = firstNotBelow(sorted, coming);
  if (to > from) {
    sorted.copyWithin(from, from + 1, to);
    sorted[to - 1] = coming;
  } else {
    sorted.copyWithin(to + 1, to, from);
    sorted[to] = coming;
  }
}

function firstNotBelow(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

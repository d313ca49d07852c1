/** The distance of each value from the mean of the last `window` values, in standard deviations of the population. NaN until there are as many. */

/**
 * The window is the end of one block and the head of the next (van Herk 1992, Gil and Werman 1993), each with its own mean and squares, which are merged
 * (Chan, Golub and LeVeque 1979): what left the window left nothing behind.
 */
export function rollingZ(x: Float64Array, window: number): Float64Array {
  const results = new Float64Array(x.length).fill(NaN);
  const [tailMean, tailSquares] = [new Float64Array(window + 1), new Float64Array(window + 1)];
  for (let block = 0; block < x.length; block += window) {
    let [mean, squares] = [0, 0];
    const end = Math.min(block + window, x.length);
    for (let i = block; i < end; i++) {
      const [head, tail] = [i - block + 1, block + window - 1 - i];
      const d = x[i]! - mean;
      mean += d / head;
      squares += d * (x[i]! - mean);
      if (i < window - 1) continue;
      const gap = mean - tailMean[tail]!;
      const both = tail === 0 ? mean : tailMean[tail]! + (gap * head) / window;
      const all = squares + tailSquares[tail]! + (gap * gap * head * tail) / window;
      results[i] = (x[i]! - both) / Math.sqrt((tail === 0 ? squares : all) / window);
    }
    [mean, squares] = [0, 0];
    for (let i = end - 1; i >= block; i--) {
      const d = x[i]! - mean;
      mean += d / (end - i);
      squares += d * (x[i]! - mean);
      tailMean[end - i] = mean;
      tailSquares[end - i] = squares;
    }
  }
  return results;
}

/** The quicker way, which adds what enters and takes off what leaves (Welford): rounding errors stay, and a spike leaves its own. */
export function runningZ(x: Float64Array, window: number): Float64Array {
  const results = new Float64Array(x.length).fill(NaN);
  let [mean, squares] = [0, 0];
  for (let i = 0; i < x.length; i++) {
    const value = x[i]!;
    const before = mean;
    if (i < window) {
      mean += (value - before) / (i + 1);
      squares += (value - before) * (value - mean);
    } else {
      const old = x[i - window]!;
      mean += (value - old) / window;
      squares += (value - old) * (value - mean + old - before);
    }
    if (i >= window - 1) results[i] = (value - mean) / Math.sqrt(squares / window);
  }
  return results;
}

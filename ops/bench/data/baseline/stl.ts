/** STL by its definition: Cleveland, Cleveland, McRae and Terpenning (1990), with the defaults of statsmodels. */

export interface Parts {
  readonly trend: Float64Array;
  readonly seasonal: Float64Array;
}

const seasonalWindow = 7;

export function stl(y: Float64Array, period: number, robust: boolean): Parts {
  const [inner, outer] = robust ? [2, 15] : [5, 0];
  const n = y.length;
  const trend = new Float64Array(n);
  const seasonal = new Float64Array(n);
  let weights: Float64Array | undefined;
  for (let round = 0; round <= outer; round++) {
    for (let turn = 0; turn < inner; turn++) improve(y, trend, seasonal, weights, period);
    if (round < outer) weights = robustWeights(y, trend, seasonal);
  }
  return { trend, seasonal };
}

function improve(y: Float64Array, trend: Float64Array, seasonal: Float64Array, weights: Float64Array | undefined, period: number): void {
  const n = y.length;
  const cycles = new Float64Array(n + 2 * period);
  for (let phase = 0; phase < period; phase++) {
    const count = Math.ceil((n - phase) / period);
    const cycle = new Float64Array(count);
    const part = weights && new Float64Array(count);
    for (let i = 0; i < count; i++) {
      const at = phase + i * period;
      cycle[i] = y[at]! - trend[at]!;
      if (part) part[i] = weights![at]!;
    }
    const smooth = loess(cycle, seasonalWindow, part, 1);
    for (let i = 0; i < count + 2; i++) cycles[phase + i * period] = smooth[i]!;
  }
  const slow = loess(average(average(average(cycles, period), period), 3), odd(period + 1), undefined, 0);
  const rest = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    seasonal[i] = cycles[i + period]! - slow[i]!;
    rest[i] = y[i]! - seasonal[i]!;
  }
  trend.set(loess(rest, odd(Math.ceil((1.5 * period) / (1 - 1.5 / seasonalWindow))), weights, 0));
}

const odd = (count: number): number => count + (count % 2 === 0 ? 1 : 0);

function average(x: Float64Array, length: number): Float64Array {
  const means = new Float64Array(x.length - length + 1);
  let sum = 0;
  for (let i = 0; i < length; i++) sum += x[i]!;
  means[0] = sum / length;
  for (let i = 1; i < means.length; i++) {
    sum += x[i + length - 1]! - x[i - 1]!;
    means[i] = sum / length;
  }
  return means;
}

/** Lines fitted to the `q` nearest values by tricube weights; `beyond` places more at either end. The weights of distances are tabled, as nearly all windows are as wide. */
function loess(y: Float64Array, q: number, weights: Float64Array | undefined, beyond: number): Float64Array {
  const n = y.length;
  const results = new Float64Array(n + 2 * beyond);
  const length = Math.min(q, n);
  const table = tricubes(Math.floor(q / 2) + 1, (q - 1) / 2);
  const own = new Float64Array(length);
  for (let i = -beyond; i < n + beyond; i++) {
    const first = Math.max(0, Math.min(i - ((q - 1) >> 1), n - length));
    const last = first + length - 1;
    const reach = Math.max(i - first, last - i) + (q > n ? (q - n) >> 1 : 0);
    const near = reach === (q - 1) / 2 ? table : tricubes(Math.max(i - first, last - i) + 1, reach);
    let [total, mean] = [0, 0];
    for (let j = first; j <= last; j++) {
      const weight = near[Math.abs(j - i)]! * (weights === undefined ? 1 : weights[j]!);
      own[j - first] = weight;
      total += weight;
      mean += weight * j;
    }
    if (total <= 0) {
      results[i + beyond] = y[Math.max(0, Math.min(i, n - 1))]!;
      continue;
    }
    mean /= total;
    let [spread, level, slope] = [0, 0, 0];
    for (let j = first; j <= last; j++) {
      const [weight, d] = [own[j - first]!, j - mean];
      spread += weight * d * d;
      level += weight * y[j]!;
      slope += weight * d * y[j]!;
    }
    const isLine = Math.sqrt(spread / total) > 0.001 * (n - 1);
    results[i + beyond] = level / total + (isLine ? (slope / spread) * (i - mean) : 0);
  }
  return results;
}

/** Of the distances 0, 1, ...; with the guards of Cleveland's program. */
function tricubes(count: number, reach: number): Float64Array {
  return Float64Array.from({ length: count }, (_, distance) => {
    if (distance <= 0.001 * reach) return 1;
    return distance <= 0.999 * reach ? (1 - (distance / reach) ** 3) ** 3 : 0;
  });
}

function robustWeights(y: Float64Array, trend: Float64Array, seasonal: Float64Array): Float64Array {
  const distances = y.map((value, i) => Math.abs(value - trend[i]! - seasonal[i]!));
  const sorted = distances.toSorted();
  const far = 3 * (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!);
  return distances.map((distance) => (distance <= 0.001 * far ? 1 : distance <= 0.999 * far ? (1 - (distance / far) ** 2) ** 2 : 0));
}

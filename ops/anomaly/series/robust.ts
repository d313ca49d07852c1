/** Medians, and the spread that outliers cannot stretch. At once, on numbers without NaN. */

/** The median; the mean of the two middle ones of an even count. NaN of none. */
export function medianOf(numbers: Float64Array): number {
  const n = numbers.length;
  if (n === 0) return NaN;
  const kept = numbers.slice();
  const upper = selectAt(kept, n >> 1);
  if (n % 2 === 1) return upper;
  let lower = -Infinity;
  for (let i = 0; i < n >> 1; i++) if (kept[i]! > lower) lower = kept[i]!;
  return (lower + upper) / 2;
}

/** The median distance from the centre (MAD), times 1.4826: the standard deviation, for normal numbers. */
export const robustScale = (numbers: Float64Array, centre: number): number => 1.482602218505602 * medianOf(numbers.map((value) => Math.abs(value - centre)));

/** The number that would stand at place `k` if they were sorted; puts no greater ones before it and no smaller ones behind. Hoare's selection (1961). */
function selectAt(numbers: Float64Array, k: number): number {
  let low = 0;
  let high = numbers.length - 1;
  while (low < high) {
    const pivot = middleOf(numbers[low]!, numbers[(low + high) >> 1]!, numbers[high]!);
    let i = low;
    let j = high;
    while (i <= j) {
      while (numbers[i]! < pivot) i++;
      while (numbers[j]! > pivot) j--;
      if (i > j) break;
      const held = numbers[i]!;
      numbers[i++] = numbers[j]!;
      numbers[j--] = held;
    }
    if (k <= j) high = j;
    else if (k >= i) low = i;
    else break;
  }
  return numbers[k]!;
}

const middleOf = (a: number, b: number, c: number): number => Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));

/** Numbers in ascending order. */

/** How many of the first `length` of ascending numbers are less than x: the place of the first that is not. */
export function countBelow(sorted: Float64Array, x: number, length: number): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < x) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Takes a number out of the first `length` and puts another one in; what lies between them moves by a place. */
export function exchange(sorted: Float64Array, leaving: number, coming: number, length: number): void {
  const from = countBelow(sorted, leaving, length);
  const to = countBelow(sorted, coming, length);
  if (to > from) {
    sorted.copyWithin(from, from + 1, to);
    sorted[to - 1] = coming;
  } else {
    sorted.copyWithin(to + 1, to, from);
    sorted[to] = coming;
  }
}

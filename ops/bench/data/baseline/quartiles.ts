/** Exact quartiles of type 7 by selection, without sorting: the median first, and each of the others in its half. */

/** Of values without NaN, which stay as they are. */
export function quartiles(x: Float32Array | Float64Array): [q1: number, median: number, q3: number] {
  const values = x.slice();
  const places = [0.25, 0.5, 0.75].map((q) => q * (x.length - 1)) as [number, number, number];
  const median = valueAt(values, places[1], 0, x.length - 1);
  const middle = Math.floor(places[1]);
  return [valueAt(values, places[0], 0, middle), median, valueAt(values, places[2], middle, x.length - 1)];
}

/** The value at a place between two, of a range that holds them. */
function valueAt(values: Float32Array | Float64Array, place: number, first: number, last: number): number {
  const at = Math.floor(place);
  select(values, at, first, last);
  if (at === place) return values[at]!;
  let next = Infinity;
  const end = at < last ? last : values.length - 1; // the next one may be outside the range
  for (let i = at + 1; i <= end; i++) if (values[i]! < next) next = values[i]!;
  return values[at]! + (place - at) * (next - values[at]!);
}

/** Moves the values so that the one at `place` is the one that sorting would put there. Hoare (1961), with the median of three for a pivot. */
function select(values: Float32Array | Float64Array, place: number, first: number, last: number): void {
  while (first < last) {
    const pivot = middleOf(values[first]!, values[(first + last) >> 1]!, values[last]!);
    let [i, j] = [first - 1, last + 1];
    for (;;) {
      do i++;
      while (values[i]! < pivot);
      do j--;
      while (values[j]! > pivot);
      if (i >= j) break;
      const value = values[i]!;
      values[i] = values[j]!;
      values[j] = value;
    }
    if (place <= j) last = j;
    else first = j + 1;
  }
}

const middleOf = (a: number, b: number, c: number): number => Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));

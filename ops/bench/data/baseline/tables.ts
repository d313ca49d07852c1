/** The verbs of tables over typed arrays, as one writes them for the columns at hand. */

export type Columns = Readonly<Record<string, Float64Array | readonly string[]>>;

/** The rows of all columns at those places. */
function gather(columns: Columns, places: Uint32Array): Columns {
  return Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, gatherOne(values, places)]));
}

function gatherOne(values: Float64Array | readonly string[], places: Uint32Array): Float64Array | string[] {
  if (!(values instanceof Float64Array)) return Array.from(places, (place) => values[place]!);
  const result = new Float64Array(places.length);
  for (let i = 0; i < places.length; i++) result[i] = values[places[i]!]!;
  return result;
}

/** The rows where a column is above a number. */
export function filterAbove(columns: Columns, name: string, bound: number): Columns {
  const values = columns[name] as Float64Array;
  const places = new Uint32Array(values.length);
  let count = 0;
  for (let row = 0; row < values.length; row++) if (values[row]! > bound) places[count++] = row;
  return gather(columns, places.subarray(0, count));
}

export function sortBy(columns: Columns, name: string): Columns {
  const values = columns[name] as Float64Array;
  return gather(columns, new Uint32Array(values.length).map((_, row) => row).toSorted((a, b) => values[a]! - values[b]!));
}

/** The means of one column by the values of another, in the order in which they are met. */
export function meansBy(columns: Columns, key: string, name: string): { keys: string[]; means: Float64Array } {
  const [keys, values] = [columns[key] as readonly string[], columns[name] as Float64Array];
  const groups = new Map<string, number>();
  const sums: number[] = [];
  const counts: number[] = [];
  for (let row = 0; row < keys.length; row++) {
    let group = groups.get(keys[row]!);
    if (group === undefined) {
      groups.set(keys[row]!, (group = sums.length));
      sums.push(0);
      counts.push(0);
    }
    sums[group]! += values[row]!;
    counts[group]!++;
  }
  return { keys: [...groups.keys()], means: Float64Array.from(sums, (sum, group) => sum / counts[group]!) };
}

/** The columns of both where a number agrees that is there once on the right. */
export function joinOnce(left: Columns, right: Columns, key: string): Columns {
  const places = new Map<number, number>();
  (right[key] as Float64Array).forEach((value, row) => places.set(value, row));
  const values = left[key] as Float64Array;
  const [lefts, rights] = [new Uint32Array(values.length), new Uint32Array(values.length)];
  let count = 0;
  for (let row = 0; row < values.length; row++) {
    const place = places.get(values[row]!);
    if (place === undefined) continue;
    lefts[count] = row;
    rights[count++] = place;
  }
  const others = Object.fromEntries(Object.entries(right).filter(([name]) => name !== key));
  return { ...gather(left, lefts.subarray(0, count)), ...gather(others, rights.subarray(0, count)) };
}

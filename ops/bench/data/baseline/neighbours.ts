/** The nearest neighbours of every row among the others, by looking at all of them, and what is made of them. */

export interface Neighbours {
  readonly k: number;
  /** Ascending; `k` for each row. */
  readonly distances: Float64Array;
  readonly places: Int32Array;
}

export function nearest(rows: Float32Array, width: number, k: number): Neighbours {
  const count = rows.length / width;
  const distances = new Float64Array(count * k).fill(Infinity);
  const places = new Int32Array(count * k);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < i; j++) {
      let squares = 0;
      for (let f = 0; f < width; f++) {
        const d = rows[i * width + f]! - rows[j * width + f]!;
        squares += d * d;
      }
      if (squares < distances[i * k + k - 1]!) insert(distances, places, i * k, k, squares, j);
      if (squares < distances[j * k + k - 1]!) insert(distances, places, j * k, k, squares, i);
    }
  }
  return { k, distances: distances.map(Math.sqrt), places };
}

function insert(distances: Float64Array, places: Int32Array, first: number, k: number, distance: number, place: number): void {
  let at = first + k - 1;
  for (; at > first && distances[at - 1]! > distance; at--) {
    distances[at] = distances[at - 1]!;
    places[at] = places[at - 1]!;
  }
  distances[at] = distance;
  places[at] = place;
}

/** How far the k-th neighbour of each row is. */
export const knnScores = ({ k, distances }: Neighbours): Float64Array => Float64Array.from({ length: distances.length / k }, (_, row) => distances[row * k + k - 1]!);

/** Local outlier factors: Breunig, Kriegel, Ng and Sander (2000). */
export function lofScores({ k, distances, places }: Neighbours): Float64Array {
  const count = distances.length / k;
  const densities = Float64Array.from({ length: count }, (_, row) => {
    let reach = 0;
    for (let i = row * k; i < (row + 1) * k; i++) reach += Math.max(distances[i]!, distances[places[i]! * k + k - 1]!);
    return 1 / (reach / k + 1e-10);
  });
  return densities.map((density, row) => {
    let total = 0;
    for (let i = row * k; i < (row + 1) * k; i++) total += densities[places[i]!]!;
    return total / k / density;
  });
}

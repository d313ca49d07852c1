/** Half-space trees (Tan, Ting and Liu, 2011) over a stream: each row is scored by the window before and then counted, as River does. */

/** Complete trees of that height, one after the other; the children of node i are 2i + 1 and 2i + 2. */
export interface Cuts {
  readonly trees: number;
  readonly height: number;
  readonly feature: Int32Array;
  readonly threshold: Float64Array;
}

/** The weights of nodes are sums over the way to them, so that a row only looks at its leaf. */
export function scoreStream({ trees, height, feature, threshold }: Cuts, rows: Float32Array, width: number, window: number): Float64Array {
  const inner = 2 ** height - 1;
  const size = 2 * inner + 1;
  const [weights, masses] = [new Float64Array(trees * size), new Float64Array(trees * size)];
  const scores = new Float64Array(rows.length / width);
  const greatest = trees * window * (2 ** (height + 1) - 1);
  for (let row = 0; row < scores.length; row++) {
    const at = row * width;
    let total = 0;
    for (let tree = 0; tree < trees; tree++) {
      let node = 0;
      while (node < inner) node = 2 * node + (rows[at + feature[tree * inner + node]!]! < threshold[tree * inner + node]! ? 1 : 2);
      total += weights[tree * size + node]!;
      masses[tree * size + node]!++;
    }
    if (row >= window) scores[row] = 1 - total / greatest;
    if ((row + 1) % window === 0) turn(weights, masses, size, inner, window);
  }
  return scores;
}

/** What was counted becomes what is judged by. A way ends below the first node with fewer than a tenth of the window. */
function turn(weights: Float64Array, masses: Float64Array, size: number, inner: number, window: number): void {
  const ended = new Uint8Array(size);
  for (let root = 0; root < masses.length; root += size) {
    for (let node = inner - 1; node >= 0; node--) masses[root + node] = masses[root + 2 * node + 1]! + masses[root + 2 * node + 2]!;
    weights[root] = masses[root]!;
    for (let node = 1; node < size; node++) {
      const parent = (node - 1) >> 1;
      ended[node] = ended[parent] === 1 || masses[root + parent]! < 0.1 * window ? 1 : 0;
      weights[root + node] = weights[root + parent]! + (ended[node] === 1 ? 0 : masses[root + node]! * 2 ** (31 - Math.clz32(node + 1)));
    }
  }
  masses.fill(0);
}

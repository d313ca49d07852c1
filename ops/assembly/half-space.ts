// Half-space trees: rows go one after the other, since each window of rows is judged by the one before it. All trees are complete, so that the
// children of node i are 2i + 1 and 2i + 2, and a row passes every level; only the leaves count rows, for an inner node's mass is the sum of
// what lies below it. The trees of one row do not wait for each other, which is all that a processor needs to walk several at a time.

const SCORE: u32 = 1;
const LEARN: u32 = 2;
const SCALE: u32 = 4;

/**
 * The score that each leaf stands for: the masses on the way to it, each times 2^depth, up to the first one below `limit`. `masses` is
 * room for a whole tree of float64, twice.
 */
function judge(values: usize, masses: usize, reference: usize, leaves: u32, limit: f64): void {
  const inner = leaves - 1;
  const nodes = inner + leaves;
  const sums = masses + (<usize>nodes << 3);
  for (let leaf: u32 = 0; leaf < leaves; leaf++) store<f64>(masses + (<usize>(inner + leaf) << 3), <f64>load<i32>(reference + (<usize>leaf << 2)));
  for (let node = inner; node-- > 0; ) {
    const child = masses + (<usize>(2 * node + 1) << 3);
    store<f64>(masses + (<usize>node << 3), load<f64>(child) + load<f64>(child, 8));
  }
  store<f64>(sums, load<f64>(masses));
  for (let node: u32 = 1; node < nodes; node++) {
    const parent = <usize>((node - 1) >> 1) << 3;
    const mass = masses + (<usize>node << 3);
    let sum = load<f64>(sums + parent);
    if (load<f64>(masses + parent) < limit) store<f64>(mass, -1); // ends the ways below, too
    else sum += load<f64>(mass) * <f64>(1 << (31 - clz(node + 1)));
    store<f64>(sums + (<usize>node << 3), sum);
  }
  memory.copy(values, sums + (<usize>inner << 3), <usize>leaves << 3);
}

/** The leaf that a row reaches; `inner` nodes have a place in the row, in bytes, and a threshold. Below it goes left. */
// @ts-ignore: decorator
@inline
function leafOf(row: usize, places: usize, thresholds: usize, inner: u32): u32 {
  let node: u32 = 0;
  while (node < inner) {
    const below = load<f64>(row + load<u32>(places + (<usize>node << 2))) < load<f64>(thresholds + (<usize>node << 3));
    node = 2 * node + 2 - <u32>below;
  }
  return node - inner;
}

/** The row in shares of the range so far; 0 where that has no width. */
// @ts-ignore: decorator
@inline
function scaled(to: usize, row: usize, range: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += 8) {
    const low = load<f64>(range + at);
    const width = load<f64>(range + bytes + at) - low;
    store<f64>(to + at, width == 0 ? 0 : (load<f64>(row + at) - low) / width);
  }
}

/** Widens the range so that it holds the row; tells whether it had to. */
// @ts-ignore: decorator
@inline
function widened(row: usize, range: usize, bytes: usize): bool {
  let changed = false;
  for (let at: usize = 0; at < bytes; at += 8) {
    const value = load<f64>(row + at);
    if (value < load<f64>(range + at)) {
      store<f64>(range + at, value);
      changed = true;
    }
    if (value > load<f64>(range + bytes + at)) {
      store<f64>(range + bytes + at, value);
      changed = true;
    }
  }
  return changed;
}

/**
 * One item: the whole stream. `reference` and `latest` hold the rows that reached each leaf in the window before and in this one, `range` the least and the
 * greatest numbers; `seen` rows were learnt before. `work` tells what to do with every row: score it, then learn it, both of them scaled.
 */
export function halfSpaceTrees(
  _first: u32, _count: u32, scores: usize, reference: usize, latest: usize, range: usize,
  rows: usize, places: usize, thresholds: usize, referenceBefore: usize, latestBefore: usize, rangeBefore: usize,
  count: u32, features: u32, trees: u32, height: u32, window: u32, seen: f64, work: u32, scratch: usize,
): void {
  const leaves: u32 = 1 << height;
  const inner = leaves - 1;
  const bytes = <usize>features << 3;
  const values = scratch + bytes;
  const reached = values + (<usize>(trees * leaves) << 3);
  const masses = reached + (<usize>trees << 3);
  const limit = 0.1 * <f64>window;
  const most = <f64>trees * <f64>window * <f64>(2 * leaves - 1);
  memory.copy(reference, referenceBefore, <usize>(trees * leaves) << 2);
  memory.copy(latest, latestBefore, <usize>(trees * leaves) << 2);
  memory.copy(range, rangeBefore, 2 * bytes);
  for (let tree: u32 = 0; tree < trees; tree++) judge(values + (<usize>(tree * leaves) << 3), masses, reference + (<usize>(tree * leaves) << 2), leaves, limit);
  let ready = seen >= <f64>window;
  let filled = <u32>(seen - floor(seen / <f64>window) * <f64>window);
  for (let i: u32 = 0; i < count; i++, rows += bytes) {
    let row = rows;
    if (work & SCALE) {
      scaled(scratch, rows, range, bytes);
      row = scratch;
    }
    let sum: f64 = 0;
    for (let tree: u32 = 0; tree < trees; tree++) {
      const leaf = tree * leaves + leafOf(row, places + (<usize>(tree * inner) << 2), thresholds + (<usize>(tree * inner) << 3), inner);
      store<u32>(reached + (<usize>tree << 2), leaf);
      sum += load<f64>(values + (<usize>leaf << 3));
    }
    if (work & SCORE) store<f64>(scores + (<usize>i << 3), ready ? 1 - sum / most : 0);
    if ((work & LEARN) == 0) continue;
    if (work & SCALE && widened(rows, range, bytes)) {
      scaled(scratch, rows, range, bytes);
      for (let tree: u32 = 0; tree < trees; tree++) {
        const leaf = tree * leaves + leafOf(row, places + (<usize>(tree * inner) << 2), thresholds + (<usize>(tree * inner) << 3), inner);
        store<u32>(reached + (<usize>tree << 2), leaf);
      }
    }
    for (let tree: u32 = 0; tree < trees; tree++) {
      const at = latest + (<usize>load<u32>(reached + (<usize>tree << 2)) << 2);
      store<i32>(at, load<i32>(at) + 1);
    }
    if (++filled < window) continue;
    filled = 0;
    ready = true;
    memory.copy(reference, latest, <usize>(trees * leaves) << 2);
    memory.fill(latest, 0, <usize>(trees * leaves) << 2);
    for (let tree: u32 = 0; tree < trees; tree++) judge(values + (<usize>(tree * leaves) << 3), masses, reference + (<usize>(tree * leaves) << 2), leaves, limit);
  }
}

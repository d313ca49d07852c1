/**
 * The nearest rows to each row, by trying all of them: exact, and faster than trees from about ten features on. Distances are sums of differences in
 * float64, not |a|² + |b|² - 2ab, which loses all digits where rows lie close together and far from 0: their relative error is at most
 * (features + 2) units in the last place. They are calculated for some rows at a time and only the nearest are kept, so memory is rows times neighbours.
 */
import type { TypedArray } from "../../dtype.ts";
import { concat, slice } from "../../math/index.ts";
import { applyOnHost } from "../../operand.ts";
import type { Tensor } from "../../tensor.ts";
import { nextTurn } from "../../turn.ts";
import { measureOf, type Metric } from "./distance.ts";
import { exactTensor } from "../input.ts";

/** Rows of features, row-major. */
export interface Points {
  readonly values: Float64Array;
  readonly features: number;
}

export const countOf = ({ values, features }: Points): number => values.length / features;

/** What is looked for, and who is told how far it is. */
interface Search {
  readonly k: number;
  readonly metric: Metric;
  /** The queries are the points themselves: none is a neighbour of its own. */
  readonly ownRows: boolean;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: { readonly done: number; readonly total: number }) => void) | undefined;
}

/** For each query the distances of its neighbours, float64 [n, k], ascending, and their rows, int32 [n, k]; of equally near ones the first. */
export interface Neighbours {
  readonly distances: Tensor;
  readonly rows: Tensor;
}

/** Distances times features that are worked out before anything else may happen: tens of milliseconds. */
const batchWork = 2e7;
/** The same for what a thread is worth being asked for. */
const grainWork = 2e4;
/** Milliseconds after which what waits, such as Stop, gets its turn. */
const breath = 40;

/** The `k` nearest points to each query [n, features]; the reason of `signal` is thrown when it is aborted. */
export async function nearest(op: string, points: Points, queries: Tensor, search: Search): Promise<Neighbours> {
  const count = queries.shape[0]!;
  const panelValues = panelsOf(points);
  const panels = await exactTensor(op, panelValues, [panelValues.length], queries);
  const step = 4 * Math.max(1, Math.round(batchWork / (4 * points.values.length)));
  const parts: Neighbours[] = [];
  let rested = performance.now();
  for (let first = 0; first < count; first += step) {
    search.signal?.throwIfAborted();
    parts.push(nearestSome(op, points, panels, slice(queries, [first, first + step]), first, search));
    search.onProgress?.({ done: Math.min(count, first + step), total: count });
    if (performance.now() - rested < breath) continue;
    await nextTurn();
    rested = performance.now();
  }
  panels.dispose();
  if (parts.length === 1) return parts[0]!;
  const joined = { distances: concat(parts.map(({ distances }) => distances)), rows: concat(parts.map(({ rows }) => rows)) };
  await Promise.all([joined.distances.ready(), joined.rows.ready()]);
  for (const part of parts) for (const piece of [part.distances, part.rows]) piece.dispose();
  return joined;
}

function nearestSome(op: string, points: Points, panels: Tensor, queries: Tensor, first: number, { k, metric, ownRows }: Search): Neighbours {
  const [count, { features }, n] = [queries.shape[0]!, points, countOf(points)];
  const self = ownRows ? first : -1;
  const [distances, rows] = applyOnHost(
    op,
    [queries, panels],
    [{ dtype: "float64", shape: [count, k] }, { dtype: "int32", shape: [count, k] }],
    (queryValues) => tryAll(op, points, queryValues!, self, k, metric),
    { name: "neighbours", items: count, grain: 4 * Math.ceil(grainWork / (4 * n * features)), params: [n, features, k, measureOf(op, metric).code, self] },
  );
  return { distances: distances!, rows: rows! };
}

/** As the kernel reads them: four points side by side, feature after feature, filled up with infinities. */
function panelsOf({ values, features }: Points): Float64Array {
  const count = values.length / features;
  const panels = new Float64Array(Math.ceil(count / 4) * 4 * features).fill(Infinity);
  for (let row = 0; row < count; row++) {
    const start = (row - (row % 4)) * features + (row % 4);
    for (let feature = 0; feature < features; feature++) panels[start + 4 * feature] = values[row * features + feature]!;
  }
  return panels;
}

/** The readable form of the kernel. `self` is the point that query 0 is, or -1. */
function tryAll(op: string, { values, features }: Points, queries: TypedArray, self: number, k: number, metric: Metric): [Float64Array, Int32Array] {
  const { grow, finish } = measureOf(op, metric);
  const count = queries.length / features;
  const distances = new Float64Array(count * k).fill(Infinity);
  const rows = new Int32Array(count * k).fill(-1);
  for (let query = 0; query < count; query++) {
    for (let row = 0; row * features < values.length; row++) {
      if (self >= 0 && row === self + query) continue;
      let sum = 0;
      for (let feature = 0; feature < features; feature++) sum = grow(sum, values[row * features + feature]! - queries[query * features + feature]!);
      keepNearest(distances, rows, query * k, (query + 1) * k - 1, sum, row);
    }
  }
  return [distances.map(finish), rows];
}

/** Puts a point among the nearest, which stand from `first` to `last`, behind equals. A negative row is an empty place. */
function keepNearest(distances: Float64Array, rows: Int32Array, first: number, last: number, distance: number, row: number): void {
  const isBehind = (at: number): boolean => rows[at]! < 0 || distance < distances[at]!;
  if (!isBehind(last)) return;
  let at = last;
  for (; at > first && isBehind(at - 1); at--) {
    distances[at] = distances[at - 1]!;
    rows[at] = rows[at - 1]!;
  }
  distances[at] = distance;
  rows[at] = row;
}

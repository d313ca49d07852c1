// The nearest of many points to each query, by differences in float64. The points come in panels of four, feature after feature:
// `[panel][feature][4]`, the last one filled up with infinities. Four queries go through the panels together, so that a panel is read
// once for all of them.

/** What a difference adds to the distances of two points: 0 its square, 1 its magnitude, 2 nothing unless its magnitude is greater. */
// @ts-ignore: decorator
@inline
function grown(sum: v128, x: v128, q: v128, metric: u32): v128 {
  const difference = f64x2.sub(x, q);
  if (metric == 0) return f64x2.add(sum, f64x2.mul(difference, difference));
  if (metric == 1) return f64x2.add(sum, f64x2.abs(difference));
  return f64x2.pmax(sum, f64x2.abs(difference));
}

/** Puts a point in its place among the `k` nearest, behind equals. An entry with a negative place is empty. */
function insert(distances: usize, places: usize, k: usize, distance: f64, place: i32): void {
  let at = k - 1;
  if (load<i32>(places + (at << 2)) >= 0 && !(distance < load<f64>(distances + (at << 3)))) return;
  for (; at > 0; at--) {
    const before = load<f64>(distances + ((at - 1) << 3));
    const whose = load<i32>(places + ((at - 1) << 2));
    if (whose >= 0 && !(distance < before)) break;
    store<f64>(distances + (at << 3), before);
    store<i32>(places + (at << 2), whose);
  }
  store<f64>(distances + (at << 3), distance);
  store<i32>(places + (at << 2), place);
}

/** Offers the four points of a panel to a query, unless all are farther than the farthest that it has. `self` is the point that is not offered. */
// @ts-ignore: decorator
@inline
function offer(distances: usize, places: usize, k: usize, a: v128, b: v128, place: i32, n: i32, self: i32): void {
  const worst = v128.load64_splat(distances + ((k - 1) << 3));
  if (load<i32>(places + ((k - 1) << 2)) >= 0 && !v128.any_true(v128.or(f64x2.lt(a, worst), f64x2.lt(b, worst)))) return;
  if (place < n && place != self) insert(distances, places, k, f64x2.extract_lane(a, 0), place);
  if (place + 1 < n && place + 1 != self) insert(distances, places, k, f64x2.extract_lane(a, 1), place + 1);
  if (place + 2 < n && place + 2 != self) insert(distances, places, k, f64x2.extract_lane(b, 0), place + 2);
  if (place + 3 < n && place + 3 != self) insert(distances, places, k, f64x2.extract_lane(b, 1), place + 3);
}

/** Up to four queries, whose rows of results stand one after the other, as they do. Those beyond `count` are played by the first. */
// @ts-ignore: decorator
@inline
function search(count: u32, distances: usize, places: usize, queries: usize, panels: usize, n: i32, features: usize, k: usize, metric: u32, self: i32): void {
  const bytes = features << 3;
  const q1 = count > 1 ? queries + bytes : queries;
  const q2 = count > 2 ? queries + 2 * bytes : queries;
  const q3 = count > 3 ? queries + 3 * bytes : queries;
  const rowOfDistances = k << 3;
  const rowOfPlaces = k << 2;
  const unknown = self < 0;
  for (let place: i32 = 0; place < n; place += 4) {
    let a0 = f64x2.splat(0), b0 = a0, a1 = a0, b1 = a0, a2 = a0, b2 = a0, a3 = a0, b3 = a0;
    for (let at: usize = 0; at < bytes; at += 8) {
      const a = v128.load(panels);
      const b = v128.load(panels, 16);
      panels += 32;
      let q = v128.load64_splat(queries + at);
      a0 = grown(a0, a, q, metric);
      b0 = grown(b0, b, q, metric);
      q = v128.load64_splat(q1 + at);
      a1 = grown(a1, a, q, metric);
      b1 = grown(b1, b, q, metric);
      q = v128.load64_splat(q2 + at);
      a2 = grown(a2, a, q, metric);
      b2 = grown(b2, b, q, metric);
      q = v128.load64_splat(q3 + at);
      a3 = grown(a3, a, q, metric);
      b3 = grown(b3, b, q, metric);
    }
    offer(distances, places, k, a0, b0, place, n, self);
    if (count > 1) offer(distances + rowOfDistances, places + rowOfPlaces, k, a1, b1, place, n, unknown ? -1 : self + 1);
    if (count > 2) offer(distances + 2 * rowOfDistances, places + 2 * rowOfPlaces, k, a2, b2, place, n, unknown ? -1 : self + 2);
    if (count > 3) offer(distances + 3 * rowOfDistances, places + 3 * rowOfPlaces, k, a3, b3, place, n, unknown ? -1 : self + 3);
  }
}

/**
 * For `count` queries from `first` on: the distances of the `k` nearest of `n` points, ascending, and their places; of equally near points the
 * first. `self` is the point that query 0 is, which is then none of its own neighbours, as `self + 1` of query 1 and so on; or -1.
 */
export function neighbours(first: u32, count: u32, distances: usize, places: usize, queries: usize, panels: usize, n: i32, features: u32, k: u32, metric: u32, self: i32): void {
  distances += <usize>first * k << 3;
  places += <usize>first * k << 2;
  queries += <usize>first * features << 3;
  if (self >= 0) self += first;
  memory.fill(places, 0xff, <usize>count * k << 2);
  for (let done: u32 = 0; done < count; done += 4) {
    const some = min<u32>(4, count - done);
    if (metric == 0) search(some, distances, places, queries, panels, n, features, k, 0, self);
    else if (metric == 1) search(some, distances, places, queries, panels, n, features, k, 1, self);
    else search(some, distances, places, queries, panels, n, features, k, 2, self);
    const end = distances + (<usize>some * k << 3);
    if (metric == 0) for (let at = distances; at < end; at += 8) store<f64>(at, sqrt<f64>(load<f64>(at)));
    distances = end;
    places += <usize>some * k << 2;
    queries += <usize>some * features << 3;
    if (self >= 0) self += <i32>some;
  }
}

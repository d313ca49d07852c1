// How many numbers lie in each of `bins` bins of equal width. A number on an edge belongs to the bin above, on the last edge to the last bin; what lies
// outside is not counted, nor is NaN. The edges of float32 numbers are float32, as NumPy has them.

// @ts-ignore: decorator
@inline
function edgeOf<T>(index: i32, step: f64, low: f64): f64 {
  return <f64><T>(<f64>index * step + low);
}

/** Adding it rounds a number of 31 bits to a whole one, whose low bits are then those of the sum. */
const ROUND: f64 = 6755399441055744;

// @ts-ignore: decorator
@inline
function countOne(counts: usize, bin: i32): void {
  const place = counts + (<usize>bin << 2);
  store<u32>(place, load<u32>(place) + 1);
}

/** Counts a number that may lie inside. Only near an edge may rounding put it into a neighbour: there the edges are looked at. */
// @ts-ignore: decorator
@inline
function countOf<T>(counts: usize, x: f64, low: f64, high: f64, factor: f64, near: f64, bins: i32): void {
  if (!(x >= low && x <= high)) return;
  const place = (x - low) * factor;
  const sum = place + ROUND;
  const off = place - (sum - ROUND);
  if (Math.abs(off) > near) countOne(counts, <i32>reinterpret<i64>(sum) - <i32>(off < 0));
  else countCarefully<T>(counts, x, low, high - low, bins);
}

/** It counts by itself: of a function that only answers, the compiler would make a choice, and call it for every number. */
function countCarefully<T>(counts: usize, x: f64, low: f64, width: f64, bins: i32): void {
  const step = width / <f64>bins;
  let bin = min(<i32>(((x - low) / width) * <f64>bins), bins - 1);
  if (bin > 0 && x < edgeOf<T>(bin, step, low)) bin--;
  else if (bin < bins - 1 && x >= edgeOf<T>(bin + 1, step, low)) bin++;
  countOne(counts, bin);
}

/** Items are parts of the numbers; each has counts of its own. `scratch` has room for as many: an equal that follows at once need not wait. */
// @ts-ignore: decorator
@inline
function countBins<T>(first: u32, count: u32, out: usize, source: usize, size: u32, part: u32, bins: i32, low: f64, high: f64, near: f64, scratch: usize): void {
  const factor = <f64>bins / (high - low);
  const bytes = <usize>bins << 2;
  for (let item = first; item < first + count; item++) {
    const counts = out + <usize>item * bytes;
    memory.fill(counts, 0, bytes);
    memory.fill(scratch, 0, bytes);
    const end = source + <usize>min(size, (item + 1) * part) * sizeof<T>();
    let at = source + <usize>item * <usize>part * sizeof<T>();
    for (; at + 2 * sizeof<T>() <= end; at += 2 * sizeof<T>()) {
      countOf<T>(counts, <f64>load<T>(at), low, high, factor, near, bins);
      countOf<T>(scratch, <f64>load<T>(at, sizeof<T>()), low, high, factor, near, bins);
    }
    if (at < end) countOf<T>(counts, <f64>load<T>(at), low, high, factor, near, bins);
    for (let bin: usize = 0; bin < bytes; bin += 4) store<u32>(counts + bin, load<u32>(counts + bin) + load<u32>(scratch + bin));
  }
}

export function countBins_float32(first: u32, count: u32, out: usize, source: usize, size: u32, part: u32, bins: i32, low: f64, high: f64, near: f64, scratch: usize): void {
  countBins<f32>(first, count, out, source, size, part, bins, low, high, near, scratch);
}

export function countBins_float64(first: u32, count: u32, out: usize, source: usize, size: u32, part: u32, bins: i32, low: f64, high: f64, near: f64, scratch: usize): void {
  countBins<f64>(first, count, out, source, size, part, bins, low, high, near, scratch);
}

// How many numbers lie in each of `bins` bins of equal width. A number on an edge belongs to the bin above, on the last edge to the last bin; what lies
// outside is not counted, nor is NaN. The edges of float32 numbers are float32, as NumPy has them.

// @ts-ignore: decorator
@inline
function edgeOf<T>(index: i32, step: f64, low: f64): f64 {
  return <f64><T>(<f64>index * step + low);
}

/** Items are parts of the numbers; each has counts of its own. */
// @ts-ignore: decorator
@inline
function countBins<T>(first: u32, count: u32, out: usize, source: usize, size: u32, part: u32, bins: i32, low: f64, high: f64): void {
  const width = high - low;
  const step = width / <f64>bins;
  const most = bins - 1;
  for (let item = first; item < first + count; item++) {
    const counts = out + ((<usize>item * <usize>bins) << 2);
    memory.fill(counts, 0, <usize>bins << 2);
    const end = source + <usize>min(size, (item + 1) * part) * sizeof<T>();
    for (let at = source + <usize>item * <usize>part * sizeof<T>(); at < end; at += sizeof<T>()) {
      const x = <f64>load<T>(at);
      if (!(x >= low && x <= high)) continue;
      let bin = min(<i32>(((x - low) / width) * <f64>bins), most);
      // Rounding puts it into a neighbour at worst.
      if (bin > 0 && x < edgeOf<T>(bin, step, low)) bin--;
      else if (bin < most && x >= edgeOf<T>(bin + 1, step, low)) bin++;
      const place = counts + (<usize>bin << 2);
      store<u32>(place, load<u32>(place) + 1);
    }
  }
}

export function countBins_float32(first: u32, count: u32, out: usize, source: usize, size: u32, part: u32, bins: i32, low: f64, high: f64): void {
  countBins<f32>(first, count, out, source, size, part, bins, low, high);
}

export function countBins_float64(first: u32, count: u32, out: usize, source: usize, size: u32, part: u32, bins: i32, low: f64, high: f64): void {
  countBins<f64>(first, count, out, source, size, part, bins, low, high);
}

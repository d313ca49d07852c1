// How many numbers lie in each of bins() bins, each(index) of a part of them, which are size() numbers apart. x0 are the numbers, x1 the
// edges, one more than bins. A number on an edge belongs to the bin above, on the last edge to the last bin; what lies outside is not
// counted, nor is NaN: it comes after all edges. Generated beside it: what `ops/backend.ts` says, bins() and total().

fn edge_key(i: u32) -> u32 { return float_key(bitcast<u32>(x1(i))); }

fn each(index: u32) {
  let counts = index * bins();
  for (var bin = 0u; bin < bins(); bin++) { result[counts + bin] = 0; }
  let first = edge_key(0u);
  let last = edge_key(bins());
  for (var at = index; at < total(); at += size()) {
    let key = float_key(bitcast<u32>(x0(at)));
    if (key < first || key > last) { continue; }
    var low = 0u;
    var high = bins() - 1u;
    while (low < high) {
      let middle = (low + high + 1u) / 2u;
      if (key < edge_key(middle)) { high = middle - 1u; } else { low = middle; }
    }
    result[counts + low]++;
  }
}

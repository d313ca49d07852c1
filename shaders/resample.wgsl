// Weighted sums along one axis of an array [outer, length, inner], one result for each(index) of [outer, results, inner]. x0 is the source,
// x1 the weights in rows of taps(), x2 the first neighbour and the number of neighbours of each result. Whole sums (of bytes) have weights
// of 22 fractional bits: they are rounded, and stay within a byte. Generated beside it: what `ops/backend.ts` says, and length(), results(),
// inner(), taps(), whole().

fn each(index: u32) {
  let step = inner();
  let line = index / step;
  let outer = line / results();
  let place = line - outer * results();
  var at = (outer * length() + u32(x2(2u * place))) * step + index - line * step;
  var weight = place * taps();
  let end = weight + u32(x2(2u * place + 1u));
  var sum = select(Result(0), Result(2097152), whole() != 0u); // half of the last place
  for (; weight < end; weight++) {
    sum += Result(x0(at)) * x1(weight);
    at += step;
  }
  result[index] = select(sum, Result(clamp(bitcast<i32>(sum) >> 22u, 0, 255)), whole() != 0u);
}

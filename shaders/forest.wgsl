// The sums of what stands at the leaves that rows reach in the trees of a forest: 64 bits in two words, the higher one first, by each(index) of
// one row. Of a row with a number that is not finite all bits are set. x0 are the rows, x1 the thresholds of the nodes, x2 pairs of a feature and a left
// child, which the right child follows (a leaf is its own), x3 pairs of the words of each node, x4 the roots. Numbers are compared by their
// bits, because those that are too small may be taken for 0. Generated beside it: what `ops/backend.ts` says, features() and trees().

fn each(index: u32) {
  let row = index * features();
  for (var feature = 0u; feature < features(); feature++) {
    if (!isfinite_f32(x0(row + feature))) {
      result[2u * index] = 0xffffffffu;
      result[2u * index + 1u] = 0xffffffffu;
      return;
    }
  }
  var high = 0u;
  var low = 0u;
  for (var tree = 0u; tree < trees(); tree++) {
    var node = x4(tree);
    var left = x2(2u * node + 1u);
    while (left != node) {
      let value = float_key(bitcast<u32>(x0(row + x2(2u * node))));
      node = left + select(0u, 1u, value > float_key(bitcast<u32>(x1(node))));
      left = x2(2u * node + 1u);
    }
    let added = x3(2u * node + 1u);
    low += added;
    high += x3(2u * node) + select(0u, 1u, low < added);
  }
  result[2u * index] = high;
  result[2u * index + 1u] = low;
}

// Products of features, each(index) of [rows, products()]. x0 are rows of width() features, x1 the factors of every product, degree() places for
// each, -1 where there are no more. Generated beside it: what `ops/backend.ts` says, width(), products() and degree().

fn each(index: u32) {
  let row = index / products() * width();
  let first = index % products() * degree();
  var product = 1.0;
  for (var i = 0u; i < degree(); i++) {
    let feature = x1(first + i);
    if (feature < 0) { break; }
    product *= x0(row + u32(feature));
  }
  result[index] = product;
}

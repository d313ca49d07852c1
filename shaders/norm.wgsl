// Rows divided by their root mean square, after their mean was taken off when CENTERED, in sweeps over a row that is in a near cache
// after the first. Generated beside it: LANES, STEP and CENTERED, alias Wide (four elements of one row, elements of four rows, or
// one element), unit_of(group, lane), first_of(lane), units(), inner(), count() (of elements in a row), epsilon(), prepare(unit),
// read0(at), scaled(x, at) with weight and bias, finish(unit, at, wide), and sum_of_row(lane, wide).

@compute @workgroup_size(LANES)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let unit = unit_of(group.y * groups.x + group.x, lane);
  if (unit >= units()) { return; }
  prepare(unit);
  // Sums in blocks of 32, so that rounding errors grow with the number of blocks and not of elements.
  var mean = Wide(0.0);
  if (CENTERED) {
    var sum = Wide(0.0);
    for (var start = first_of(lane); start < inner(); start += 32u * STEP) {
      let end = min(start + 32u * STEP, inner());
      var block = Wide(0.0);
      for (var at = start; at < end; at += STEP) { block += read0(at); }
      sum += block;
    }
    mean = sum_of_row(lane, sum) / f32(count());
  }
  var squares = Wide(0.0);
  for (var start = first_of(lane); start < inner(); start += 32u * STEP) {
    let end = min(start + 32u * STEP, inner());
    var block = Wide(0.0);
    for (var at = start; at < end; at += STEP) {
      let x = read0(at) - mean;
      block += x * x;
    }
    squares += block;
  }
  let root = sqrt(sum_of_row(lane, squares) / f32(count()) + epsilon());
  for (var at = first_of(lane); at < inner(); at += STEP) { finish(unit, at, scaled((read0(at) - mean) / root, at)); }
}

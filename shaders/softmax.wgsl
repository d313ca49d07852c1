// exp(x - max) / sum over rows, in three sweeps over a row that is in a near cache after the first. A row whose largest element
// is not finite is NaN throughout, as 0 / 0 or infinity / infinity makes it. Generated beside it: LANES, STEP and LOG, alias Wide
// (four elements of one row, elements of four rows, or one element), unit_of(group, lane), first_of(lane), units(), inner(),
// prepare(unit), read0(at), read_result(at), write(at, wide), greatest_of_row(lane, wide), sum_of_row(lane, wide), and
// exp_wide(x, greatest) and log_wide(x).

@compute @workgroup_size(LANES)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let unit = unit_of(group.y * groups.x + group.x, lane);
  if (unit >= units()) { return; }
  prepare(unit);
  var own = Wide(-inf_f32());
  for (var at = first_of(lane); at < inner(); at += STEP) {
    let x = read0(at);
    own = select(own, x, x > own);
  }
  let greatest = greatest_of_row(lane, own);
  var sum = Wide(0.0);
  // In blocks of 32, so that rounding errors grow with the number of blocks and not of elements.
  for (var start = first_of(lane); start < inner(); start += 32u * STEP) {
    let end = min(start + 32u * STEP, inner());
    var block = Wide(0.0);
    for (var at = start; at < end; at += STEP) {
      let e = exp_wide(read0(at), greatest);
      if (!LOG) { write(at, e); }
      block += e;
    }
    sum += block;
  }
  let total = sum_of_row(lane, sum);
  let shift = log_wide(total);
  for (var at = first_of(lane); at < inner(); at += STEP) {
    if (LOG) { write(at, (read0(at) - greatest) - shift); } else { write(at, read_result(at) / total); }
  }
}

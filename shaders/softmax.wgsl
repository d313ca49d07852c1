// exp(x - max) / sum along one axis, in three sweeps over a row that is in a near cache after the first. A row whose largest
// element is not finite is NaN throughout, as 0 / 0 or infinity / infinity would make it. Generated beside it: element(at),
// outer_offset(row), output_offset(row), and the numbers rows(), inner(), stride(), output_stride(); binding `result`.

fn at(base: i32, i: u32) -> f32 { return element(base + i32(i) * stride()); }

fn largest_of(base: i32, first: u32, step: u32) -> f32 {
  var largest = -inf_f32();
  for (var i = first; i < inner(); i += step) { largest = maximum_f32(largest, at(base, i)); }
  return largest;
}
// exp(x - largest): what rounding the difference loses goes along, because it grows into whole digits of the result.
fn power(x: f32, largest: f32) -> f32 {
  let difference = rounded(x - largest);
  let lost = select(x - (difference + largest), (x - difference) - largest, abs(x) > abs(largest));
  return exp_sum(difference, lost, 0);
}
// In blocks of 8, so that rounding errors grow with the number of blocks and not of elements.
fn total_of(base: i32, largest: f32, first: u32, step: u32) -> f32 {
  var total = 0.0;
  for (var start = first; start < inner(); start += 8u * step) {
    var block = 0.0;
    let stop = min(start + 8u * step, inner());
    for (var i = start; i < stop; i += step) { block += power(at(base, i), largest); }
    total += block;
  }
  return total;
}
fn write_row(row: u32, base: i32, largest: f32, total: f32, first: u32, step: u32) {
  let start = output_offset(row);
  for (var i = first; i < inner(); i += step) {
    let share = power(at(base, i), largest) / total;
    result[start + i32(i) * output_stride()] = select(nan_f32(), share, isfinite_f32(largest));
  }
}

const LANES = 64u;
var<workgroup> values: array<f32, LANES>;

@compute @workgroup_size(LANES)
fn row_by_group(@builtin(workgroup_id) group: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let row = group.y * groups.x + group.x;
  if (row >= rows()) { return; }
  let base = outer_offset(row);
  values[lane] = largest_of(base, lane, LANES);
  workgroupBarrier();
  if (lane < 8u) {
    for (var i = 1u; i < 8u; i++) { values[lane] = maximum_f32(values[lane], values[lane + 8u * i]); }
  }
  workgroupBarrier();
  var largest = values[0];
  for (var i = 1u; i < 8u; i++) { largest = maximum_f32(largest, values[i]); }
  workgroupBarrier();
  values[lane] = total_of(base, largest, lane, LANES);
  workgroupBarrier();
  if (lane < 8u) {
    for (var i = 1u; i < 8u; i++) { values[lane] += values[lane + 8u * i]; }
  }
  workgroupBarrier();
  var total = 0.0;
  for (var i = 0u; i < 8u; i++) { total += values[i]; }
  write_row(row, base, largest, total, lane, LANES);
}

@compute @workgroup_size(64)
fn row_by_lane(@builtin(workgroup_id) group: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let row = (group.y * groups.x + group.x) * 64u + lane;
  if (row >= rows()) { return; }
  let base = outer_offset(row);
  let largest = largest_of(base, 0u, 1u);
  write_row(row, base, largest, total_of(base, largest, 0u, 1u), 0u, 1u);
}

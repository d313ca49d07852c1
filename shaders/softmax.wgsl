// exp(x - max) / sum along one axis, with the largest element and the sum found in one sweep: when a lane meets a larger
// element it rescales its sum. A row whose largest element is not finite is NaN throughout, as 0 / 0 would make it.
// Generated beside it: element(at), outer_offset(row), output_offset(row), and the numbers rows(), inner(), stride(),
// output_stride(); binding `result`.

struct Sum { largest: f32, total: f32 }

const NOTHING = Sum(-0x1.fffffep127f, 0.0);

fn join(a: Sum, b: Sum) -> Sum {
  let largest = maximum_f32(a.largest, b.largest);
  if (!isfinite_f32(largest)) { return Sum(largest, 0.0); }
  return Sum(largest, a.total * exp_f32(a.largest - largest) + b.total * exp_f32(b.largest - largest));
}
fn sweep(base: i32, first: u32, step: u32) -> Sum {
  var sum = NOTHING;
  for (var i = first; i < inner(); i += step) { sum = join(sum, Sum(element(base + i32(i) * stride()), 1.0)); }
  return sum;
}
fn share(x: f32, sum: Sum) -> f32 {
  if (!isfinite_f32(sum.largest)) { return nan_f32(); }
  return exp_f32(x - sum.largest) / sum.total;
}
fn write_row(row: u32, base: i32, sum: Sum, first: u32, step: u32) {
  let start = output_offset(row);
  for (var i = first; i < inner(); i += step) {
    result[start + i32(i) * output_stride()] = share(element(base + i32(i) * stride()), sum);
  }
}

const LANES = 128u;
var<workgroup> sums: array<Sum, LANES>;

@compute @workgroup_size(LANES)
fn row_by_group(@builtin(workgroup_id) group: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let row = group.y * groups.x + group.x;
  if (row >= rows()) { return; }
  let base = outer_offset(row);
  sums[lane] = sweep(base, lane, LANES);
  workgroupBarrier();
  for (var half = LANES / 2u; half > 0u; half >>= 1u) {
    if (lane < half) { sums[lane] = join(sums[lane], sums[lane + half]); }
    workgroupBarrier();
  }
  write_row(row, base, sums[0], lane, LANES);
}

@compute @workgroup_size(64)
fn row_by_lane(@builtin(workgroup_id) group: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let row = (group.y * groups.x + group.x) * 64u + lane;
  if (row >= rows()) { return; }
  let base = outer_offset(row);
  write_row(row, base, sweep(base, 0u, 1u), 0u, 1u);
}

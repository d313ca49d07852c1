// Products with few outputs for their depth: a workgroup makes WIDTH neighbouring outputs of one row, SLICES invocations
// share the sum over k, and `splits` workgroups share it further; their partial sums [splits, outputs] are summed after.
// Generated beside it: alias Number, WIDTH, SLICES, B_DOWN (whether neighbouring lanes read along k), a_at(i), b_at(i),
// a_batch(i), b_batch(i), a_row(), a_step(), b_step(), b_column(), m(), n(), k(), batches(), splits(); binding `result`.

var<workgroup> sums: array<Number, WIDTH * SLICES>;

@compute @workgroup_size(WIDTH * SLICES)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let across = (n() + WIDTH - 1u) / WIDTH;
  let index = group.y * groups.x + group.x;
  let split = index / (across * m() * batches());
  if (split >= splits()) { return; }
  let row = (index / across) % (m() * batches());
  let column = (index % across) * WIDTH + select(lane % WIDTH, lane / SLICES, B_DOWN);
  let slice = select(lane / WIDTH, lane % SLICES, B_DOWN);

  var sum = Number(0);
  if (column < n()) {
    let stretch = (k() + splits() - 1u) / splits();
    let end = min((split + 1u) * stretch, k());
    let a_start = a_batch(row / m()) + i32(row % m()) * a_row();
    let b_start = b_batch(row / m()) + i32(column) * b_column();
    for (var i = split * stretch + slice; i < end; i += SLICES) {
      sum += a_at(a_start + i32(i) * a_step()) * b_at(b_start + i32(i) * b_step());
    }
  }
  sums[lane] = sum;
  workgroupBarrier();
  let apart = select(WIDTH, 1u, B_DOWN);
  for (var half = SLICES / 2u; half > 0u; half >>= 1u) {
    if (slice < half) { sums[lane] += sums[lane + half * apart]; }
    workgroupBarrier();
  }
  if (slice == 0u && column < n()) { result[(split * m() * batches() + row) * n() + column] = sums[lane]; }
}

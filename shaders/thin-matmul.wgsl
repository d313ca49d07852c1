// Products with few outputs for their depth: a workgroup makes WIDTH * OUTPUTS outputs of one row, OUTPUTS an invocation, SLICES
// invocations share the sum over k, and `splits` workgroups share it further; their partial sums [splits, outputs] are summed after.
// Generated beside it: alias Number, WIDTH, SLICES, OUTPUTS, B_DOWN (whether neighbouring lanes read along k), a_at(i), b_at(i),
// a_batch(i), b_batch(i), a_row(), a_step(), b_step(), b_column(), m(), n(), k(), batches(), splits(), store(index, value).

var<workgroup> sums: array<Number, OUTPUTS * WIDTH * SLICES>;

@compute @workgroup_size(WIDTH * SLICES)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let across = (n() + WIDTH * OUTPUTS - 1u) / (WIDTH * OUTPUTS);
  let index = group.y * groups.x + group.x;
  let split = index / (across * m() * batches());
  if (split >= splits()) { return; }
  let row = (index / across) % (m() * batches());
  let column = (index % across) * WIDTH * OUTPUTS + select(lane % WIDTH, lane / SLICES, B_DOWN);
  let slice = select(lane / WIDTH, lane % SLICES, B_DOWN);

  let stretch = (k() + splits() - 1u) / splits();
  let end = min((split + 1u) * stretch, k());
  let a_start = u32(a_batch(row / m())) + (row % m()) * a_row();
  each o < OUTPUTS: let b_start$o = u32(b_batch(row / m())) + min(column + $ou * WIDTH, n() - 1u) * b_column(); var sum$o = Number(0);
  let a_along = a_step();
  let b_along = b_step();
  var i = split * stretch + slice;
  for (; i + 3u * SLICES < end; i += 4u * SLICES) {
    each s < 4: let along$s = i + $su * SLICES; let factor$s = a_at(a_start + along$s * a_along); let down$s = along$s * b_along;
    each o < OUTPUTS: sum$o += factor0 * b_at(b_start$o + down0) + factor1 * b_at(b_start$o + down1) + factor2 * b_at(b_start$o + down2) + factor3 * b_at(b_start$o + down3);
  }
  for (; i < end; i += SLICES) {
    let factor = a_at(a_start + i * a_along);
    each o < OUTPUTS: sum$o += factor * b_at(b_start$o + i * b_along);
  }
  each o < OUTPUTS: sums[lane * OUTPUTS + $ou] = sum$o;
  workgroupBarrier();
  let apart = select(WIDTH, 1u, B_DOWN) * OUTPUTS;
  for (var half = SLICES / 2u; half > 0u; half >>= 1u) {
    if (slice < half) {
      each o < OUTPUTS: sums[lane * OUTPUTS + $ou] += sums[lane * OUTPUTS + $ou + half * apart];
    }
    workgroupBarrier();
  }
  if (slice > 0u) { return; }
  for (var i = 0u; i < OUTPUTS && column + i * WIDTH < n(); i++) {
    store((split * m() * batches() + row) * n() + column + i * WIDTH, sums[lane * OUTPUTS + i]);
  }
}

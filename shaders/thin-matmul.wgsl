// Products with few outputs for their depth: a workgroup makes WIDTH * OUTPUTS outputs of one row, OUTPUTS an invocation, SLICES
// invocations share the sum over k, and `splits` workgroups share it further; their partial sums [splits, outputs] are summed after.
// Generated beside it: alias Number, WIDTH, SLICES, OUTPUTS, B_DOWN (whether neighbouring lanes read along k), a_at(i), b_at(i),
// a_four(first, apart, lane) (four elements of `a`, that far apart),
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
  // All lanes take the same turns: on a software GPU, lanes that may differ take a seventh more.
  var turn = split * stretch;
  for (; turn + 4u * SLICES <= end; turn += 4u * SLICES) {
    let first = turn + slice;
    let factors = a_four(a_start + first * a_along, SLICES * a_along, lane);
    each s < 4: let down$s = (first + $su * SLICES) * b_along;
    each o < OUTPUTS: sum$o += factors[0] * b_at(b_start$o + down0) + factors[1] * b_at(b_start$o + down1) + factors[2] * b_at(b_start$o + down2) + factors[3] * b_at(b_start$o + down3);
  }
  for (; turn < end; turn += SLICES) {
    let i = min(turn + slice, end - 1u);
    let factor = a_at(a_start + i * a_along);
    each o < OUTPUTS: sum$o += select(Number(0), factor * b_at(b_start$o + i * b_along), turn + slice < end);
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

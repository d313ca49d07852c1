// Convolutions of few channels a group, depthwise ones above all: a workgroup makes LANES * PIXELS neighbouring pixels of one output
// channel, PIXELS an invocation, which share each weight. Generated beside it: LANES, PIXELS, a_at(i) (weights), b_at(i) (input),
// a_base(batch, tap), a_row(), b_place(pixel), b_base(batch, tap), b_offset(place), b_reaches(place, tap), tap_place(tap), a_step(), b_step()
// (from channel to channel), batches() (images and groups), m() (output channels of a group), n() (pixels), channels(), taps(), store(index, value).

@compute @workgroup_size(LANES)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let across = (n() + LANES * PIXELS - 1u) / (LANES * PIXELS);
  let index = group.y * groups.x + group.x;
  let plane = index / across;
  if (plane >= batches() * m()) { return; }
  let batch = plane / m();
  let first = (index % across) * LANES * PIXELS + lane;
  let many = channels();
  let a_along = a_step();
  let b_along = b_step();
  each p < PIXELS: let place$p = b_place(min(first + $pu * LANES, n() - 1u)); let offset$p = b_offset(place$p); var sum$p = 0.0;
  for (var tap = 0u; tap < taps(); tap++) {
    let window = tap_place(tap);
    let a_first = a_base(batch, window) + plane % m() * a_row();
    let b_first = b_base(batch, window);
    each p < PIXELS: let first$p = b_first + offset$p; let reaches$p = b_reaches(place$p, window);
    for (var channel = 0u; channel < many; channel++) {
      let weight = a_at(a_first + channel * a_along);
      let down = channel * b_along;
      each p < PIXELS: sum$p += weight * select(0.0, b_at(first$p + down), reaches$p);
    }
  }
  var sums: array<f32, PIXELS>;
  each p < PIXELS: sums[$p] = sum$p;
  for (var p = 0u; p < PIXELS && first + p * LANES < n(); p++) { store(plane * n() + first + p * LANES, sums[p]); }
}

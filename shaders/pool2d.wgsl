// The greatest or the mean of each window: an invocation makes PIXELS outputs of one plane, LANES apart. Generated beside it: LANES,
// PIXELS, IS_MAX, COUNTS_PADDING, input_at(i), plane_start(plane), place_of(pixel) (the first row and column of its window; before the
// input they wrap round), row_step(), column_step(), and the numbers planes(), pixels(), height(), width(), rows(), columns() (of a
// window), down(), across() (dilation), store(index, value).

@compute @workgroup_size(LANES)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let blocks = (pixels() + LANES * PIXELS - 1u) / (LANES * PIXELS);
  let index = group.y * groups.x + group.x;
  let plane = index / blocks;
  if (plane >= planes()) { return; }
  let first = (index % blocks) * LANES * PIXELS + lane;
  let start = plane_start(plane);
  let size = vec2(height(), width());
  each p < PIXELS: let place$p = place_of(min(first + $pu * LANES, pixels() - 1u)); var folded$p = select(0.0, -inf_f32(), IS_MAX); var seen$p = 0.0;
  for (var row = 0u; row < rows(); row++) {
    for (var column = 0u; column < columns(); column++) {
      let step = vec2(row * down(), column * across());
      each p < PIXELS: let at$p = place$p + step; let is_inside$p = all(at$p < size); let x$p = input_at(start + at$p.x * row_step() + at$p.y * column_step()); seen$p += select(0.0, 1.0, is_inside$p);
      each p < PIXELS: let next$p = select(folded$p + x$p, maximum_f32(folded$p, x$p), IS_MAX); folded$p = select(folded$p, next$p, is_inside$p);
    }
  }
  var results: array<f32, PIXELS>;
  each p < PIXELS: results[$p] = select(select(folded$p / seen$p, nan_f32(), seen$p == 0.0), select(folded$p / f32(rows() * columns()), folded$p, IS_MAX), IS_MAX || COUNTS_PADDING);
  for (var p = 0u; p < PIXELS && first + p * LANES < pixels(); p++) { store(plane * pixels() + first + p * LANES, results[p]); }
}

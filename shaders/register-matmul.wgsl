// A tile of the product in the registers of a subgroup of four, without workgroup memory: neighbouring lanes have neighbouring columns, and
// what they read of a row of `a`, four along k, goes round by broadcast. For adapters that are played by a processor, where a
// barrier or a read costs as much as ten multiplications. The sum runs over taps() stretches of k() (one for a plain product).
// Generated beside it: alias Number, ROWS, COLUMNS (in fours), a_at(i), b_at(i), a_base(batch, tap), b_base(batch, tap), b_place(column),
// b_offset(place), b_reaches(place, tap) (else 0 is read), tap_place(tap), is_inside(depth, k), a_row(), a_step(), b_step(), m(), n(),
// k(), taps(), batches(), store(index, value). A tap is given as its place. Divisions are dear there, so few of these may divide.

fn spread(x: Number) -> vec4<Number> {
  return vec4(subgroupBroadcast(x, 0u), subgroupBroadcast(x, 1u), subgroupBroadcast(x, 2u), subgroupBroadcast(x, 3u));
}

@compute @workgroup_size(4)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>, @builtin(subgroup_invocation_id) lane: u32) {
  let across = (n() + COLUMNS * 4u - 1u) / (COLUMNS * 4u);
  let down = (m() + ROWS - 1u) / ROWS;
  let tile = group.y * groups.x + group.x;
  let batch = tile / (across * down);
  if (batch >= batches()) { return; }
  let first_row = ((tile / across) % down) * ROWS;
  let first_column = (tile % across) * COLUMNS * 4u + lane;
  let row_step = a_row();
  each i < ROWS: let a_offset$i = min(first_row + $iu, m() - 1u) * row_step;
  each j < COLUMNS: let place$j = b_place(min(first_column + $ju * 4u, n() - 1u)); let b_offset$j = b_offset(place$j);

  let depths = k();
  let a_along = a_step();
  let b_along = b_step();
  each i < ROWS, j < COLUMNS: var sum$i_$j = Number(0);
  for (var tap = 0u; tap < taps(); tap++) {
    let window = tap_place(tap);
    let a_first = a_base(batch, window);
    let b_first = b_base(batch, window);
    each i < ROWS: let a$i = a_first + a_offset$i;
    each j < COLUMNS: let b$j = b_first + b_offset$j; let reaches$j = b_reaches(place$j, window);
    for (var depth = 0u; depth < depths; depth += 4u) {
      each s < 4: let inside$s = is_inside(depth + $su, depths); let down$s = select(0u, (depth + $su) * b_along, inside$s);
      each s < 4, j < COLUMNS: let b$j_$s = select(Number(0), b_at(b$j + down$s), inside$s && reaches$j);
      let own_inside = is_inside(depth + lane, depths);
      let own = select(0u, (depth + lane) * a_along, own_inside);
      each i < ROWS: let x$i = spread(select(Number(0), a_at(a$i + own), own_inside)); each j < COLUMNS: sum$i_$j += x$i[0] * b$j_0 + x$i[1] * b$j_1 + x$i[2] * b$j_2 + x$i[3] * b$j_3;
    }
  }

  var sums: array<Number, ROWS * COLUMNS>;
  each i < ROWS, j < COLUMNS: sums[$iu * COLUMNS + $ju] = sum$i_$j;
  for (var i = 0u; i < ROWS * COLUMNS; i++) {
    let row = first_row + i / COLUMNS;
    let column = first_column + (i % COLUMNS) * 4u;
    if (row < m() && column < n()) { store((batch * m() + row) * n() + column, sums[i]); }
  }
}

// softmax(scale q k^T + mask) v without a place for the scores: of each of its ROWS queries an invocation keeps the greatest score so
// far, the sum of weights and the weighted sum of values, which are scaled down whenever a greater score comes. A row of q, k or v
// is D4 or E4 slices: four numbers, or one where SHARE = 4 lanes have a row in common, lane l the numbers l, 4 + l, and so on.
// Keys may be split between workgroups; `attention-merge.wgsl` puts the parts together. Scores are in units of the binary logarithm.
// Generated beside it: LANES, SHARE, ROWS, D4, E4, E, CAUSAL, alias Slice, product(Slice, Slice) -> f32, whole(f32) (the sum over
// lanes of a row), q_slice(base, lane, i), k_slice, v_slice, q_start(batch, head, row), k_start(batch, group, key), v_start,
// masked(score, batch, head, row, key) -> f32 (LEAST for a key that is not seen), the numbers batches(), heads(), sharing() (heads of
// a group), queries(), keys(), splits(), factor() (of the scores), and for the end STEP (from one row of `result` to the next),
// share_of(total) and finish(place, greatest, total).

const LEAST = -3.4e38;
const BLOCK = LANES / SHARE;

@compute @workgroup_size(LANES)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let across = (queries() + BLOCK * ROWS - 1u) / (BLOCK * ROWS);
  let index = group.y * groups.x + group.x;
  let split = index / (across * heads() * batches());
  if (split >= splits()) { return; }
  let head = (index / across) % heads();
  let batch = (index / (across * heads())) % batches();
  let first = (index % across) * BLOCK * ROWS;
  let own = first + lane / SHARE;
  let stretch = (keys() + splits() - 1u) / splits();
  var end = min((split + 1u) * stretch, keys());
  if (CAUSAL) { end = u32(clamp(i32(first + BLOCK * ROWS) + i32(keys()) - i32(queries()), 0, i32(end))); }

  each i < ROWS: let row$i = min(own + $iu * BLOCK, queries() - 1u); let base$i = q_start(batch, head, row$i);
  each i < ROWS, d < D4: let q$i_$d = q_slice(base$i, lane, $du) * factor();
  each i < ROWS: var greatest$i = LEAST; var total$i = 0.0;
  each i < ROWS, e < E4: var sum$i_$e = Slice();
  let key_start = k_start(batch, head / sharing(), 0u);
  let value_start = v_start(batch, head / sharing(), 0u);
  let key_step = k_start(batch, head / sharing(), 1u) - key_start;
  let value_step = v_start(batch, head / sharing(), 1u) - value_start;
  for (var key = split * stretch; key < end; key++) {
    let key_at = key_start + key * key_step;
    let value_at = value_start + key * value_step;
    each i < ROWS: var score$i = 0.0;
    each d < D4: let k$d = k_slice(key_at, lane, $du); each i < ROWS: score$i += product(q$i_$d, k$d);
    each i < ROWS: let seen$i = masked(whole(score$i), batch, head, row$i, key); let apart$i = exp2(-abs(seen$i - greatest$i)); let is_new$i = seen$i > greatest$i;
    each i < ROWS: let rest$i = select(1.0, apart$i, is_new$i); let weight$i = select(select(apart$i, 1.0, is_new$i), 0.0, seen$i == LEAST);
    each i < ROWS: greatest$i = select(greatest$i, seen$i, is_new$i); total$i = total$i * rest$i + weight$i;
    each e < E4: let v$e = v_slice(value_at, lane, $eu); each i < ROWS: sum$i_$e = sum$i_$e * rest$i + v$e * weight$i;
  }

  var greatest: array<f32, ROWS>;
  var total: array<f32, ROWS>;
  var sums: array<Slice, ROWS * E4>;
  each i < ROWS: greatest[$i] = greatest$i; total[$i] = total$i;
  each i < ROWS, e < E4: sums[$iu * E4 + $eu] = sum$i_$e;
  for (var i = 0u; i < ROWS; i++) {
    let row = own + i * BLOCK;
    if (row >= queries()) { break; }
    let place = ((split * batches() + batch) * heads() + head) * queries() + row;
    let share = share_of(total[i]);
    for (var e = lane % SHARE; e < E; e += SHARE) { result[place * STEP + e] = number_of(sums[i * E4 + e / 4u], e % 4u) * share; }
    finish(place, greatest[i], total[i]);
  }
}

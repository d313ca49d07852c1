// A tile of the product by 8 x 8 invocations, each with ROWS rows and COLUMNS columns of four, through workgroup memory.
// Elements past the edges are 0 in both tiles. Generated beside it: alias Number, the tile's constants ROWS, COLUMNS,
// A_DOWN, B_DOWN (which axis neighbouring lanes read along), a_four(base, row, k) and b_four(base, k, column) (four along
// k, four along the columns), store_in_row(row_start, column, values), a_batch(i), b_batch(i), and m(), n(), k().

const DEPTH = 16u;
const DEPTH_4 = DEPTH / 4u;
const TILE_M = ROWS * 8u;
const TILE_N_4 = COLUMNS * 8u;
alias Four = vec4<Number>;

var<workgroup> a_tile: array<Four, DEPTH_4 * TILE_M>; // [k / 4][row]
var<workgroup> b_tile: array<Four, DEPTH * TILE_N_4>; // [k][column / 4]

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let across = (n() + TILE_N_4 * 4u - 1u) / (TILE_N_4 * 4u);
  let down = (m() + TILE_M - 1u) / TILE_M;
  let tile = group.y * groups.x + group.x;
  let batch = tile / (across * down);
  if (batch >= batches()) { return; }
  let first_row = ((tile / across) % down) * TILE_M;
  let first_column = (tile % across) * TILE_N_4 * 4u;
  let a_base = a_batch(batch);
  let b_base = b_batch(batch);
  let x = lane % 8u;
  let y = lane / 8u;

  var sums: array<Four, ROWS * COLUMNS>;
  for (var depth = 0u; depth < k(); depth += DEPTH) {
    for (var i = lane; i < DEPTH_4 * TILE_M; i += 64u) {
      let at = select(vec2(i % DEPTH_4, i / DEPTH_4), vec2(i / TILE_M, i % TILE_M), A_DOWN);
      a_tile[at.x * TILE_M + at.y] = a_four(a_base, first_row + at.y, depth + at.x * 4u);
    }
    for (var i = lane; i < DEPTH * TILE_N_4; i += 64u) {
      let at = select(vec2(i / TILE_N_4, i % TILE_N_4), vec2(i % DEPTH, i / DEPTH), B_DOWN);
      b_tile[at.x * TILE_N_4 + at.y] = b_four(b_base, depth + at.x, first_column + at.y * 4u);
    }
    workgroupBarrier();
    for (var step = 0u; step < DEPTH_4; step++) {
      for (var column = 0u; column < COLUMNS; column++) {
        let at = step * 4u * TILE_N_4 + column * 8u + x;
        let b0 = b_tile[at];
        let b1 = b_tile[at + TILE_N_4];
        let b2 = b_tile[at + 2u * TILE_N_4];
        let b3 = b_tile[at + 3u * TILE_N_4];
        for (var row = 0u; row < ROWS; row++) {
          let a = a_tile[step * TILE_M + row * 8u + y];
          sums[row * COLUMNS + column] += a.x * b0 + a.y * b1 + a.z * b2 + a.w * b3;
        }
      }
    }
    workgroupBarrier();
  }

  for (var row = 0u; row < ROWS; row++) {
    let at_row = first_row + row * 8u + y;
    if (at_row >= m()) { break; }
    for (var column = 0u; column < COLUMNS; column++) {
      let at_column = first_column + (column * 8u + x) * 4u;
      store_in_row((batch * m() + at_row) * n(), at_column, sums[row * COLUMNS + column]);
    }
  }
}

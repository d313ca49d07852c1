// Folds stretches of `chunk` elements, an invocation for each: neighbours take neighbouring outputs, four at a time or one. Writes
// [chunks, outputs], which the next pass folds. Generated beside it: alias Wide, prepare(output), wide(at), turn(at, apart) of four
// of them, join(a, b), wide_identity(), store_wide(unit, chunk, folded), and the numbers units() (of outputs), inner(), chunk(), chunks().

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let index = (group.y * groups.x + group.x) * 64u + lane;
  if (index >= units() * chunks()) { return; }
  let unit = index % units();
  prepare(unit);
  var at = (index / units()) * chunk();
  let end = min(at + chunk(), inner());
  var folded = wide_identity();
  while (at + 3u < end) {
    folded = join(folded, turn(at, 1u));
    at += 4u;
  }
  while (at < end) {
    folded = join(folded, wide(at));
    at += 1u;
  }
  store_wide(unit, index / units(), folded);
}

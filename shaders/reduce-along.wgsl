// Folds stretches of `chunk` units (fours, or single elements) along the folded axes: a workgroup for each, whose lanes take
// neighbouring units. Writes [outputs, chunks], which the next pass folds. Generated beside it: alias Folded and Wide, LANES,
// prepare(output), wide(at), turn(at, apart) of four of them, join(a, b), wide_identity(), narrow(wide), gather(lane, folded),
// store(index, folded), and the numbers outputs(), inner(), chunk(), chunks().

@compute @workgroup_size(LANES)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let index = group.y * groups.x + group.x;
  if (index >= outputs() * chunks()) { return; }
  prepare(index / chunks());
  let begin = (index % chunks()) * chunk();
  let end = min(begin + chunk(), inner());
  var folded = wide_identity();
  var at = begin + lane;
  // In blocks of 16 turns: the error of a sum grows with the length of a row of additions.
  while (at < end) {
    let stop = min(at + 64u * LANES, end);
    var block = wide_identity();
    while (at + 3u * LANES < stop) {
      block = join(block, turn(at, LANES));
      at += 4u * LANES;
    }
    while (at < stop) {
      block = join(block, wide(at));
      at += LANES;
    }
    folded = join(folded, block);
  }
  let all = gather(lane, narrow(folded));
  if (lane == 0u) { store(index, all); }
}

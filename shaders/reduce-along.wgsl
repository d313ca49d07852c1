// Folds stretches of `chunk` units (fours, or single elements) along the folded axes: a workgroup for each, whose lanes take
// neighbouring units. Writes [outputs, chunks], which the next pass folds. Generated beside it: alias Folded and Wide, LANES,
// prepare(output), wide(at), join(a, b), wide_identity(), narrow(wide), gather(lane, folded), store(index, folded), and the
// numbers outputs(), inner(), chunk(), chunks().

@compute @workgroup_size(LANES)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let index = group.y * groups.x + group.x;
  if (index >= outputs() * chunks()) { return; }
  prepare(index / chunks());
  let begin = (index % chunks()) * chunk();
  let end = min(begin + chunk(), inner());
  var folded = wide_identity();
  var at = begin + lane;
  // Four at a time: rounding errors grow with the number of turns, and turns cost more than additions.
  while (at + 3u * LANES < end) {
    folded = join(folded, join(join(wide(at), wide(at + LANES)), join(wide(at + 2u * LANES), wide(at + 3u * LANES))));
    at += 4u * LANES;
  }
  while (at < end) {
    folded = join(folded, wide(at));
    at += LANES;
  }
  let all = gather(lane, narrow(folded));
  if (lane == 0u) { store(index, all); }
}

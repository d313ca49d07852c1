// Folds the inner elements of every outer position, a stretch of `chunk` elements at a time; stretches are folded by
// the next pass. Generated beside it: alias Folded, identity(), combine(a, b), element(at, position), store(index, folded),
// outer_offset(i), inner_offset(i), and the numbers outputs(), inner(), chunk(), chunks().

const LANES = 256u;
var<workgroup> folds: array<Folded, LANES>;

// A workgroup for each stretch: every lane folds each 256th element, then a tree. Writes [outputs, chunks].
@compute @workgroup_size(LANES)
fn tree(@builtin(workgroup_id) group: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let index = group.y * groups.x + group.x;
  if (index >= outputs() * chunks()) { return; }
  let begin = (index % chunks()) * chunk();
  let end = min(begin + chunk(), inner());
  let base = outer_offset(index / chunks());
  var folded = identity();
  for (var position = begin + lane; position < end; position += LANES) {
    folded = combine(folded, element(base + inner_offset(position), position));
  }
  folds[lane] = folded;
  workgroupBarrier();
  for (var half = LANES / 2u; half > 0u; half >>= 1u) {
    if (lane < half) { folds[lane] = combine(folds[lane], folds[lane + half]); }
    workgroupBarrier();
  }
  if (lane == 0u) { store(index, folds[0]); }
}

// An invocation for each stretch; neighbours fold neighbouring outputs. Writes [chunks, outputs].
@compute @workgroup_size(64)
fn serial(@builtin(workgroup_id) group: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let index = (group.y * groups.x + group.x) * 64u + lane;
  if (index >= outputs() * chunks()) { return; }
  let begin = (index / outputs()) * chunk();
  let end = min(begin + chunk(), inner());
  let base = outer_offset(index % outputs());
  var folded = identity();
  for (var position = begin; position < end; position++) {
    folded = combine(folded, element(base + inner_offset(position), position));
  }
  store(index, folded);
}

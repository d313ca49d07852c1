// Folds the inner elements of every outer position, a stretch of `chunk` elements at a time; stretches are folded by
// the next pass. Generated beside it: alias Folded, identity(), combine(a, b), element(at, position), store(index, folded),
// outer_offset(i), inner_offset(i), and the numbers outputs(), inner(), chunk(), chunks().

const LANES = 64u;

// Every `step`th element of a stretch, in blocks of 8, so that rounding errors grow with the number of blocks and not of elements.
fn fold_stretch(base: i32, begin: u32, end: u32, step: u32) -> Folded {
  var folded = identity();
  for (var start = begin; start < end; start += 8u * step) {
    var block = identity();
    let stop = min(start + 8u * step, end);
    for (var position = start; position < stop; position += step) {
      block = combine(block, element(base + inner_offset(position), position));
    }
    folded = combine(folded, block);
  }
  return folded;
}

var<workgroup> folds: array<Folded, LANES>;

// A workgroup for each stretch: every lane folds each 64th element, 8 lanes fold 8 of these each, one folds those: few
// barriers, which cost more than the additions. Writes [outputs, chunks].
@compute @workgroup_size(LANES)
fn tree(@builtin(workgroup_id) group: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let index = group.y * groups.x + group.x;
  if (index >= outputs() * chunks()) { return; }
  let begin = (index % chunks()) * chunk();
  let end = min(begin + chunk(), inner());
  folds[lane] = fold_stretch(outer_offset(index / chunks()), begin + lane, end, LANES);
  workgroupBarrier();
  if (lane < 8u) {
    for (var i = 1u; i < 8u; i++) { folds[lane] = combine(folds[lane], folds[lane + 8u * i]); }
  }
  workgroupBarrier();
  if (lane == 0u) {
    for (var i = 1u; i < 8u; i++) { folds[0] = combine(folds[0], folds[i]); }
    store(index, folds[0]);
  }
}

// An invocation for each stretch; neighbours fold neighbouring outputs. Writes [chunks, outputs].
@compute @workgroup_size(64)
fn serial(@builtin(workgroup_id) group: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let index = (group.y * groups.x + group.x) * 64u + lane;
  if (index >= outputs() * chunks()) { return; }
  let begin = (index / outputs()) * chunk();
  let end = min(begin + chunk(), inner());
  store(index, fold_stretch(outer_offset(index % outputs()), begin, end, 1u));
}

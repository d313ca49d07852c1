// Puts together what several workgroups made of one query, each of its own keys: rows of E weighted sums, the greatest score (in units
// of the binary logarithm) and the sum of weights. Generated beside it: E, rows(), splits(); bindings `pieces` and `result`.

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let index = (group.y * groups.x + group.x) * 64u + lane;
  if (index >= rows() * E) { return; }
  let row = index / E;
  var greatest = pieces[row * (E + 2u) + E];
  for (var split = 1u; split < splits(); split++) {
    let other = pieces[(split * rows() + row) * (E + 2u) + E];
    greatest = select(greatest, other, other > greatest);
  }
  var sum = 0.0;
  var total = 0.0;
  for (var split = 0u; split < splits(); split++) {
    let at = (split * rows() + row) * (E + 2u);
    let weight = exp2(pieces[at + E] - greatest);
    sum += pieces[at + index % E] * weight;
    total += pieces[at + E + 1u] * weight;
  }
  result[index] = select(sum / total, 0.0, total == 0.0); // nothing was seen
}

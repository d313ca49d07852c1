// One invocation makes four neighbouring elements of the output, or several such fours: whole 32-bit words for every dtype,
// so no two invocations write to one word. Generated beside it: LANES and QUADS, size(), make_quads(first) that calls make_quad
// for each LANES'th of QUADS, store(quad, made), value_four(quad) with the views and the program.

fn make_quad(quad: u32) {
  if (quad * 4u < size()) { store(quad, value_four(quad)); }
}

@compute @workgroup_size(LANES)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  make_quads((group.y * groups.x + group.x) * LANES * QUADS + lane);
}

// One invocation makes four neighbouring elements of the output: whole 32-bit words for every dtype, so no two
// invocations write to one word. Generated beside it: size(), make_four(quad: u32), the views and the program.

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let quad = (group.y * groups.x + group.x) * 64u + lane;
  if (quad * 4u < size()) { make_four(quad); }
}

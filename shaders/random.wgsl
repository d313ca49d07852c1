// Random numbers by hashing each element's index. Generated beside it: alias Number, LANES, QUADS, size(), seed(), and
// number_of(word: vec4<u32>) -> vec4<Number>; binding `result` of vec4<Number>, whose last vector may reach beyond the size.

fn pcg(x: vec4<u32>) -> vec4<u32> {
  let state = x * 747796405u + 2891336453u;
  let word = ((state >> ((state >> vec4(28u)) + 4u)) ^ state) * 277803737u;
  return (word >> vec4(22u)) ^ word;
}

@compute @workgroup_size(LANES)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let first = (group.y * groups.x + group.x) * LANES * QUADS + lane;
  for (var i = 0u; i < QUADS; i++) {
    let quad = first + i * LANES;
    if (quad * 4u < size()) { result[quad] = number_of(pcg(pcg(quad * 4u + vec4(0u, 1u, 2u, 3u)) + seed())); }
  }
}

// Bitonic sorting of a block of BLOCK pairs of a key and an index in workgroup memory: the spans from first_span() to last_span(),
// doubling, as far as their steps stay inside a block. Equal keys are in the order of their indices. Generated beside it: LANES, BLOCK,
// blocks(), first_span(), last_span(), padded() (pairs in a row, a power of two), load(at), and binding `result` of pairs.

var<workgroup> keys: array<u32, BLOCK>;
var<workgroup> indices: array<u32, BLOCK>;

@compute @workgroup_size(LANES)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let block = group.y * groups.x + group.x;
  if (block >= blocks()) { return; }
  let start = block * BLOCK;
  let position = start & (padded() - 1u);
  for (var i = lane; i < BLOCK; i += LANES) {
    let pair = load(start + i);
    keys[i] = pair.x;
    indices[i] = pair.y;
  }
  for (var span = first_span(); span <= last_span(); span *= 2u) {
    for (var apart = min(span, BLOCK) / 2u; apart > 0u; apart /= 2u) {
      workgroupBarrier();
      for (var i = lane; i < BLOCK / 2u; i += LANES) {
        let low = i & (apart - 1u);
        let a = 2u * (i - low) + low;
        let b = a + apart;
        let after = keys[a] > keys[b] || (keys[a] == keys[b] && indices[a] > indices[b]);
        if (after == (((position + a) & span) == 0u)) {
          let key = keys[a];
          let index = indices[a];
          keys[a] = keys[b];
          indices[a] = indices[b];
          keys[b] = key;
          indices[b] = index;
        }
      }
    }
  }
  workgroupBarrier();
  for (var i = lane; i < BLOCK; i += LANES) { result[start + i] = vec2(keys[i], indices[i]); }
}

// A copy whose output runs along another axis than its input: an invocation turns a block of 4 x 4, so that reads and writes are
// of four neighbours; a workgroup turns 16 x 64, so that its lanes' reads and writes are neighbours too (32 x 32 took 1.6 times as
// long on the software adapter). Everything is counted in fours. Generated beside it: rows() and columns() (fours along the input's and along the output's axis), batches(), input_batch(i),
// output_batch(i), input_step() (between neighbours along the output's axis) and output_step() (along the input's).

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let down = (rows() + 3u) / 4u;
  let across = (columns() + 15u) / 16u;
  let tile = group.y * groups.x + group.x;
  let row = (tile % down) * 4u + lane % 4u;
  let column = ((tile / down) % across) * 16u + lane / 4u;
  let batch = tile / (down * across);
  if (batch >= batches() || row >= rows() || column >= columns()) { return; }
  let first = input_batch(batch) + i32(row) + 4 * i32(column) * input_step();
  let a = input[first];
  let b = input[first + input_step()];
  let c = input[first + 2 * input_step()];
  let d = input[first + 3 * input_step()];
  let place = output_batch(batch) + i32(column) + 4 * i32(row) * output_step();
  result[place] = vec4(a.x, b.x, c.x, d.x);
  result[place + output_step()] = vec4(a.y, b.y, c.y, d.y);
  result[place + 2 * output_step()] = vec4(a.z, b.z, c.z, d.z);
  result[place + 3 * output_step()] = vec4(a.w, b.w, c.w, d.w);
}

// Random numbers by counting: element i is pcg(pcg(i) + seed).

/** The 32-bit hash RXS-M-XS (Jarzynski and Olano, 2020). */
// @ts-ignore: decorator
@inline
function pcg(x: u32): u32 {
  const state = x * 747796405 + 2891336453;
  const word = ((state >> ((state >> 28) + 4)) ^ state) * 277803737;
  return (word >> 22) ^ word;
}

export function random_uint32(out: usize, first: u32, count: u32, seed: u32): void {
  for (const end = first + count; first != end; first++) {
    store<u32>(out, pcg(pcg(first) + seed));
    out += 4;
  }
}

/** The upper 24 bits over 2^24. */
export function random_float32(out: usize, first: u32, count: u32, seed: u32): void {
  for (const end = first + count; first != end; first++) {
    store<f32>(out, <f32>(pcg(pcg(first) + seed) >> 8) * <f32>5.9604644775390625e-8);
    out += 4;
  }
}

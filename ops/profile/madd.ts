/** The fastest loop that WASM knows: twelve accumulators that never leave their registers. Made byte by byte, because nothing else needs it. */

const ACCUMULATORS = 12;
const V128 = 0x7b;
const LANES = 4;
const END = 0x0b;
const ADD = [0xfd, 0xe4, 0x01];
const FIRST_LANE = [0xfd, 0x1f, 0];
const MAGIC = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];

/** Operations of one turn of the loop: a multiplication and an addition in every lane of every accumulator. */
export const FLOPS_A_TURN = 2 * LANES * ACCUMULATORS;

/** `f32x4.relaxed_madd`, or what an engine without it does instead. Operands lie on the stack as accumulator last. */
const RELAXED_MADD = [0xfd, 0x85, 0x02];
const MUL_ADD = [0xfd, 0xe6, 0x01, ...ADD];

/** Runs the loop so many times. Throws where WASM may not be compiled at run time. */
export async function compileMadd(): Promise<(turns: number) => number> {
  const relaxed = binary(RELAXED_MADD, true);
  const bytes = WebAssembly.validate(relaxed) ? relaxed : binary(MUL_ADD, false);
  const { instance } = await WebAssembly.instantiate(bytes);
  return instance.exports["run"] as (turns: number) => number;
}

/** `run(turns: i32) -> f32`, the sum of all accumulators, so that no engine may leave the loop out. Local 0 is the counter, 1 the factor, the rest accumulators. */
function binary(madd: readonly number[], accumulatorLast: boolean): Uint8Array<ArrayBuffer> {
  const accumulators = Array.from({ length: ACCUMULATORS }, (_, index) => index + 2);
  const get = (local: number): number[] => [0x20, local];
  const set = (local: number): number[] => [0x21, local];
  const step = (own: number): number[] => (accumulatorLast ? [...get(1), ...get(1), ...get(own), ...madd, ...set(own)] : [...get(own), ...get(1), ...get(1), ...madd, ...set(own)]);
  const splatHalf = [0x43, 0, 0, 0, 0x3f, 0xfd, 0x13];
  const repeatUnlessZero = [...get(0), 0x41, 1, 0x6b, 0x22, 0, 0x0d, 0];
  const sum = accumulators.flatMap((own, index) => [...get(own), ...(index > 0 ? ADD : [])]);
  const loop = [0x03, 0x40, ...accumulators.flatMap(step), ...repeatUnlessZero, END];
  const code = [...splatHalf, ...set(1), ...loop, ...sum, ...FIRST_LANE, END];
  const body = [1, ...leb(ACCUMULATORS + 1), V128, ...code];
  const types = section(1, [1, 0x60, 1, 0x7f, 1, 0x7d]);
  const exported = section(7, [1, 3, ...new TextEncoder().encode("run"), 0, 0]);
  return Uint8Array.from([...MAGIC, ...types, ...section(3, [1, 0]), ...exported, ...section(10, [1, ...leb(body.length), ...body])]);
}

const section = (id: number, content: readonly number[]): number[] => [id, ...leb(content.length), ...content];

function leb(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...leb(value >>> 7)];
}

/**
 * A WebAssembly module, written byte by byte, that does nothing but what bounds a kernel: fused multiply-adds or
 * multiplications and additions on registers, and copying.
 */

/** Independent chains of dependent operations: enough to hide the latency, and with two factors they fit 16 registers. */
const chains = 12;
/** Vectors a turn of the copying loop moves. */
const unrolled = 8;

/** Flops of one iteration of `madd` and of `mulAdd`: four lanes, two operations. */
export const flopsPerIteration = chains * 4 * 2;

export interface CeilingKernels {
  madd(iterations: number): number;
  mulAdd(iterations: number): number;
  copy(from: number, to: number, bytes: number): void;
}

const [i32, f32, v128] = [0x7f, 0x7d, 0x7b];
const get = (local: number): number[] => [0x20, local];
const set = (local: number): number[] => [0x21, local];
const i32Const = (value: number): number[] => [0x41, ...signed(value)];
const f32Const = (value: number): number[] => [0x43, ...new Uint8Array(Float32Array.of(value).buffer)];
const splat = [0xfd, 0x13];
const add = [0xfd, 0xe4, 0x01];
const multiply = [0xfd, 0xe6, 0x01];
const relaxedMadd = [0xfd, 0x85, 0x02];
const extractFirst = [0xfd, 0x1f, 0];
const load = (offset: number): number[] => [0xfd, 0x00, 4, ...unsigned(offset)];
const store = (offset: number): number[] => [0xfd, 0x0b, 4, ...unsigned(offset)];

/** Counts local 0 down by `step` to zero. */
const loop = (step: number, body: number[]): number[] => [0x03, 0x40, ...body, ...get(0), ...i32Const(step), 0x6b, 0x22, 0, 0x0d, 0, 0x0b];

/** Every accumulator times a factor close to one plus a small term: neither overflows, vanishes, nor can be left out. */
function arithmetic(combine: number[]): number[] {
  const [factor, term, first] = [1, 2, 3];
  const accumulators = Array.from({ length: chains }, (_, i) => first + i);
  return [
    ...f32Const(0.999), ...splat, ...set(factor),
    ...f32Const(0.001), ...splat, ...set(term),
    ...accumulators.flatMap((local) => [...f32Const(local), ...splat, ...set(local)]),
    ...loop(1, accumulators.flatMap((local) => [...get(local), ...get(factor), ...combine, ...set(local)])),
    ...get(first), ...accumulators.slice(1).flatMap((local) => [...get(local), ...add]), ...extractFirst,
  ];
}

const madd = arithmetic([...get(2), ...relaxedMadd]);
const mulAdd = arithmetic([...multiply, ...get(2), ...add]);

/** Parameters: bytes, from, to. */
const copy = loop(16 * unrolled, [
  ...Array.from({ length: unrolled }, (_, i) => [...get(2), ...get(1), ...load(16 * i), ...store(16 * i)]).flat(),
  ...[1, 2].flatMap((pointer) => [...get(pointer), ...i32Const(16 * unrolled), 0x6a, ...set(pointer)]),
]);

/** The kernels on a memory of their own; without `madd` where the engine lacks the instruction. */
export async function startCeilingKernels(bytes: number): Promise<Partial<CeilingKernels> & Omit<CeilingKernels, "madd">> {
  const withMadd = moduleOf(bytes, { mulAdd, madd });
  const { instance } = await WebAssembly.instantiate(WebAssembly.validate(withMadd) ? withMadd : moduleOf(bytes, { mulAdd }));
  const exported = instance.exports as unknown as Record<string, (...values: number[]) => number>;
  return {
    ...(exported["madd"] && { madd: exported["madd"] }),
    mulAdd: exported["mulAdd"]!,
    copy: (from, to, length) => void exported["copy"]!(length, from, to),
  };
}

function moduleOf(bytes: number, arithmetics: Record<string, number[]>): Uint8Array<ArrayBuffer> {
  const names = [...Object.keys(arithmetics), "copy"];
  const types = [[0x60, 1, i32, 1, f32], [0x60, 3, i32, i32, i32, 0]];
  const functions = names.map((name) => (name === "copy" ? 1 : 0));
  const exported = names.map((name, index) => [...text(name), 0x00, index]);
  const bodies = [
    ...Object.values(arithmetics).map((code) => [1, chains + 2, v128, ...code, 0x0b]),
    [0, ...copy, 0x0b],
  ];
  return Uint8Array.from([
    0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0,
    ...section(1, types),
    ...section(3, functions.map((type) => [type])),
    ...section(5, [[0, ...unsigned(Math.ceil(bytes / 65536))]]),
    ...section(7, exported),
    ...section(10, bodies.map((body) => [...unsigned(body.length), ...body])),
  ]);
}

function section(id: number, items: number[][]): number[] {
  const content = [...unsigned(items.length), ...items.flat()];
  return [id, ...unsigned(content.length), ...content];
}

const text = (value: string): number[] => [value.length, ...new TextEncoder().encode(value)];

function unsigned(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)];
}

function signed(value: number): number[] {
  return value >= -64 && value < 64 ? [value & 127] : [(value & 127) | 128, ...signed(value >> 7)];
}

/** WebAssembly instructions as data: written as bytes for the engine, or as text for people. */

/** An instruction by its name in the text format, and its immediates. Memory instructions have an offset, then perhaps a lane. */
export type Line = readonly [name: string, ...immediates: number[]];

interface Encoding {
  readonly code: readonly number[];
  /** Memory instructions have an alignment before their offset; signed immediates are written as such. */
  readonly form?: "memory" | "signed" | "raw";
}

const plain = (code: number, form?: Encoding["form"]): Encoding => ({ code: [code], ...(form !== undefined && { form }) });
const simd = (code: number, form?: Encoding["form"]): Encoding => ({ code: [0xfd, ...unsigned(code)], ...(form !== undefined && { form }) });

const encodings: Readonly<Record<string, Encoding>> = {
  block: plain(0x02, "raw"), loop: plain(0x03, "raw"), end: plain(0x0b), br_if: plain(0x0d),
  "local.get": plain(0x20), "local.set": plain(0x21), "local.tee": plain(0x22), "i32.const": plain(0x41, "signed"),
  "i32.eqz": plain(0x45), "i32.lt_u": plain(0x49), "i32.ge_u": plain(0x4f), "i32.add": plain(0x6a), "i32.sub": plain(0x6b), "i32.and": plain(0x71), "i32.shl": plain(0x74),
  "v128.load": simd(0x00, "memory"), "v128.load8_splat": simd(0x07, "memory"), "v128.load32_splat": simd(0x09, "memory"), "v128.load32_zero": simd(0x5c, "memory"),
  "v128.store": simd(0x0b, "memory"), "v128.store32_lane": simd(0x5a, "memory"), "i8x16.splat": simd(0x0f), "i32x4.splat": simd(0x11),
  "i8x16.shuffle": simd(0x0d), "f64x2.promote_low_f32x4": simd(0x5f), "f64x2.add": simd(0xf0),
  "v128.not": simd(0x4d), "v128.and": simd(0x4e), "v128.or": simd(0x50), "v128.xor": simd(0x51), "v128.bitselect": simd(0x52),
  "i8x16.narrow_i16x8_s": simd(0x65), "i16x8.narrow_i32x4_s": simd(0x85), "i16x8.extend_low_i8x16_u": simd(0x89), "i32x4.extend_low_i16x8_u": simd(0xa9),
  "i8x16.ne": simd(0x24), "i32x4.eq": simd(0x37), "i32x4.ne": simd(0x38), "i32x4.lt_s": simd(0x39), "i32x4.lt_u": simd(0x3a), "i32x4.gt_s": simd(0x3b), "i32x4.gt_u": simd(0x3c),
  "i32x4.le_s": simd(0x3d), "i32x4.le_u": simd(0x3e), "i32x4.ge_s": simd(0x3f), "i32x4.ge_u": simd(0x40),
  "f32x4.eq": simd(0x41), "f32x4.ne": simd(0x42), "f32x4.lt": simd(0x43), "f32x4.gt": simd(0x44), "f32x4.le": simd(0x45), "f32x4.ge": simd(0x46),
  "f32x4.ceil": simd(0x67), "f32x4.floor": simd(0x68), "f32x4.nearest": simd(0x6a),
  "i32x4.abs": simd(0xa0), "i32x4.neg": simd(0xa1), "i32x4.add": simd(0xae), "i32x4.sub": simd(0xb1), "i32x4.mul": simd(0xb5),
  "i32x4.min_s": simd(0xb6), "i32x4.min_u": simd(0xb7), "i32x4.max_s": simd(0xb8), "i32x4.max_u": simd(0xb9),
  "f32x4.abs": simd(0xe0), "f32x4.neg": simd(0xe1), "f32x4.sqrt": simd(0xe3), "f32x4.add": simd(0xe4), "f32x4.sub": simd(0xe5), "f32x4.mul": simd(0xe6), "f32x4.div": simd(0xe7),
  "f32x4.min": simd(0xe8), "f32x4.max": simd(0xe9), "f32x4.pmax": simd(0xeb),
  "i32x4.trunc_sat_f32x4_s": simd(0xf8), "i32x4.trunc_sat_f32x4_u": simd(0xf9), "f32x4.convert_i32x4_s": simd(0xfa), "f32x4.convert_i32x4_u": simd(0xfb),
};

/** LEB128. */
function unsigned(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 0x80) return [...bytes, rest];
    bytes.push((rest & 0x7f) | 0x80);
  }
}

function signed(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>= 7) {
    if (rest >= -64 && rest < 64) return [...bytes, rest & 0x7f];
    bytes.push((rest & 0x7f) | 0x80);
  }
}

function encode([name, ...immediates]: Line): number[] {
  const { code, form } = encodings[name]!;
  if (form === "raw") return [...code, ...immediates];
  if (form === "signed") return [...code, ...immediates.flatMap(signed)];
  const numbers = immediates.flatMap(unsigned);
  return form === "memory" ? [...code, 0, ...numbers] : [...code, ...numbers];
}

/** A line of the text format, but for the result types of blocks, which have none here. */
export function format([name, ...immediates]: Line): string {
  const { form } = encodings[name]!;
  if (form === "raw") return name;
  if (form === "memory") return [name, ...(immediates[0]! > 0 ? [`offset=${immediates[0]}`] : []), ...immediates.slice(1)].join(" ");
  return [name, ...immediates].join(" ");
}

export type ValueType = "i32" | "v128";

const typeCodes = { i32: 0x7f, v128: 0x7b } as const;

/** A module that exports one function `run` of `parameters` integers, and imports `env.memory`. */
export function encodeModule(parameters: number, locals: readonly (readonly [count: number, type: ValueType])[], body: readonly Line[], isShared: boolean): Uint8Array<ArrayBuffer> {
  const section = (id: number, content: readonly number[]): number[] => [id, ...unsigned(content.length), ...content];
  const name = (text: string): number[] => [text.length, ...Array.from(text, (letter) => letter.charCodeAt(0))];
  const limits = isShared ? [3, 1, ...unsigned(65536)] : [0, 1];
  const declared = [...unsigned(locals.length), ...locals.flatMap(([count, type]) => [...unsigned(count), typeCodes[type]])];
  const code = [...declared, ...body.flatMap(encode), 0x0b];
  return Uint8Array.from([
    0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0,
    ...section(1, [1, 0x60, ...unsigned(parameters), ...Array.from({ length: parameters }, () => typeCodes.i32), 0]),
    ...section(2, [1, ...name("env"), ...name("memory"), 2, ...limits]),
    ...section(3, [1, 0]),
    ...section(7, [1, ...name("run"), 0, 0]),
    ...section(10, [1, ...unsigned(code.length), ...code]),
  ]);
}

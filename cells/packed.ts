/** Between typed arrays and their packed form. How packed bytes are written in a file is the codec's question. */
import type { Packed, PackedType } from "./json.ts";

export type PackableArray =
  | Float64Array
  | Float32Array
  | Int32Array
  | Uint32Array
  | Int16Array
  | Uint16Array
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray;

const ARRAYS = {
  float64: Float64Array,
  float32: Float32Array,
  int32: Int32Array,
  uint32: Uint32Array,
  int16: Int16Array,
  uint16: Uint16Array,
  int8: Int8Array,
  uint8: Uint8Array,
} as const satisfies Record<PackedType, unknown>;

const TYPES = new Map<unknown, PackedType>([
  ...(Object.entries(ARRAYS) as [PackedType, unknown][]).map(([type, array]) => [array, type] as const),
  [Uint8ClampedArray, "uint8"],
]);

/** True for typed arrays that have a packed form (no BigInt and no float16 arrays). */
export function isPackable(value: unknown): value is PackableArray {
  return ArrayBuffer.isView(value) && TYPES.has(value.constructor);
}

/** The packed form of a typed array; the bytes are copied. */
export function pack(array: PackableArray): Packed {
  const packed = TYPES.get(array.constructor);
  if (!packed) throw new TypeError(`cannot pack: ${array.constructor.name}`);
  return { packed, bytes: new Uint8Array(array.buffer, array.byteOffset, array.byteLength).slice() };
}

/** True for the packed form itself, also when it came from a stranger's file. */
export function isPacked(value: unknown): value is Packed {
  return (
    typeof value === "object" &&
    value !== null &&
    "packed" in value &&
    typeof value.packed === "string" &&
    Object.hasOwn(ARRAYS, value.packed) &&
    "bytes" in value &&
    value.bytes instanceof Uint8Array
  );
}

/** The typed array of a packed form; shares its bytes where alignment allows. A trailing part of an element is dropped. */
export function unpack({ packed, bytes }: Packed): PackableArray {
  const array = ARRAYS[packed];
  const size = array.BYTES_PER_ELEMENT;
  const aligned = bytes.byteOffset % size === 0 ? bytes : bytes.slice();
  return new array(aligned.buffer as ArrayBuffer, aligned.byteOffset, Math.floor(aligned.byteLength / size));
}

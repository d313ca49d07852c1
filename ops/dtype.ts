/**
 * Element types: their names, sizes and typed arrays. Promotion rules live here and nowhere else.
 *
 * Promotion is NumPy's over these dtypes, with two differences, because GPUs have no float64 and nobody here has int64:
 * a float with a wider integer gives float32 where NumPy gives float64 (float32 + int32 is float32), and sums of
 * integers are 32 bits wide. float64 comes only from float64, or from uint32 with a signed integer, which nothing else
 * holds. A plain number or boolean is weak: it takes the tensor's dtype when its kind fits (see `promoteScalar`).
 */
import { DtypeError, ValidationError } from "./errors.ts";

/** What an element is. float16 and bfloat16 are for storage: every step computes in float32. */
export type Dtype =
  | "float64"
  | "float32"
  | "float16"
  | "bfloat16"
  | "int32"
  | "uint32"
  | "int16"
  | "uint16"
  | "int8"
  | "uint8"
  | "bool";

/** What devices calculate in. The others are for storage: widened when read, rounded or wrapped when written. */
export type ComputeDtype = "float64" | "float32" | "int32" | "uint32" | "bool";

/** What elements are given and read in. */
export type TypedArray =
  | Float64Array
  | Float32Array
  | Int32Array
  | Uint32Array
  | Int16Array
  | Uint16Array
  | Int8Array
  | Uint8Array;

type Kind = "float" | "int" | "uint" | "bool";

interface DtypeInfo {
  readonly kind: Kind;
  readonly bytes: number;
  readonly compute: ComputeDtype;
  /** The array that holds the stored bits; float16, bfloat16 and bool have no number type of their own. */
  readonly storage: new (buffer: ArrayBufferLike, byteOffset?: number, length?: number) => TypedArray;
}

const infos: Record<Dtype, DtypeInfo> = {
  float64: { kind: "float", bytes: 8, compute: "float64", storage: Float64Array },
  float32: { kind: "float", bytes: 4, compute: "float32", storage: Float32Array },
  float16: { kind: "float", bytes: 2, compute: "float32", storage: Uint16Array },
  bfloat16: { kind: "float", bytes: 2, compute: "float32", storage: Uint16Array },
  int32: { kind: "int", bytes: 4, compute: "int32", storage: Int32Array },
  uint32: { kind: "uint", bytes: 4, compute: "uint32", storage: Uint32Array },
  int16: { kind: "int", bytes: 2, compute: "int32", storage: Int16Array },
  uint16: { kind: "uint", bytes: 2, compute: "int32", storage: Uint16Array },
  int8: { kind: "int", bytes: 1, compute: "int32", storage: Int8Array },
  uint8: { kind: "uint", bytes: 1, compute: "int32", storage: Uint8Array },
  bool: { kind: "bool", bytes: 1, compute: "bool", storage: Uint8Array },
};

/** All of them; float64 is missing on webgpu. */
export const dtypes = Object.keys(infos) as readonly Dtype[];

export const bytesOf = (dtype: Dtype): number => infos[dtype].bytes;
export const computeDtype = (dtype: Dtype): ComputeDtype => infos[dtype].compute;
/** The half floats are floats. */
export const isFloat = (dtype: Dtype): boolean => infos[dtype].kind === "float";
/** Signed and unsigned integers; bool is not one. */
export const isInteger = (dtype: Dtype): boolean => infos[dtype].kind === "int" || infos[dtype].kind === "uint";

/** The array of stored bits over bytes: `Uint16Array` for float16 and bfloat16, `Uint8Array` for bool. */
export function storageArray(dtype: Dtype, buffer: ArrayBufferLike, byteOffset?: number, length?: number): TypedArray {
  return new infos[dtype].storage(buffer, byteOffset, length);
}

/** The dtype of a host array. Throws `DtypeError` for one that has none, such as `BigInt64Array`. */
export function nativeDtype(op: string, array: ArrayBufferView): Dtype {
  const name = Object.prototype.toString.call(array).slice(8, -1); // by name, so that arrays of other realms count
  const dtype = name.replace("Clamped", "").replace("Array", "").toLowerCase();
  if (Object.hasOwn(infos, dtype) && dtype !== "float16") return dtype as Dtype;
  throw new DtypeError(op, `no dtype for ${name}`, "convert it to a Float32Array or Int32Array");
}

/** Throws `DtypeError` when the name is not a dtype. */
export function checkDtype(op: string, dtype: string): Dtype {
  if (Object.hasOwn(infos, dtype)) return dtype as Dtype;
  throw new DtypeError(op, `unknown dtype: ${String(dtype)}`, `one of ${dtypes.join(", ")}`);
}

/** The least and greatest value of an integer dtype. */
export function integerBounds(dtype: Dtype): readonly [number, number] {
  const bits = bytesOf(dtype) * 8;
  return infos[dtype].kind === "uint" ? [0, 2 ** bits - 1] : [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1];
}

/** The dtype that holds the values of both, as NumPy's `result_type`; see the head of this file for the differences. */
export function promote(a: Dtype, b: Dtype): Dtype {
  if (a === b) return a;
  const [low, high] = rank(infos[a].kind) <= rank(infos[b].kind) ? [a, b] : [b, a];
  const [lowInfo, highInfo] = [infos[low], infos[high]];
  if (lowInfo.kind === "bool") return high;
  if (highInfo.kind === "float") return lowInfo.kind === "float" ? promoteFloats(low, high) : promoteToFloat(low, high);
  if (lowInfo.kind === highInfo.kind) return lowInfo.bytes > highInfo.bytes ? low : high;
  return promoteMixedIntegers(low, high);
}

function rank(kind: Kind): number {
  return ["bool", "uint", "int", "float"].indexOf(kind);
}

function promoteFloats(a: Dtype, b: Dtype): Dtype {
  if (bytesOf(a) === bytesOf(b)) return "float32"; // float16 with bfloat16
  return bytesOf(a) > bytesOf(b) ? a : b;
}

/** A half float holds every 8-bit integer, not every 16-bit one. */
function promoteToFloat(integer: Dtype, float: Dtype): Dtype {
  return bytesOf(float) === 2 && bytesOf(integer) > 1 ? "float32" : float;
}

/** The signed type wider than the unsigned one. */
function promoteMixedIntegers(unsigned: Dtype, signed: Dtype): Dtype {
  const bytes = Math.max(bytesOf(signed), 2 * bytesOf(unsigned));
  if (bytes > 4) return "float64";
  return bytes === 4 ? "int32" : "int16";
}

/**
 * The dtype of a tensor with a plain number or boolean. The scalar only raises the kind: bool < integer < float.
 * An integer that the tensor's integer dtype cannot hold is refused with a `ValidationError`, as NumPy 2 does.
 */
export function promoteScalar(op: string, dtype: Dtype, scalar: number | boolean): Dtype {
  if (typeof scalar === "boolean" || isFloat(dtype)) return dtype;
  if (!Number.isInteger(scalar)) return "float32";
  const integer = dtype === "bool" ? "int32" : dtype;
  const [low, high] = integerBounds(integer);
  if (scalar >= low && scalar <= high) return integer;
  throw new ValidationError(op, `number does not fit ${integer}: ${scalar}`, "cast the tensor first, for instance to float32");
}

/** What sums and products are in: floats stay, integers and bools are 32 bits wide. */
export function sumDtype(dtype: Dtype): Dtype {
  if (isFloat(dtype)) return dtype;
  return infos[dtype].kind === "uint" ? "uint32" : "int32";
}

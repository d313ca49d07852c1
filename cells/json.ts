/** JSON as nbformat knows it, and the two kinds of bytes that may stand inside an output's data. */

export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

/** Element types of a packed column of numbers. */
export type PackedType = "float64" | "float32" | "int32" | "uint32" | "int16" | "uint16" | "int8" | "uint8";

/**
 * A typed array that can cross the wire, live in the document and be written into a file:
 * `bytes` is little-endian; in JSON it becomes base64.
 */
export interface Packed {
  packed: PackedType;
  bytes: Uint8Array;
}

/** What an output's data may hold before it is written as JSON. */
export type Data = null | boolean | number | string | Packed | Data[] | { [key: string]: Data };

/** Element types: their names, sizes and typed arrays. Promotion rules live here and nowhere else. */

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

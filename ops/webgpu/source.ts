/** Pieces of generated WGSL: parameters, bindings, offsets of strided views, and elements of every dtype. */
import { bytesOf, computeDtype, type ComputeDtype, type Dtype } from "../dtype.ts";

const bits = new DataView(new ArrayBuffer(4));

/** The uniform block of one kernel: adding a number gives the expression that reads it. */
export class Parameters {
  readonly words: number[] = [];

  u32(value: number): string {
    const index = this.words.push(value >>> 0) - 1;
    return `parameters[${index >> 2}].${"xyzw"[index & 3]}`;
  }

  i32(value: number): string {
    return `bitcast<i32>(${this.u32(value)})`;
  }

  f32(value: number): string {
    bits.setFloat32(0, value);
    return `bitcast<f32>(${this.u32(bits.getUint32(0))})`;
  }

  /** A number of a compute dtype. */
  number(value: number, dtype: ComputeDtype): string {
    if (dtype === "bool") return `(${this.u32(value === 0 ? 0 : 1)} != 0u)`;
    return dtype === "float32" ? this.f32(value) : dtype === "int32" ? this.i32(value) : this.u32(value);
  }

  /** Functions `name() -> u32` of sizes and counts. */
  functions(values: Readonly<Record<string, number>>): string {
    return Object.entries(values).map(([name, value]) => `fn ${name}() -> u32 { return ${this.u32(value)}; }`).join("\n");
  }

  declaration(): string {
    return `@group(0) @binding(0) var<uniform> parameters: array<vec4<u32>, ${Math.max(1, Math.ceil(this.words.length / 4))}>;`;
  }
}

/** The WGSL type of a compute dtype on this device. */
export function wgslType(dtype: Dtype): "f32" | "i32" | "u32" | "bool" {
  const names = { float32: "f32", int32: "i32", uint32: "u32", bool: "bool" } as const;
  return names[computeDtype(dtype) as keyof typeof names];
}

/** An expression of one dtype brought to another. */
export function castExpression(value: string, from: Dtype, to: Dtype): string {
  const [source, target] = [wgslType(from), wgslType(to)];
  return source === target ? value : `${source}_to_${target}(${value})`;
}

export function inputBinding(index: number, name: string, element: string): string {
  return `@group(0) @binding(${index + 1}) var<storage, read> ${name}: array<${element}>;`;
}

/** The output comes after the inputs. */
export function outputBinding(inputs: number, name: string, element: string): string {
  return `@group(0) @binding(${inputs + 1}) var<storage, read_write> ${name}: array<${element}>;`;
}

/** Elements of a dtype in one 32-bit word. */
export const perWord = (dtype: Dtype): number => 4 / bytesOf(dtype);

/** `fn name(at: i32)`: the element of a binding of words, or of quads. Without divisions, which cost as much as fifty multiplications on a GPU that the processor plays. */
export function elementFunction(name: string, binding: string, dtype: Dtype, quads = false): string {
  const per = perWord(dtype);
  const shift = Math.log2(per);
  const word = per === 1 ? "u32(at)" : `u32(at) >> ${shift}u`;
  const read = quads && per < 4 ? `${binding}[u32(at) >> 2u][(${word}) & ${4 / per - 1}u]` : `${binding}[${word}]`;
  return `fn ${name}(at: i32) -> ${wgslType(dtype)} { return read_${dtype}(${read}, ${per === 1 ? "0u" : `u32(at) & ${per - 1}u`}); }`;
}

/** `fn name(index: u32) -> i32`: where the element with this row-major index lies in a strided view. */
export function offsetFunction(name: string, parameters: Parameters, shape: readonly number[], strides: readonly number[], offset: number): string {
  const lines = [`fn ${name}(index: u32) -> i32 {`, `  var at = ${parameters.i32(offset)};`];
  if (shape.length > 1) lines.push("  var rest = index;");
  for (let axis = shape.length - 1; axis > 0; axis--) {
    const length = parameters.u32(shape[axis]!);
    lines.push(`  at += i32(rest % ${length}) * ${parameters.i32(strides[axis]!)}; rest /= ${length};`);
  }
  if (shape.length > 0) lines.push(`  at += i32(${shape.length > 1 ? "rest" : "index"}) * ${parameters.i32(strides[0]!)};`);
  return [...lines, "  return at;", "}"].join("\n");
}

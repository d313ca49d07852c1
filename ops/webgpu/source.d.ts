/** Pieces of generated WGSL: parameters, bindings, offsets of strided views, and elements of every dtype. */
import { type ComputeDtype, type Dtype } from "../dtype.ts";
/** The uniform block of one kernel: adding a number gives the expression that reads it. */
export declare class Parameters {
    readonly words: number[];
    u32(value: number): string;
    i32(value: number): string;
    f32(value: number): string;
    /** A number of a compute dtype. */
    number(value: number, dtype: ComputeDtype): string;
    /** Functions `name() -> u32` of sizes and counts. */
    functions(values: Readonly<Record<string, number>>): string;
    declaration(): string;
}
/** The WGSL type of a compute dtype on this device. */
export declare function wgslType(dtype: Dtype): "f32" | "i32" | "u32" | "bool";
/** An expression of one dtype brought to another. */
export declare function castExpression(value: string, from: Dtype, to: Dtype): string;
export declare function inputBinding(index: number, name: string, element: string): string;
/** The output comes after the inputs. */
export declare function outputBinding(inputs: number, name: string, element: string): string;
/** Elements of a dtype in one 32-bit word. */
export declare const perWord: (dtype: Dtype) => number;
/** `fn name(at: i32)`: the element of a binding of words. */
export declare function elementFunction(name: string, binding: string, dtype: Dtype): string;
/** `fn name(index: u32) -> i32`: where the element with this row-major index lies in a strided view. */
export declare function offsetFunction(name: string, parameters: Parameters, shape: readonly number[], strides: readonly number[], offset: number): string;
/** Bytes of a whole number of 32-bit elements for a shape. */
export declare const wordBytes: (shape: readonly number[]) => number;

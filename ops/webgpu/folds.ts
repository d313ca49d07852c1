/** What a fold does with its values: the declarations that `reduce.wgsl` asks for. */
import type { ReduceOp } from "../backend.ts";
import { computeDtype, type Dtype } from "../dtype.ts";
import { elementFunction, wgslType } from "./source.ts";

export interface Fold {
  readonly op: ReduceOp;
  /** What values are folded as. */
  readonly folded: Dtype;
  /** What the call's input holds. */
  readonly dtype: Dtype;
}

export const isSearch = (op: ReduceOp): boolean => op === "argmax" || op === "argmin";

/** The dtype of the values that are folded, 32 bits wide; a bool counts as 0 or 1. */
export function foldedType(op: ReduceOp, input: Dtype, output: Dtype): Dtype {
  if (op === "any" || op === "all") return "bool";
  return op === "sum" || op === "prod" ? computeDtype(output) : computeDtype(input);
}

const combined: Record<string, string> = { sum: "a + b", prod: "a * b", any: "a | b", all: "a & b" };

/** Declarations for a fold of values. Bools are folded as u32. */
export function foldDeclarations({ op, folded, dtype }: Fold, first: boolean): string {
  const type = folded === "bool" ? "u32" : wgslType(folded);
  const extreme = op === "max" ? "maximum" : "minimum";
  const combine = combined[op] ?? (type === "f32" ? `${extreme}_f32(a, b)` : `${op}(a, b)`);
  const read = first ? elementFunction("read_input", "input", dtype) : `fn read_input(at: i32) -> ${type} { return bitcast<${type}>(input[u32(at)]); }`;
  const source = first ? wgslType(dtype) : type;
  const value = cast("read_input(at)", source, folded === "bool" ? "bool" : type, type);
  return [
    `alias Folded = ${type};`,
    read,
    `fn identity() -> Folded { return ${identityOf(op, type)}; }`,
    `fn combine(a: Folded, b: Folded) -> Folded { return ${combine}; }`,
    `fn element(at: i32, position: u32) -> Folded { return ${value}; }`,
    `fn store(index: u32, folded: Folded) { result[index] = bitcast<u32>(folded); }`,
  ].join("\n");
}

/** From the type read, through the type folded, to the type that holds it. */
function cast(value: string, source: string, through: string, type: string): string {
  const inner = source === through ? value : `${source}_to_${through}(${value})`;
  return through === type ? inner : `${through}_to_${type}(${inner})`;
}

function identityOf(op: ReduceOp, type: string): string {
  if (op === "max" || op === "argmax") return { f32: "-inf_f32()", i32: "-2147483647 - 1", u32: "0u" }[type]!;
  if (op === "min" || op === "argmin") return { f32: "inf_f32()", i32: "2147483647", u32: "0xffffffffu" }[type]!;
  return op === "prod" || op === "all" ? `${type}(1)` : `${type}(0)`;
}

/** Declarations for the search of a position: between passes a value and its position, at the end the position. */
export function searchDeclarations({ op, folded, dtype }: Fold, first: boolean, last: boolean): string {
  const type = folded === "bool" ? "u32" : wgslType(folded);
  const value = cast("read_input(at)", wgslType(dtype), type, type);
  const nan = (name: string): string => (type === "f32" ? `isnan_f32(${name}.value)` : "false");
  const beats = op === "argmax" ? "b.value > a.value" : "b.value < a.value";
  return [
    "struct Folded { value: Value, position: u32 }",
    `alias Value = ${type};`,
    first ? elementFunction("read_input", "input", dtype) : "",
    `fn identity() -> Folded { return Folded(${identityOf(op, type)}, 0xffffffffu); }`,
    "fn combine(a: Folded, b: Folded) -> Folded {",
    "  if (a.position == 0xffffffffu) { return b; }",
    "  if (b.position == 0xffffffffu) { return a; }",
    `  if (${nan("a")} != ${nan("b")}) { if (${nan("a")}) { return a; } return b; }`,
    `  if (!${nan("a")} && a.value != b.value) { if (${beats}) { return b; } return a; }`,
    "  if (b.position < a.position) { return b; }",
    "  return a;",
    "}",
    first
      ? `fn element(at: i32, position: u32) -> Folded { return Folded(${value}, position); }`
      : "fn element(at: i32, position: u32) -> Folded { return Folded(bitcast<Value>(input[2 * at]), input[2 * at + 1]); }",
    last
      ? "fn store(index: u32, folded: Folded) { result[index] = folded.position; }"
      : "fn store(index: u32, folded: Folded) { result[2u * index] = bitcast<u32>(folded.value); result[2u * index + 1u] = folded.position; }",
  ].join("\n");
}

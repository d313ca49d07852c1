/** What a fold does with its values: the declarations that the reduce shaders ask for. */
import type { ReduceOp } from "../backend.ts";
import { type ComputeDtype, type Dtype, computeDtype } from "../dtype.ts";
import { wgslType } from "./source.ts";

export interface Fold {
  readonly op: ReduceOp;
  /** The dtype of the values that are folded. */
  readonly folded: ComputeDtype;
}

export const isSearch = (op: ReduceOp): boolean => op === "argmax" || op === "argmin";

/** What values of a dtype are folded as. `wanted` counts for sums and products. */
export function foldedDtype(op: ReduceOp, value: Dtype, wanted: ComputeDtype): ComputeDtype {
  if (op === "any" || op === "all") return "bool";
  return op === "sum" || op === "prod" ? wanted : computeDtype(value);
}

/** The WGSL type of the values: bools are folded as 0 or 1. */
export const foldedType = (folded: ComputeDtype): "f32" | "i32" | "u32" => {
  const type = wgslType(folded);
  return type === "bool" ? "u32" : type;
};

const combined: Record<string, string> = { sum: "a + b", prod: "a * b", any: "a | b", all: "a & b" };

/** `alias Folded`, `identity()`, `combine(a, b)`. */
export const foldDeclarations = (fold: Fold): string => (isSearch(fold.op) ? searchDeclarations(fold) : valueDeclarations(fold));

function valueDeclarations({ op, folded }: Fold): string {
  const type = foldedType(folded);
  const extreme = op === "max" ? "maximum" : "minimum";
  const combine = combined[op] ?? (type === "f32" ? `${extreme}_f32(a, b)` : `${op}(a, b)`);
  return [
    `alias Folded = ${type};`,
    `fn identity() -> Folded { return ${identityOf(op, type)}; }`,
    `fn combine(a: Folded, b: Folded) -> Folded { return ${combine}; }`,
  ].join("\n");
}

function identityOf(op: ReduceOp, type: string): string {
  if (op === "max" || op === "argmax") return { f32: "-inf_f32()", i32: "-2147483647 - 1", u32: "0u" }[type]!;
  if (op === "min" || op === "argmin") return { f32: "inf_f32()", i32: "2147483647", u32: "0xffffffffu" }[type]!;
  return op === "prod" || op === "all" ? `${type}(1)` : `${type}(0)`;
}

/** A value and its position; no position yet is the greatest number, so that the identity loses against its equals. Without branches, which compile slowly. */
function searchDeclarations({ op, folded }: Fold): string {
  const type = foldedType(folded);
  const beats = op === "argmax" ? "b.value > a.value" : "b.value < a.value";
  const [nan, wins] =
    type === "f32"
      ? ["let nan_a = isnan_f32(a.value); let nan_b = isnan_f32(b.value);", `select(select(${beats}, nan_b, nan_a | nan_b), b.position < a.position, (nan_a & nan_b) | ((a.value == b.value) & !(nan_a | nan_b)))`]
      : ["", `select(${beats}, b.position < a.position, a.value == b.value)`];
  return [
    `struct Folded { value: ${type}, position: u32 }`,
    `fn identity() -> Folded { return Folded(${identityOf(op, type)}, 0xffffffffu); }`,
    "fn combine(a: Folded, b: Folded) -> Folded {",
    `  ${nan} let wins = ${wins};`,
    "  return Folded(select(a.value, b.value, wins), select(a.position, b.position, wins));",
    "}",
  ].join("\n");
}

/** `gather(lane, folded)`: what all lanes folded together; through memory, or without where the lanes are one subgroup. */
export function gatherFunction(search: boolean, isSubgroup: boolean): string {
  if (!isSubgroup) {
    return `var<workgroup> folds: array<Folded, LANES>;
fn gather(lane: u32, own: Folded) -> Folded {
  folds[lane] = own;
  for (var half = LANES / 2u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (lane < half) { folds[lane] = combine(folds[lane], folds[lane + half]); }
  }
  return folds[0];
}`;
  }
  const other = search ? "Folded(subgroupShuffleXor(folded.value, apart), subgroupShuffleXor(folded.position, apart))" : "subgroupShuffleXor(folded, apart)";
  return `fn gather(lane: u32, own: Folded) -> Folded {
  var folded = own;
  for (var apart = 1u; apart < LANES; apart *= 2u) { folded = combine(folded, ${other}); }
  return folded;
}`;
}

/** How often the values of a column occur, whatever its type. At once, on the host or the WASM device. */
import { currentBackend } from "../device.ts";
import type { Dtype } from "../dtype.ts";
import { astype, reshape } from "../math/manipulation.ts";
import { scope } from "../scope.ts";
import type { Column } from "../table/column.ts";
import type { Tensor } from "../tensor.ts";
import { codesOf } from "./codes.ts";
import { distributionsIn, distributionTensor, RunCounter, type Distribution, type Frequencies } from "./distribution.ts";

/** Tukey's reach beyond the quartiles, in interquartile ranges. */
export const usualFence = 1.5;

/** The distribution of a column of numbers, booleans (0 and 1) or dates (milliseconds). */
export function distributionOf(op: string, column: Column, fence = usualFence): Distribution {
  return scope(() => {
    const numbers = floatsOf(column);
    return distributionsIn(distributionTensor(op, reshape(numbers, [1, column.length]), fence).dataSync(), column.length)[0]!;
  });
}

/** The numbers of a column as floats, where float64 is, in which results are. The columns of this room are never on webgpu, but it may be the chosen device. */
export function floatsOf(column: Column): Tensor {
  const isWide = column.source !== undefined || currentBackend().dtypes.has("float64");
  return asFloats(isWide ? column.tensor() : column.tensor({ dtype: "float64" }));
}

/** The same numbers as float32 or float64, whichever holds them all. */
export function asFloats(x: Tensor): Tensor {
  const wide: readonly Dtype[] = ["float64", "int32", "uint32"];
  return astype(x, wide.includes(x.dtype) ? "float64" : "float32");
}

/** How often each value occurs. */
export function frequenciesOf(op: string, column: Column): Frequencies<number | string> {
  return column.type === "string" ? frequenciesIn(countsOf(textsOf(column)), column.length) : distributionOf(op, column);
}

/** The strings of a column, null where one is missing. */
export const textsOf = (column: Column): readonly (string | null)[] => column.values as readonly (string | null)[];

/** How often the rows of several columns occur; a row is missing where all of its values are. */
export function rowFrequencies(columns: readonly Column[]): Frequencies<number> {
  const { codes } = codesOf(columns);
  return frequenciesIn(countsOf(Array.from(codes, (code) => (code < 0 ? null : code))), codes.length);
}

/** The different values with their counts, in the order they are met. */
export function countsOf<Value>(values: readonly (Value | null)[]): Map<Value, number> {
  const counts = new Map<Value, number>();
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

export function frequenciesIn<Value>(counts: ReadonlyMap<Value, number>, length: number): Frequencies<Value> {
  const counter = new RunCounter<Value>();
  let present = 0;
  for (const [value, count] of counts) {
    counter.add(value, count);
    present += count;
  }
  const { distinct, once, logs, top } = counter;
  return { length, nulls: length - present, distinct, once, logs, top };
}

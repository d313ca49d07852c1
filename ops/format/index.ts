/** Arrays as text, the way NumPy prints them: aligned, wrapped at 75 columns, long ones summarised. Pure; knows no tensors. */
import { isFloat, type Dtype } from "../dtype.ts";
import { sizeOf, type Shape } from "../shape.ts";
import { floatFormatter, formatFloat } from "./float.ts";
import { layOut, shownIndices } from "./layout.ts";

/** Row-major elements of a shape as text. More than 1000 elements are summarised to three at each end of an axis. */
export function formatArray(data: ArrayLike<number>, shape: Shape, dtype: Dtype): string {
  if (shape.length === 0) return formatScalar(data[0]!, dtype);
  if (sizeOf(shape) === 0) return "[]";
  const format = formatterFor(Array.from(shownIndices(shape), (index) => data[index]!), dtype);
  return layOut(shape, (index) => format(data[index]!));
}

function formatScalar(value: number, dtype: Dtype): string {
  if (dtype === "bool") return value === 0 ? "False" : "True";
  return isFloat(dtype) ? formatFloat(value, dtype) : String(value);
}

/** One format for all elements, so that they align. */
function formatterFor(values: readonly number[], dtype: Dtype): (value: number) => string {
  if (isFloat(dtype)) return floatFormatter(values, dtype);
  const text = (value: number): string => (dtype === "bool" ? formatScalar(value, dtype) : String(value));
  const width = dtype === "bool" ? 5 : Math.max(...values.map((value) => text(value).length));
  return (value) => text(value).padStart(width);
}

/** Finds the tensors among the arguments of Plot calls and reads them, so that encoding needs no await. */
import { findCall } from "./provenance.ts";

interface TensorLike {
  shape: readonly number[];
  dtype: string;
  data(): Promise<ArrayLike<number>>;
}

/**
 * Tensor -> number (0-d), typed array (1-d) or rows (2-d and more); and every list that holds tensors -> the list with
 * their values.
 */
export type TensorValues = ReadonlyMap<object, unknown>;

/** Anything that has a shape, a dtype and readable data. */
function isTensor(value: unknown): value is TensorLike {
  return (
    typeof value === "object" &&
    value !== null &&
    "dtype" in value &&
    "shape" in value &&
    Array.isArray(value.shape) &&
    "data" in value &&
    typeof value.data === "function"
  );
}

/** Reads every tensor reachable through calls, options and lists (not through the rows of data). */
export async function readTensors(root: unknown): Promise<TensorValues> {
  const values = new Map<object, unknown>();
  const seen = new Set<unknown>();
  const visit = async (value: unknown): Promise<void> => {
    if (typeof value !== "object" || value === null || seen.has(value)) return;
    seen.add(value);
    const call = findCall(value);
    if (isTensor(value)) values.set(value, toValues(await value.data(), value.shape));
    else if (call) await visit(call.args);
    else if (Array.isArray(value)) await visitList(value);
    else if (isPlain(value)) for (const option of Object.values(value)) await visit(option);
  };
  const visitList = async (list: unknown[]): Promise<void> => {
    for (const item of list) if (isTensor(item) || Array.isArray(item) || findCall(item)) await visit(item);
    if (list.some((item) => values.has(item as object))) values.set(list, list.map((item) => values.get(item as object) ?? item));
  };
  const options = Array.isArray(root) ? root : [root];
  for (const option of options) await visit(option);
  return values;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function toValues(data: ArrayLike<number>, shape: readonly number[]): unknown {
  if (shape.length === 0) return data[0];
  if (shape.length === 1) return data;
  const width = data.length / shape[0]!;
  return Array.from({ length: shape[0]! }, (_, row) => Array.prototype.slice.call(data, row * width, (row + 1) * width));
}

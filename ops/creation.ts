/** Tensors from host data, and tensors of regular numbers. They are made on the device chosen by `setDevice`. */
import { currentBackend } from "./device.ts";
import { checkDtype, nativeDtype, type Dtype, type TypedArray } from "./dtype.ts";
import { encodeElements, newElements } from "./elements.ts";
import { ShapeError, ValidationError } from "./errors.ts";
import { flatten, type Nested } from "./nested.ts";
import { checkShape, formatShape, sizeOf, type Shape } from "./shape.ts";
import { Tensor } from "./tensor.ts";
import { fill, upload } from "./transfer.ts";

/** Of every function that makes a tensor. */
export interface TensorOptions {
  /** Default: the typed array's own; float32 for numbers; bool for booleans. */
  readonly dtype?: Dtype;
}

/** Of `tensor`. */
export interface DataOptions extends TensorOptions {
  /** Default: as nested, or one axis. */
  readonly shape?: Shape;
}

/**
 * A tensor of a number, of nested arrays of numbers or booleans, or of a typed array, with `{ shape }` in row-major order.
 * Throws `ShapeError` for ragged arrays and shapes that do not fit, `ValidationError` for other data and for numbers that
 * an integer dtype cannot hold.
 */
export function tensor(data: Nested | TypedArray, options: DataOptions = {}): Tensor {
  const { elements, shape, dtype } = hostData("tensor", data);
  const target = options.dtype === undefined ? dtype : checkDtype("tensor", options.dtype);
  const stored = ArrayBuffer.isView(elements) && target === dtype ? elements : encodeElements("tensor", elements, target);
  return fromElements("tensor", stored, target, options.shape ?? shape);
}

interface HostData {
  readonly elements: TypedArray | readonly (number | boolean)[];
  readonly shape: Shape;
  readonly dtype: Dtype;
}

/** The elements of nested arrays or a typed array, row-major, with the shape and dtype they have of themselves. Throws `ShapeError` for ragged arrays, `ValidationError` for other data. */
export function hostData(op: string, data: Nested | TypedArray): HostData {
  if (ArrayBuffer.isView(data)) return { elements: data, shape: [data.length], dtype: nativeDtype(op, data) };
  const { elements, shape, boolean } = flatten(op, data);
  return { elements, shape, dtype: boolean ? "bool" : "float32" };
}

/** Stored bits as a tensor on the chosen device. */
function fromElements(op: string, stored: TypedArray, dtype: Dtype, shape: Shape): Tensor {
  if (sizeOf(checkShape(op, shape)) !== stored.length) {
    throw new ShapeError(op, `${stored.length} elements do not fill the shape: ${formatShape(shape)}`);
  }
  return new Tensor(upload(op, currentBackend(), stored, dtype, [...shape]), []);
}

/** A tensor with every element `value`. Default dtype: float32, or bool for a boolean. */
export function full(shape: Shape, value: number | boolean, options: TensorOptions = {}): Tensor {
  return filled("full", shape, value, options.dtype ?? (typeof value === "boolean" ? "bool" : "float32"));
}

/** A tensor of zeros. Default dtype: float32. */
export function zeros(shape: Shape, options: TensorOptions = {}): Tensor {
  return filled("zeros", shape, 0, options.dtype ?? "float32");
}

/** A tensor of ones. Default dtype: float32. */
export function ones(shape: Shape, options: TensorOptions = {}): Tensor {
  return filled("ones", shape, 1, options.dtype ?? "float32");
}

/** Zeros with the shape, and by default the dtype, of another tensor. */
export function zerosLike(x: Tensor, options: TensorOptions = {}): Tensor {
  return filled("zerosLike", x.shape, 0, options.dtype ?? x.dtype);
}

/** Ones with the shape, and by default the dtype, of another tensor. */
export function onesLike(x: Tensor, options: TensorOptions = {}): Tensor {
  return filled("onesLike", x.shape, 1, options.dtype ?? x.dtype);
}

function filled(op: string, shape: Shape, value: number | boolean, dtype: Dtype): Tensor {
  checkShape(op, shape);
  const element = encodeElements(op, [value], checkDtype(op, dtype));
  return new Tensor(fill(op, currentBackend(), element, dtype, [...shape]), []);
}

/**
 * The numbers from `start` (default 0) up to but not including `stop`, `step` apart. Default dtype: float32.
 * Throws `ValidationError` when an argument is not finite or the step is 0.
 */
export function arange(stop: number, options?: TensorOptions): Tensor;
export function arange(start: number, stop: number, step?: number, options?: TensorOptions): Tensor;
export function arange(first: number, second: number | TensorOptions = {}, step = 1, options: TensorOptions = {}): Tensor {
  if (typeof second === "object") return arange(0, first, 1, second);
  if (![first, second, step].every(Number.isFinite) || step === 0) {
    throw new ValidationError("arange", `invalid range: ${first}, ${second}, ${step}`);
  }
  const count = Math.max(0, Math.ceil((second - first) / step));
  return generate("arange", [count], options.dtype ?? "float32", (i) => first + i * step);
}

/** `count` numbers evenly spaced from `start` to `stop`, both included. Default: 50 numbers, float32. */
export function linspace(start: number, stop: number, count = 50, options: TensorOptions = {}): Tensor {
  const step = count > 1 ? (stop - start) / (count - 1) : 0;
  return generate("linspace", [count], options.dtype ?? "float32", (i) => (i === count - 1 && i > 0 ? stop : start + i * step));
}

/** A matrix with ones on the diagonal. Default: square, float32. */
export function eye(rows: number, columns: number = rows, options: TensorOptions = {}): Tensor {
  return generate("eye", [rows, columns], options.dtype ?? "float32", (i) => Number(Math.floor(i / columns) === i % columns));
}

/** A tensor whose row-major element i is `element(i)`. */
export function generate(op: string, shape: Shape, dtype: Dtype, element: (i: number) => number): Tensor {
  const size = sizeOf(checkShape(op, shape));
  checkDtype(op, dtype);
  const numbers = newElements(op, "float64", size);
  for (let i = 0; i < size; i++) numbers[i] = element(i);
  return fromElements(op, dtype === "float64" ? numbers : encodeElements(op, numbers, dtype), dtype, shape);
}

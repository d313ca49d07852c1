/** Elements by integer indices, and the way back. Negative indices count from the end. An index out of range throws `ValidationError`; webgpu, which cannot tell in time, yields NaN, or 0 for integers. */
import { compute } from "../dispatch.ts";
import { DtypeError, ShapeError, ValidationError } from "../errors.ts";
import { asIndices, onDeviceOf } from "../indices.ts";
import { asTensor, type TensorLike } from "../operand.ts";
import { scope } from "../scope.ts";
import { formatShape, normalizeAxis, sizeOf, type Shape } from "../shape.ts";
import { Tensor, valueOf } from "../tensor.ts";
import { add, minimum, mod, mul } from "./arithmetic.ts";
import { ge, logicalAnd, lt, where } from "./comparison.ts";
import { astype, broadcastTo, permute, reshape } from "./manipulation.ts";

export interface TakeOptions {
  /** Default: the tensor counts as flat. */
  readonly axis?: number;
}

/** The slices at the given indices along an axis, which the axes of `indices` replace. Throws `DtypeError` unless the indices are integers. */
export function take(x: TensorLike, indices: TensorLike, { axis }: TakeOptions = {}): Tensor {
  const source = asTensor(x);
  return scope(() => {
    const places = asIndices("take", source, indices);
    if (axis === undefined) return takeAlong(reshape(source, [source.size]), places, 0);
    return takeAlong(source, places, normalizeAxis("take", axis, source.ndim));
  });
}

function takeAlong(x: Tensor, indices: Tensor, axis: number): Tensor {
  const value = valueOf("take", x);
  const shape = value.shape.toSpliced(axis, 1, ...indices.shape);
  if (value.shape[axis] === 0 && sizeOf(shape) > 0) throw new ValidationError("take", `no elements to take from: ${formatShape(value.shape)}`);
  const result = compute("take", [value, valueOf("take", indices)], value.dtype, shape, (output, input, places) => ({ kind: "take", axis, input: input!, indices: places!, output }));
  return new Tensor(result, [x, indices]);
}

/**
 * `x[i, j, ...]` of NumPy with tensors of integers, one for each axis from the front, broadcast among each other; null takes the whole axis.
 * The common axes of the indices stand in place of the indexed axes, or in front when a null lies between those. For a mask see `maskedSelect`.
 * Throws `ShapeError` for too many indices and ones that do not broadcast, `DtypeError` unless they are integers.
 */
export function index(x: TensorLike, ...indices: (TensorLike | null)[]): Tensor {
  const source = asTensor(x);
  if (indices.length > source.ndim) throw new ShapeError("index", `too many indices: ${indices.length} for ${formatShape(source.shape)}`);
  return scope(() => {
    const axes = indices.flatMap((index, axis) => (index === null ? [] : [axis]));
    if (axes.length === 0) return reshape(source, source.shape);
    const together = axes.every((axis, i) => axis === axes[0]! + i);
    const before = together ? source.shape.slice(0, axes[0]!).map((_, axis) => axis) : [];
    const after = source.shape.flatMap((_, axis) => (before.includes(axis) || axes.includes(axis) ? [] : [axis]));
    const lengths = (some: readonly number[]): Shape => some.map((axis) => source.shape[axis]!);
    const places = axes.map((axis) => asIndices("index", source, indices[axis]!));
    const flat = reshape(permute(source, [...before, ...axes, ...after]), [...lengths(before), sizeOf(lengths(axes)), ...lengths(after)]);
    return takeAlong(flat, flatPlaces(places, lengths(axes)), before.length);
  });
}

/** One index for several axes of the given lengths; what is out of range on one of them is out of range for all. */
function flatPlaces(places: readonly Tensor[], lengths: Shape): Tensor {
  if (places.length === 1) return places[0]!;
  const outside = sizeOf(lengths);
  return places.map((place, i) => {
    const length = lengths[i]!;
    const inside = logicalAnd(ge(place, -length), lt(place, length));
    return where(inside, mul(mod(place, length), sizeOf(lengths.slice(i + 1))), outside);
  }).reduce((sum, term) => minimum(add(sum, term), outside));
}

/** The element that each index names along the axis: `result[i][j] = x[indices[i][j]][j]` for axis 0. `indices` has as many axes as x and is no longer on the others. Throws `ShapeError`, `DtypeError`. */
export function gather(x: TensorLike, axis: number, indices: TensorLike): Tensor {
  const source = asTensor(x);
  return scope(() => {
    const places = asIndices("gather", source, indices);
    const at = checkPlaces("gather", source.shape, axis, places.shape);
    const inputs = [valueOf("gather", source), valueOf("gather", places)];
    const result = compute("gather", inputs, source.dtype, places.shape, (output, input, places) => ({ kind: "gather", axis: at, input: input!, indices: places!, output }));
    return new Tensor(result, [source]);
  });
}

export interface ScatterOptions {
  /** "set" (default): the last update of a place stays. "add": they are all added to what is there. */
  readonly reduce?: "set" | "add";
}

/**
 * x with every update written to the place that its index names along the axis: `result[indices[i][j]][j] = updates[i][j]` for axis 0.
 * `updates` broadcasts to the shape of `indices` and takes the dtype of x. Throws `ShapeError`, `DtypeError`, `ValidationError`.
 */
export function scatter(x: TensorLike, axis: number, indices: TensorLike, updates: TensorLike, { reduce = "set" }: ScatterOptions = {}): Tensor {
  if (reduce !== "set" && reduce !== "add") throw new ValidationError("scatter", `unknown reduction: ${String(reduce)}`, "one of set, add");
  const source = asTensor(x);
  if (reduce === "add" && source.dtype === "bool") throw new DtypeError("scatter", "bools do not add up: bool", "cast to int32 first");
  return scope(() => {
    const places = asIndices("scatter", source, indices);
    const at = checkPlaces("scatter", source.shape, axis, places.shape);
    const given = typeof updates === "object" ? astype(updates, source.dtype) : onDeviceOf("scatter", source, [updates], source.dtype, []);
    const sent = broadcastTo(given, places.shape);
    const inputs = [source, places, sent].map((one) => valueOf("scatter", one));
    const result = compute("scatter", inputs, source.dtype, source.shape, (output, input, indices, updates) => ({ kind: "scatter", op: reduce, axis: at, input: input!, indices: indices!, updates: updates!, output }));
    return new Tensor(result, [source]);
  });
}

/** The axis, counted from the front, once the shapes agree. */
function checkPlaces(op: string, shape: Shape, axis: number, places: Shape): number {
  const at = normalizeAxis(op, axis, shape.length);
  if (places.length === shape.length && places.every((length, i) => i === at || length <= shape[i]!)) return at;
  throw new ShapeError(op, `indices do not fit beside axis ${at}: ${formatShape(places)} for ${formatShape(shape)}`);
}

/** Where a tensor is true. How much that is depends on the data, so these read it and return promises. */
import { ShapeError } from "../errors.ts";
import { onDeviceOf } from "../indices.ts";
import { asTensor, type TensorLike } from "../operand.ts";
import { scope } from "../scope.ts";
import { contiguousStrides, formatShape, shapesEqual, sizeOf } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { take } from "./indexing.ts";
import { reshape } from "./manipulation.ts";

/** `x[mask]` of NumPy: the slices of x where the mask, over its first axes, is true, along one axis. Throws `ShapeError` when those axes differ. */
export async function maskedSelect(x: TensorLike, mask: TensorLike): Promise<Tensor> {
  const [source, where] = [asTensor(x), asTensor(mask)];
  const rank = where.ndim;
  if (!shapesEqual(where.shape, source.shape.slice(0, rank))) {
    throw new ShapeError("maskedSelect", `the mask does not fit the first axes: ${formatShape(where.shape)} for ${formatShape(source.shape)}`);
  }
  const places = truePlaces(await where.data());
  return scope(() => {
    const flat = reshape(source, [sizeOf(where.shape), ...source.shape.slice(rank)]);
    return take(flat, onDeviceOf("maskedSelect", source, places, "int32"), { axis: 0 });
  });
}

/** The places of what is not 0, in row-major order: int32 [count, rank]. */
export async function nonzero(x: TensorLike): Promise<Tensor> {
  const source = asTensor(x);
  const { shape } = source;
  const places = truePlaces(await source.data());
  const strides = contiguousStrides(shape);
  const coordinates = places.flatMap((place) => shape.map((length, axis) => Math.floor(place / strides[axis]!) % length));
  return onDeviceOf("nonzero", source, coordinates, "int32", [places.length, shape.length]);
}

function truePlaces(elements: ArrayLike<number>): number[] {
  const places: number[] = [];
  for (let i = 0; i < elements.length; i++) if (elements[i] !== 0) places.push(i);
  return places;
}

/** Windows that slide over images: sizes, strides, padding, the lengths that result, and signals as images of one row. */
import type { Pair } from "../backend.ts";
import { ShapeError, ValidationError } from "../errors.ts";
import { expandDims, squeeze } from "../math/manipulation.ts";
import { formatShape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";

/** One number for both directions, or the vertical one and the horizontal one. */
export type Pairwise = number | Pair;

/** What slides, in the order vertical, horizontal. */
interface Window {
  readonly size: Pair;
  readonly stride: Pair;
  readonly dilation: Pair;
  readonly padding: Pair | "same";
}

/** How many axes are slid over: 1 for signals [n, c, l], 2 for images [n, c, h, w]. */
export type Rank = 1 | 2;

/** A parameter as a pair of whole numbers; for signals, whose images have one row, the vertical one is the least. Throws `ValidationError` for other numbers. */
export function pairOf(op: string, rank: Rank, name: string, value: Pairwise, least: 0 | 1): Pair {
  const pair = typeof value === "number" ? ([rank === 1 ? least : value, value] as const) : value;
  if (pair.length === 2 && pair.every((part) => Number.isInteger(part) && part >= least)) return pair;
  throw new ValidationError(op, `invalid ${name}: ${String(value)}`, `whole numbers from ${least}`);
}

/** How many places the window has over an image, and what is added before its first row and column. Throws `ShapeError` when there is no place, `ValidationError` for "same" with a stride. */
export function placesOf(op: string, image: readonly number[], window: Window): { places: Pair; padding: Pair } {
  const { size, stride, dilation, padding } = window;
  if (padding === "same" && stride.some((step) => step !== 1)) {
    throw new ValidationError(op, `"same" padding needs stride 1: ${formatShape(stride)}`, "name the padding in numbers");
  }
  const along = (axis: 0 | 1): [places: number, before: number] => {
    const length = image.at(axis - 2)!;
    const span = dilation[axis] * (size[axis] - 1) + 1;
    if (padding === "same") return [length, Math.floor((span - 1) / 2)];
    const places = Math.floor((length + 2 * padding[axis] - span) / stride[axis]) + 1;
    if (places > 0) return [places, padding[axis]];
    throw new ShapeError(op, `window is greater than the padded image: ${formatShape(size)} over ${formatShape(image)}`);
  };
  const [vertical, horizontal] = [along(0), along(1)];
  return { places: [vertical[0], horizontal[0]], padding: [vertical[1], horizontal[1]] };
}

/** Runs `slide` on x as [n, c, h, w] and brings the result back to the axes of x. Throws `ShapeError` for other axes than [n, c, l] or [c, l], [n, c, h, w] or [c, h, w]. */
export function onImages(op: string, rank: Rank, x: Tensor, slide: (images: Tensor) => Tensor): Tensor {
  if (x.ndim !== rank + 1 && x.ndim !== rank + 2) {
    const axes = rank === 1 ? "[n, c, l] or [c, l]" : "[n, c, h, w] or [c, h, w]";
    throw new ShapeError(op, `x is not ${axes}: ${formatShape(x.shape)}`);
  }
  const single = x.ndim === rank + 1;
  const batch = single ? expandDims(x, 0) : x;
  const result = slide(rank === 1 ? asRows(batch) : batch);
  const reduced = rank === 1 ? squeeze(result, 2) : result;
  return single ? squeeze(reduced, 0) : reduced;
}

/** [., ., l] as [., ., 1, l]. */
export const asRows = (signals: Tensor): Tensor => expandDims(signals, 2);

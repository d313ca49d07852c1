/** Pixels around images. */
import { ShapeError, ValidationError } from "../errors.ts";
import { onDeviceOf } from "../indices.ts";
import { take } from "../math/indexing.ts";
import { pad as padAxes } from "../math/pad.ts";
import { formatShape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { checkLayout, imageAxes, type Layout, type LayoutOptions } from "./layout.ts";
import { checkElements } from "./size.ts";
import { imageTransform, type ImageTransform } from "./transform.ts";

/** Pixels on all sides, [left and right, top and bottom], or [left, top, right, bottom], as torchvision counts them. */
export type Padding = number | readonly [horizontal: number, vertical: number] | readonly [left: number, top: number, right: number, bottom: number];

/**
 * What new pixels are. "constant" (default): `fill`; "edge" or "replicate": the outermost pixel; "reflect": the image mirrored at its outermost
 * pixel, which is not repeated; "symmetric": mirrored with it.
 */
export type PadMode = "constant" | "edge" | "replicate" | "reflect" | "symmetric";

const modes: readonly PadMode[] = ["constant", "edge", "replicate", "reflect", "symmetric"];

export interface PadImageOptions extends LayoutOptions {
  readonly mode?: PadMode;
  /** Default: 0. */
  readonly fill?: number;
}

/** Sides, in pixels. */
export interface Sides {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Pixels around every image. Throws `ValidationError` for widths that are negative or not whole, `ShapeError` where there are not enough pixels to mirror. */
export function pad(padding: Padding, { mode = "constant", fill = 0, layout = "CHW" }: PadImageOptions = {}): ImageTransform {
  const op = "transforms.pad";
  checkPadding(op, { mode, fill, layout });
  const sides = sidesOf(op, padding);
  return imageTransform("pad", { padding, mode, fill, layout }, (x) => padImage(op, x, sides, mode, fill, layout));
}

/** Throws `ValidationError` for an unknown mode or layout, and for a fill that is not a number. */
export function checkPadding(op: string, { mode, fill, layout }: Required<PadImageOptions>): void {
  checkLayout(op, layout);
  if (!modes.includes(mode)) throw new ValidationError(op, `unknown mode: ${String(mode)}`, `one of ${modes.join(", ")}`);
  if (typeof fill !== "number") throw new ValidationError(op, `fill is not a number: ${String(fill)}`);
}

/** Throws `ValidationError` for widths that are negative or not whole. */
export function sidesOf(op: string, padding: Padding): Sides {
  const widths: readonly unknown[] = Array.isArray(padding) ? padding : [padding];
  const isWidth = (width: unknown): width is number => Number.isSafeInteger(width) && (width as number) >= 0;
  if (!widths.every(isWidth) || ![1, 2, 4].includes(widths.length)) {
    throw new ValidationError(op, `invalid padding: ${JSON.stringify(padding)}`, "pixels: a number, [horizontal, vertical] or [left, top, right, bottom]");
  }
  const [left, top = left, right = left, bottom = top] = widths;
  return { left: left!, top: top!, right: right!, bottom: bottom! };
}

export function padImage(op: string, x: Tensor, { left, top, right, bottom }: Sides, mode: PadMode, fill: number, layout: Layout): Tensor {
  const { rows, columns } = imageAxes(op, x.shape, layout);
  if (left + top + right + bottom === 0) return x;
  const widths = (axis: number): readonly [number, number] => (axis === rows ? [top, bottom] : axis === columns ? [left, right] : [0, 0]);
  checkElements(op, x.shape.map((length, axis) => length + widths(axis)[0] + widths(axis)[1]));
  if (mode === "reflect" || mode === "symmetric") for (const axis of [rows, columns]) checkMirror(op, x, axis, Math.max(...widths(axis)), mode);
  if (mode === "symmetric") return [rows, columns].reduce((padded, axis) => mirrored(op, padded, axis, ...widths(axis)), x);
  return padAxes(x, x.shape.map((_, axis) => widths(axis)), { mode: mode === "replicate" ? "edge" : mode, value: fill });
}

/** A mirror image is no longer than what it shows. */
function checkMirror(op: string, x: Tensor, axis: number, width: number, mode: "reflect" | "symmetric"): void {
  const most = mode === "reflect" ? x.shape[axis]! - 1 : x.shape[axis]!;
  if (width > Math.max(most, 0)) throw new ShapeError(op, `mode ${mode} cannot add ${width} pixels, at most ${most}: ${formatShape(x.shape)}`, `mode "edge" can`);
}

function mirrored(op: string, x: Tensor, axis: number, before: number, after: number): Tensor {
  if (before + after === 0) return x;
  const length = x.shape[axis]!;
  const place = (i: number): number => (i < 0 ? -i - 1 : i < length ? i : 2 * length - 1 - i);
  const places = Int32Array.from({ length: before + length + after }, (_, i) => place(i - before));
  return take(x, onDeviceOf(op, x, places, "int32"), { axis });
}

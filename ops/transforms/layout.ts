/** Where the height, the width and the channels of an image stand among the axes of its tensor. */
import { ShapeError, ValidationError } from "../errors.ts";
import { formatShape, type Shape } from "../shape.ts";

/** Channels before the pixels, [c, h, w] and [n, c, h, w], or after them, [h, w, c] and [n, h, w, c]. [h, w] is grey in both. */
export type Layout = "CHW" | "HWC";

export interface LayoutOptions {
  /** Default: "CHW". */
  readonly layout?: Layout;
}

/** The axes of an image, or of a batch of images, and their lengths. */
export interface ImageAxes {
  readonly height: number;
  readonly width: number;
  /** 1 for [h, w]. */
  readonly channels: number;
  readonly rows: number;
  readonly columns: number;
  /** Absent for [h, w]. */
  readonly channel?: number;
}

/** Throws `ValidationError` for an unknown layout. */
export function checkLayout(op: string, layout: Layout): Layout {
  if (layout === "CHW" || layout === "HWC") return layout;
  throw new ValidationError(op, `unknown layout: ${String(layout)}`, "CHW or HWC");
}

/** Throws `ShapeError` for fewer than two axes. */
export function imageAxes(op: string, shape: Shape, layout: Layout): ImageAxes {
  const rank = shape.length;
  if (rank < 2) throw new ShapeError(op, `not an image: ${formatShape(shape)}`, "[h, w], or with channels as the layout says");
  const last = layout === "HWC" && rank > 2 ? rank - 2 : rank - 1;
  const sizes = { height: shape[last - 1]!, width: shape[last]!, rows: last - 1, columns: last };
  if (rank === 2) return { ...sizes, channels: 1 };
  const channel = layout === "HWC" ? rank - 1 : rank - 3;
  return { ...sizes, channels: shape[channel]!, channel };
}

/** A shape in which a number for each channel meets the channels of an image. */
export function channelShape(axes: ImageAxes, rank: number): number[] {
  return Array.from({ length: rank }, (_, axis) => (axis === axes.channel ? axes.channels : 1));
}

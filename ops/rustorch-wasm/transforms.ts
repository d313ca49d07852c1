/** `WasmNormalize`, `WasmResize`, `WasmCenterCrop`: transforms of pictures, with the colours first [c, h, w] or last [h, w, c]. */
import type { Layout } from "../transforms/layout.ts";
import { centerCrop } from "../transforms/crop.ts";
import { normalize } from "../transforms/normalize.ts";
import { resize, type ResizeOptions } from "../transforms/resize.ts";
import type { ImageTransform } from "../transforms/transform.ts";
import { guarded } from "./error.ts";
import { WasmTensor } from "./tensor.ts";

/** Whatever a pipeline may have as a stage. */
export abstract class WasmTransform {
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
  }

  /** The transform for pictures that lie so. */
  abstract transformFor(layout: Layout, channels: number): ImageTransform;

  name(): string {
    return this.#name;
  }

  apply(tensor: WasmTensor): WasmTensor {
    return guarded(`${this.#name}.apply`, () => {
      const { layout, channels } = layoutOf(tensor.shape());
      return new WasmTensor(this.transformFor(layout, channels).apply(tensor.tensor));
    });
  }

  /** It holds nothing; here for programs that free everything. */
  free(): void {}
}

export class WasmNormalize extends WasmTransform {
  readonly #mean: readonly number[];
  readonly #std: readonly number[];

  /** One mean and one standard deviation for each colour. */
  constructor(mean: readonly number[], std: readonly number[]) {
    super("normalize");
    this.#mean = mean;
    this.#std = std;
    guarded("WasmNormalize.new", () => normalize({ mean, std }));
  }

  transformFor(layout: Layout): ImageTransform {
    return normalize({ mean: this.#mean, std: this.#std, layout });
  }
}

export class WasmResize extends WasmTransform {
  readonly #size: readonly [number, number];
  readonly #interpolation: NonNullable<ResizeOptions["interpolation"]>;

  /** `interpolation` as in `transforms.resize`: "nearest", "bilinear", "bicubic", "lanczos3", ... */
  constructor(height: number, width: number, interpolation: string) {
    super("resize");
    this.#size = [height, width];
    this.#interpolation = interpolation as NonNullable<ResizeOptions["interpolation"]>; // checked below
    guarded("WasmResize.new", () => this.transformFor("CHW"));
  }

  transformFor(layout: Layout): ImageTransform {
    return resize(this.#size, { interpolation: this.#interpolation, layout });
  }
}

export class WasmCenterCrop extends WasmTransform {
  readonly #size: readonly [number, number];

  constructor(height: number, width: number) {
    super("center_crop");
    this.#size = [height, width];
    guarded("WasmCenterCrop.new", () => this.transformFor("CHW"));
  }

  transformFor(layout: Layout): ImageTransform {
    return centerCrop(this.#size, { layout });
  }
}

/** Colours are last where the last axis has 1, 3 or 4 entries and the first of a picture has not. */
export function layoutOf(shape: readonly number[]): { layout: Layout; channels: number } {
  const isColours = (length: number | undefined): boolean => length === 1 || length === 3 || length === 4;
  const [first, last] = [shape.at(-3), shape.at(-1)];
  const layout = isColours(last) && !isColours(first) ? "HWC" : "CHW";
  return { layout, channels: (layout === "HWC" ? last : first) ?? 1 };
}

/** The hue of colours: Smith, "Color gamut transform pairs" (1978). */
import { isFloat } from "../dtype.ts";
import { ValidationError } from "../errors.ts";
import { add, clamp, div, maximum, minimum, mod, mul, neg, sub } from "../math/arithmetic.ts";
import { eq, where } from "../math/comparison.ts";
import { concat } from "../math/join.ts";
import { astype } from "../math/manipulation.ts";
import type { Tensor } from "../tensor.ts";
import { channelOf, colorAxes, type Adjustment } from "./color.ts";
import { scaledTo } from "./convert-dtype.ts";
import { checkLayout, type LayoutOptions } from "./layout.ts";
import { imageTransform, wide, type ImageTransform } from "./transform.ts";

/**
 * All hues moved on by a share of the circle, from -0.5 to 0.5: 1/3 makes red green. Grey stays grey. As torchvision; a byte may differ by 1 where the
 * calculation ends near a whole number. Throws `ValidationError` for other factors.
 */
export function adjustHue(factor: number, { layout = "CHW" }: LayoutOptions = {}): ImageTransform {
  const op = "transforms.adjustHue";
  checkLayout(op, layout);
  if (typeof factor !== "number" || !(factor >= -0.5 && factor <= 0.5)) throw new ValidationError(op, `invalid factor: ${String(factor)}`, "a number from -0.5 to 0.5; 0 changes nothing");
  return imageTransform("adjustHue", { factor, layout }, (x) => turned(op, x, factor, layout));
}

export const turned: Adjustment = (op, x, factor, layout) => {
  const axes = colorAxes(op, x, layout);
  if (axes.channels === 1) return x;
  const colors = wide(isFloat(x.dtype) ? x : scaledTo(op, x, "float32"));
  const [red, green, blue] = [0, 1, 2].map((at) => channelOf(colors, axes, at)) as [Tensor, Tensor, Tensor];
  const value = maximum(maximum(red, green), blue);
  const chroma = sub(value, minimum(minimum(red, green), blue));
  const hue = add(hueOf([red, green, blue], value, chroma), 6 * factor);
  // Each channel falls from the value by the chroma over its own part of the circle.
  const channel = (offset: number): Tensor => {
    const place = mod(add(hue, offset), 6);
    return sub(value, mul(chroma, clamp(minimum(place, add(neg(place), 4)), 0, 1)));
  };
  const result = concat([channel(5), channel(3), channel(1)], { axis: axes.channel! });
  return isFloat(x.dtype) ? astype(result, x.dtype) : scaledTo(op, clamp(result, 0, 1), x.dtype);
};

/** In sixths of the circle, from red on; 0 for grey. */
function hueOf([red, green, blue]: readonly [Tensor, Tensor, Tensor], value: Tensor, chroma: Tensor): Tensor {
  const divisor = where(eq(chroma, 0), 1, chroma);
  const from = (a: Tensor, b: Tensor, start: number): Tensor => add(div(sub(a, b), divisor), start);
  return where(eq(value, red), from(green, blue, 0), where(eq(value, green), from(blue, red, 2), from(red, green, 4)));
}

/** Random colours. */
import { ValidationError } from "../errors.ts";
import { brightened, contrasted, saturated, type Adjustment } from "./color.ts";
import { turned } from "./hue.ts";
import { checkLayout, type LayoutOptions } from "./layout.ts";
import { checkRange, randomTransform, type RandomOptions, type RandomTransform } from "./random.ts";

/** [least, greatest] factor, or how far it may be from the one that changes nothing. */
type Spread = number | readonly [number, number];

export interface ColorJitterOptions extends LayoutOptions, RandomOptions {
  /** Default: 0. Factors are drawn from [max(0, 1 - x), 1 + x]. */
  readonly brightness?: Spread;
  /** As brightness. */
  readonly contrast?: Spread;
  /** As brightness. */
  readonly saturation?: Spread;
  /** Default: 0, at most 0.5. Drawn from [-x, x]. */
  readonly hue?: Spread;
}

type Property = "brightness" | "contrast" | "saturation" | "hue";

/** What was done, in order. */
export type Jitter = readonly { readonly property: Property; readonly factor: number }[];

const adjustments: Record<Property, Adjustment> = { brightness: brightened, contrast: contrasted, saturation: saturated, hue: turned };

/** Brightness, contrast, saturation and hue changed by random factors, in random order, as torchvision does. `drawn` tells them. Throws `ValidationError` for ranges that are none. */
export function colorJitter({ brightness = 0, contrast = 0, saturation = 0, hue = 0, layout = "CHW", seed }: ColorJitterOptions = {}): RandomTransform<Jitter> {
  const op = "transforms.colorJitter";
  checkLayout(op, layout);
  const ranges: Record<Property, readonly [number, number] | undefined> = {
    brightness: rangeOf(op, "brightness", brightness, 1, 0, Infinity),
    contrast: rangeOf(op, "contrast", contrast, 1, 0, Infinity),
    saturation: rangeOf(op, "saturation", saturation, 1, 0, Infinity),
    hue: rangeOf(op, "hue", hue, 0, -0.5, 0.5),
  };
  const used = (Object.keys(ranges) as Property[]).filter((property) => ranges[property] !== undefined);
  return randomTransform("colorJitter", { brightness, contrast, saturation, hue, layout }, { seed }, {
    draw: (draws): Jitter => draws.shuffled(used).map((property) => ({ property, factor: draws.uniform(...ranges[property]!) })),
    compute: (x, jitter) => jitter.reduce((image, { property, factor }) => adjustments[property](op, image, factor, layout), x),
  });
}

/** undefined where nothing changes. */
function rangeOf(op: string, name: Property, spread: Spread, neutral: number, least: number, most: number): readonly [number, number] | undefined {
  if (typeof spread === "number" && !(spread >= 0)) throw new ValidationError(op, `invalid ${name}: ${spread}`, "a number that is not negative, or [least, greatest]");
  if (typeof spread !== "number" && !Array.isArray(spread)) throw new ValidationError(op, `invalid ${name}: ${String(spread)}`, "a number that is not negative, or [least, greatest]");
  const range = typeof spread === "number" ? ([neutral === 1 ? Math.max(0, 1 - spread) : -spread, neutral + spread] as const) : spread;
  const [low, high] = checkRange(op, name, range as readonly [number, number], least, most);
  return low === neutral && high === neutral ? undefined : [low, high];
}

/** Padding. */
import { assemble } from "../dispatch.ts";
import { ShapeError, ValidationError } from "../errors.ts";
import { onDeviceOf } from "../indices.ts";
import { asTensor, type TensorLike } from "../operand.ts";
import { scope } from "../scope.ts";
import { formatShape } from "../shape.ts";
import { Tensor, valueOf } from "../tensor.ts";
import { broadcastValue, sliceValue, type Value } from "../value.ts";
import { take } from "./indexing.ts";
import { reshape } from "./manipulation.ts";

/** How many elements go before and after. */
type Width = readonly [before: number, after: number];

/** One number for everywhere, a pair for every axis, or a pair for each. */
export type PadWidths = number | Width | readonly Width[];

type Mode = "constant" | "edge" | "reflect" | "wrap";

export interface PadOptions {
  /** What the new elements are. "constant" (default): `value`. "edge": the outermost element. "reflect": what lies inside, mirrored at the outermost element. "wrap": the elements of the other end. */
  readonly mode?: Mode;
  /** Default: 0. */
  readonly value?: number;
}

/** The tensor with elements before and after each axis, as NumPy's `pad` counts them. Throws `ValidationError`, and `ShapeError` when there is nothing to repeat. */
export function pad(x: TensorLike, widths: PadWidths, { mode = "constant", value = 0 }: PadOptions = {}): Tensor {
  const source = asTensor(x);
  const pairs = pairsFor(widths, source.ndim);
  if (mode === "constant") return padWith(source, pairs, value);
  if (!Object.hasOwn(sources, mode)) throw new ValidationError("pad", `unknown mode: ${String(mode)}`, "one of constant, edge, reflect, wrap");
  const place = sources[mode];
  return scope(() =>
    pairs.reduce((padded, [before, after], axis) => {
      const length = padded.shape[axis]!;
      if (before + after === 0) return padded;
      if (length === 0) throw new ShapeError("pad", `nothing to repeat along axis ${axis}: ${formatShape(padded.shape)}`);
      const places = Array.from({ length: before + length + after }, (_, i) => place(i - before, length));
      return take(padded, onDeviceOf("pad", padded, places, "int32"), { axis });
    }, reshape(source, source.shape)),
  );
}

function pairsFor(widths: PadWidths, rank: number): readonly Width[] {
  const isPair = (part: unknown): part is Width => Array.isArray(part) && part.length === 2 && part.every((count) => Number.isInteger(count) && count >= 0);
  const all: unknown = typeof widths === "number" ? [widths, widths] : widths;
  const pairs: unknown = isPair(all) ? Array.from({ length: rank }, () => all) : all;
  if (Array.isArray(pairs) && pairs.length === rank && pairs.every(isPair)) return pairs;
  throw new ValidationError("pad", `invalid widths for ${rank} axes: ${JSON.stringify(widths)}`, "a number, [before, after], or one such pair for each axis");
}

const modulo = (i: number, length: number): number => ((i % length) + length) % length;

/** Which element stands at place i, counted from the first. */
const sources: Record<Exclude<Mode, "constant">, (i: number, length: number) => number> = {
  edge: (i, length) => Math.min(Math.max(i, 0), length - 1),
  reflect: (i, length) => {
    const period = Math.max(2 * (length - 1), 1);
    const at = modulo(i, period);
    return Math.min(at, period - at) % length;
  },
  wrap: modulo,
};

/** Each new element is written once: for each axis two slabs, as long as the tensor on the axes before and as the result on those after. */
function padWith(source: Tensor, pairs: readonly Width[], fill: number): Tensor {
  const shape = source.shape.map((length, axis) => pairs[axis]![0] + length + pairs[axis]![1]);
  const inside = (whole: Value, axes: number): Value =>
    pairs.slice(0, axes).reduce((part, [before], axis) => sliceValue(part, axis, before, 1, source.shape[axis]!), whole);
  return scope(() => {
    const one = valueOf("pad", onDeviceOf("pad", source, [fill], source.dtype, []));
    const slab = (axis: number, start: number, count: number): { value: Value; window: (whole: Value) => Value } => {
      const window = (whole: Value): Value => sliceValue(inside(whole, axis), axis, start, 1, count);
      const size = shape.map((length, i) => (i < axis ? source.shape[i]! : i === axis ? count : length));
      return { value: broadcastValue(one, size), window };
    };
    const slabs = pairs.flatMap(([before, after], axis) => [slab(axis, 0, before), slab(axis, before + source.shape[axis]!, after)]);
    const center = { value: valueOf("pad", source), window: (whole: Value) => inside(whole, pairs.length) };
    return new Tensor(assemble("pad", source.dtype, shape, [...slabs, center]), [source]);
  });
}

/** Positions in a sequence, told to a transformer. Angles are computed on the host in float64: in float32 those of far positions would be wrong. */
import { generate, type TensorOptions } from "../creation.ts";
import { ShapeError, ValidationError } from "../errors.ts";
import { onDeviceOf } from "../indices.ts";
import { add, mul } from "../math/arithmetic.ts";
import { astype, reshape } from "../math/manipulation.ts";
import { slice } from "../math/slice.ts";
import type { TensorLike } from "../operand.ts";
import { scope } from "../scope.ts";
import { formatShape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { asFloats, wideDtype } from "./operands.ts";

export interface SinusoidOptions extends TensorOptions {
  /** The wavelengths grow from 2π to nearly 2π base. Default: 10000. */
  readonly base?: number;
  /** The position of the first row. Default: 0. */
  readonly offset?: number;
}

/**
 * [length, width]: row p holds sin(p / base^(2i / width)) at 2i and the cosine at 2i + 1. Vaswani et al., "Attention is all you need" (2017).
 * Default dtype: float32. Throws `ShapeError` for wrong lengths.
 */
export function sinusoidalPositions(length: number, width: number, { base = 10000, offset = 0, dtype = "float32" }: SinusoidOptions = {}): Tensor {
  return generate("sinusoidalPositions", [length, width], dtype, (i) => {
    const column = i % width;
    const angle = (Math.floor(i / width) + offset) * frequency(Math.floor(column / 2), width, base);
    return column % 2 === 0 ? Math.sin(angle) : Math.cos(angle);
  });
}

export interface RotaryOptions {
  /** Default: 10000. */
  readonly base?: number;
  /** The position of the first element of the sequence, such as the length of a cache. Default: 0. */
  readonly offset?: number;
  /** Which elements turn together: 2i with 2i + 1 ("interleaved", the paper's; default), or i with i + d / 2 ("half", Llama's checkpoints). */
  readonly pairs?: "interleaved" | "half";
}

/**
 * Every pair of elements of x [..., t, d] turned by the angle position / base^(2i / d), so that products of queries and keys know the distance.
 * Su et al., "RoFormer" (2021). Throws `ShapeError` when d is odd or there is no axis t, `ValidationError` for other pairs.
 */
export function rotaryPositions(x: TensorLike, { base = 10000, offset = 0, pairs = "interleaved" }: RotaryOptions = {}): Tensor {
  if (pairs !== "interleaved" && pairs !== "half") throw new ValidationError("rotaryPositions", `unknown pairs: ${String(pairs)}`, "one of interleaved, half");
  return scope(() => {
    const [source] = asFloats(x);
    const [length, width] = [source.shape.at(-2), source.shape.at(-1)!];
    if (length === undefined || width % 2 !== 0) throw new ShapeError("rotaryPositions", `x is not [..., t, d] with an even d: ${formatShape(source.shape)}`);
    const half = width / 2;
    // Both parts of a pair along an axis of their own: turned about, it is what the sines belong to.
    const paired = reshape(source, [...source.shape.slice(0, -1), ...(pairs === "half" ? [2, half] : [half, 2])]);
    const swapped = slice(paired, ...paired.shape.map((_, axis) => (axis === paired.ndim - (pairs === "half" ? 2 : 1) ? [null, null, -1] : [])));
    const table = (value: (angle: number, second: boolean) => number): Tensor => {
      const numbers = Float64Array.from({ length: length * width }, (_, at) => {
        const [position, place] = [Math.floor(at / width) + offset, at % width];
        const [pair, second] = pairs === "half" ? [place % half, place >= half] : [Math.floor(place / 2), place % 2 === 1];
        return value(position * frequency(pair, width, base), second);
      });
      return onDeviceOf("rotaryPositions", source, numbers, wideDtype(source.dtype), [length, ...paired.shape.slice(-2)]);
    };
    const turned = add(
      mul(paired, table((angle) => Math.cos(angle))),
      mul(swapped, table((angle, second) => (second ? Math.sin(angle) : -Math.sin(angle)))),
    );
    return reshape(astype(turned, source.dtype), source.shape);
  });
}

/** Of pair i, in radians a position. */
const frequency = (i: number, width: number, base: number): number => base ** ((-2 * i) / width);

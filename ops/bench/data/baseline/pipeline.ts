/** What prepares a picture for a model: smaller, its middle, floats, around 0. uint8 [3, height, width] becomes float32 [3, side, side]. */
import { resizeBytes } from "./resize.ts";

const means = [0.485, 0.456, 0.406];
const deviations = [0.229, 0.224, 0.225];

/** The shorter edge becomes `shorter` pixels long, of which a square of `side` remains. */
export function prepare(x: Uint8Array, [height, width]: readonly [number, number], shorter: number, side: number): Float32Array {
  const scaled = (length: number): number => Math.trunc((shorter * length) / Math.min(height, width));
  const size = [scaled(height), scaled(width)] as const;
  const [top, left] = [middleOf(size[0] - side), middleOf(size[1] - side)];
  const result = new Float32Array(3 * side * side);
  for (let channel = 0; channel < 3; channel++) {
    const plane = resizeBytes(x.subarray(channel * height * width, (channel + 1) * height * width), [height, width, 1], size);
    const [scale, shift] = [1 / (255 * deviations[channel]!), -means[channel]! / deviations[channel]!];
    for (let row = 0; row < side; row++) {
      const [from, to] = [(top + row) * size[1] + left, (channel * side + row) * side];
      for (let i = 0; i < side; i++) result[to + i] = plane[from + i]! * scale + shift;
    }
  }
  return result;
}

/** Half of it, a half rounded to the even number. */
function middleOf(rest: number): number {
  const half = Math.floor(rest / 2);
  return rest % 2 === 1 && half % 2 === 1 ? half + 1 : half;
}

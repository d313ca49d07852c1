/** The course of a vector's values as a small line. */
import type { JSX } from "solid-js";

const WIDTH = 160;
const HEIGHT = 24;
/** Points drawn; longer vectors are thinned. */
const POINTS = 320;

export function Sparkline(props: { values: ArrayLike<number>; min: number; max: number }): JSX.Element {
  return (
    <svg class="tensor-sparkline" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} role="img" aria-label="Course of the values">
      <path d={sparkPath(props.values, props.min, props.max)} />
    </svg>
  );
}

/** The path through the finite values; gaps where there is none. */
export function sparkPath(values: ArrayLike<number>, min: number, max: number): string {
  const step = Math.max(1, Math.ceil(values.length / POINTS));
  const x = (index: number) => 1 + (index / Math.max(1, values.length - 1)) * (WIDTH - 2);
  const y = (value: number) => HEIGHT - 2 - ((value - min) / (max - min || 1)) * (HEIGHT - 4);
  let path = "";
  let isOpen = false;
  for (let index = 0; index < values.length; index += step) {
    const value = values[index]!;
    const finite = Number.isFinite(value);
    if (finite) path += `${isOpen ? "L" : "M"}${x(index).toFixed(1)},${y(value).toFixed(1)}`;
    isOpen = finite;
  }
  return path;
}

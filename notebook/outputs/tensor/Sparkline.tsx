/** The course of a vector's values as a small line. */
import type { JSX } from "solid-js";

const WIDTH = 160;
const HEIGHT = 24;
/** Longer vectors are drawn as the lowest and the highest value of each of so many stretches. */
const STRETCHES = 160;

export function Sparkline(props: { values: ArrayLike<number>; min: number; max: number }): JSX.Element {
  return (
    <svg class="tensor-sparkline" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} role="img" aria-label="Course of the values">
      <path d={sparkPath(props.values, props.min, props.max)} />
    </svg>
  );
}

/** The path through the finite values; gaps where there is none. */
export function sparkPath(values: ArrayLike<number>, min: number, max: number): string {
  const x = (index: number) => 1 + (index / Math.max(1, values.length - 1)) * (WIDTH - 2);
  const y = (value: number) => HEIGHT - 2 - ((value - min) / (max - min || 1)) * (HEIGHT - 4);
  let path = "";
  let isOpen = false;
  for (const index of indicesToDraw(values)) {
    const value = values[index]!;
    const isFinite = Number.isFinite(value);
    if (isFinite) path += `${isOpen ? "L" : "M"}${x(index).toFixed(1)},${y(value).toFixed(1)}`;
    isOpen = isFinite;
  }
  return path;
}

function indicesToDraw(values: ArrayLike<number>): number[] {
  if (values.length <= 2 * STRETCHES) return Array.from(values, (_, index) => index);
  return Array.from({ length: STRETCHES }, (_, stretch) => {
    const start = Math.floor((stretch * values.length) / STRETCHES);
    const end = Math.floor(((stretch + 1) * values.length) / STRETCHES);
    let [low, high] = [start, start];
    for (let index = start; index < end; index++) {
      if (values[index]! < values[low]!) low = index;
      if (values[index]! > values[high]!) high = index;
    }
    return low < high ? [low, high] : [high, low];
  }).flat();
}

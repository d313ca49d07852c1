/** How a tensor's values are spread: bars with the range under them. */
import { For, type JSX } from "solid-js";
import type { TensorView } from "../../../cells/mime.ts";
import { formatCount, formatNumber } from "../format.ts";

const HEIGHT = 96;

export function Histogram(props: { histogram: NonNullable<TensorView["histogram"]> }): JSX.Element {
  const counts = () => props.histogram.counts;
  const most = () => Math.max(1, ...counts());
  const edge = (index: number) => props.histogram.min + ((props.histogram.max - props.histogram.min) * index) / counts().length;
  return (
    <figure class="tensor-histogram">
      <svg
        viewBox={`0 0 ${counts().length} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`Histogram from ${formatNumber(props.histogram.min)} to ${formatNumber(props.histogram.max)}`}
      >
        <For each={counts()}>
          {(count, index) => (
            <rect x={index() + 0.04} width={0.92} y={HEIGHT - (count / most()) * HEIGHT} height={(count / most()) * HEIGHT}>
              <title>
                {formatNumber(edge(index()))} to {formatNumber(edge(index() + 1))}: {formatCount(count)}
              </title>
            </rect>
          )}
        </For>
      </svg>
      <figcaption>
        <span>{formatNumber(props.histogram.min)}</span>
        <span>most in one bar: {formatCount(most())}</span>
        <span>{formatNumber(props.histogram.max)}</span>
      </figcaption>
    </figure>
  );
}

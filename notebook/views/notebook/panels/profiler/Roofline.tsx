/** The roofline plot: how fast each operation is, under the roofs that were measured on this machine. */
import { createMemo, createSignal, For, onMount, Show, type JSX } from "solid-js";
import type { Device } from "../../../../../kernel/wire/messages.ts";
import type { DeviceCeilings } from "../../../../../kernel/wire/profile.ts";
import { tokenOf } from "../parts/colours.ts";
import { showRate, showTime } from "../parts/numbers.ts";
import { operationsOf, type Operation } from "./operations.ts";
import { useProfiler } from "./profiler-context.ts";
import { intensityOf, placeable, placeOf, powersOf, roofOf, scalesOf, type Range } from "./roofline.ts";

const MARGIN = { left: 52, right: 16, top: 12, bottom: 34 };
const HEIGHT = 250;

export default function Roofline(): JSX.Element {
  const { store, slowVersion, cell, ceilingsOf } = useProfiler();
  const points = createMemo(() => (slowVersion(), placeable(operationsOf(store.groups, { cell: cell(), byShape: true }))));
  const devices = createMemo(() => [...new Set(points().map(({ device }) => device))].toSorted(), [], { equals: (a, b) => a.join() === b.join() });
  return (
    <div class="rooflines">
      <For each={devices()} fallback={<p class="panel-empty">Operations that compute are placed here: run a cell with a product, a sum or a chain of them.</p>}>
        {(device) => (
          <Show when={ceilingsOf(device)} fallback={<p class="panel-empty">What {device} reaches on this machine is measured as soon as the kernel is idle; that takes about half a second.</p>}>
            {(ceilings) => <Plot device={device} ceilings={ceilings()} points={points().filter((point) => point.device === device)} />}
          </Show>
        )}
      </For>
    </div>
  );
}

function Plot(props: { device: Device; ceilings: DeviceCeilings; points: Operation[] }): JSX.Element {
  const { select, selected } = useProfiler();
  const [width, setWidth] = createSignal(480);
  const scales = createMemo(() => scalesOf(props.points, props.ceilings));
  const x = (value: number) => MARGIN.left + placeOf(value, scales().x) * (width() - MARGIN.left - MARGIN.right);
  const y = (value: number) => HEIGHT - MARGIN.bottom - placeOf(value, scales().y) * (HEIGHT - MARGIN.top - MARGIN.bottom);
  const roof = (gbs: number) => roofOf(scales().x, gbs, props.ceilings.gflops).map(([at, height]) => `${x(at)},${y(height)}`).join(" ");
  const label = () =>
    `Roofline of ${props.device}: ${showRate(props.ceilings.gflops)} GFLOP/s, ${showRate(props.ceilings.gbs)} GB/s from memory, ${showRate(props.ceilings.cachedGbs)} GB/s from the cache; ${props.points.length} operations, which stand as numbers under Operations.`;
  let figure!: HTMLElement;
  onMount(() => {
    const observer = new ResizeObserver(() => setWidth(Math.max(280, figure.clientWidth)));
    observer.observe(figure);
  });
  return (
    <figure class="roofline" ref={figure}>
      <svg width={width()} height={HEIGHT} role="group" aria-label={label()}>
        <Axis range={scales().x} at={x} length={HEIGHT - MARGIN.bottom} isVertical={false} />
        <Axis range={scales().y} at={y} length={width() - MARGIN.right} isVertical />
        <polyline class="roof cached" points={roof(props.ceilings.cachedGbs)} />
        <polyline class="roof" points={roof(props.ceilings.gbs)} />
        <text class="roof-name" x={width() - MARGIN.right} y={y(props.ceilings.gflops) - 6} text-anchor="end">
          {showRate(props.ceilings.gflops)} GFLOP/s
        </text>
        <For each={props.points}>
          {(point) => (
            <circle
              class="roof-point"
              classList={{ selected: point.group === selected() }}
              cx={x(intensityOf(point))}
              cy={y(point.gflops!)}
              r={4 + 8 * Math.sqrt(point.share)}
              style={{ fill: tokenOf(point.name) }}
              role="button"
              tabindex={0}
              aria-label={`${point.name}: ${showRate(point.gflops)} GFLOP/s`}
              onClick={() => select(point.group)}
              onKeyDown={(event) => (event.key === "Enter" || event.key === " ") && (event.preventDefault(), select(point.group))}
            >
              <title>{`${point.name} ${point.shapes}\n${showRate(point.gflops)} GFLOP/s, ${showRate(intensityOf(point))} operations a byte, ${showTime(point.ms)} in all`}</title>
            </circle>
          )}
        </For>
        <text class="axis-name" x={width() - MARGIN.right} y={HEIGHT - 4} text-anchor="end">
          operations a byte
        </text>
        <text class="axis-name" x={MARGIN.left + 6} y={MARGIN.top + 2}>
          GFLOP/s
        </text>
      </svg>
      <figcaption>
        {props.device} on this machine: {showRate(props.ceilings.gbs)} GB/s from memory (line), {showRate(props.ceilings.cachedGbs)} GB/s from the cache (dashed), {showRate(props.ceilings.gflops)} GFLOP/s{" "}
        {props.ceilings.measuredBy === "registers" ? "in registers" : "in the fastest product of matrices"}. A larger point took more time.
      </figcaption>
    </figure>
  );
}

function Axis(props: { range: Range; at(value: number): number; length: number; isVertical: boolean }): JSX.Element {
  return (
    <For each={powersOf(props.range)}>
      {(power) => (
        <Show
          when={props.isVertical}
          fallback={
            <g class="axis">
              <line x1={props.at(power)} x2={props.at(power)} y1={MARGIN.top} y2={props.length} />
              <text x={props.at(power)} y={props.length + 14} text-anchor="middle">
                {power >= 1e6 ? power.toExponential(0) : power}
              </text>
            </g>
          }
        >
          <g class="axis">
            <line x1={MARGIN.left} x2={props.length} y1={props.at(power)} y2={props.at(power)} />
            <text x={MARGIN.left - 6} y={props.at(power) + 4} text-anchor="end">
              {power}
            </text>
          </g>
        </Show>
      )}
    </For>
  );
}

/** The values of a matrix with its indices, shaded by size if wanted. */
import { createMemo, For, Show, type JSX } from "solid-js";
import { columnFormat, formatCount } from "../format.ts";
import type { Grid } from "./slice.ts";

/** Cells drawn at most, in each direction. */
const MOST_ROWS = 50;
const MOST_COLUMNS = 25;

export interface TensorGridProps {
  grid: Grid;
  /** Values are shown as true and false. */
  isBool: boolean;
  /** Largest absolute value, for the shading; null: no shading. */
  shadeTo: number | null;
}

export function TensorGrid(props: TensorGridProps): JSX.Element {
  const rows = () => indices(Math.min(props.grid.rows, MOST_ROWS));
  const columns = () => indices(Math.min(props.grid.columns, MOST_COLUMNS));
  const format = createMemo(() => (props.isBool ? formatBool : columnFormat(rows().flatMap((row) => columns().map((column) => props.grid.at(row, column) ?? 0)))));
  const isCut = () => props.grid.rows > MOST_ROWS || props.grid.columns > MOST_COLUMNS;
  const size = (rows: number, columns: number) => (props.grid.isMatrix ? `${formatCount(rows)} × ${formatCount(columns)}` : formatCount(columns));
  return (
    <>
      <div class="tensor-scroll" tabindex={0} role="group" aria-label="Values">
        <table class="tensor-grid">
          <thead>
            <tr>
              <Show when={props.grid.isMatrix}>
                <td />
              </Show>
              <For each={columns()}>{(column) => <th scope="col">{column}</th>}</For>
            </tr>
          </thead>
          <tbody>
            <For each={rows()}>
              {(row) => (
                <tr>
                  <Show when={props.grid.isMatrix}>
                    <th scope="row">{row}</th>
                  </Show>
                  <For each={columns()}>{(column) => <ValueCell value={props.grid.at(row, column)} shadeTo={props.shadeTo} format={format()} />}</For>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </div>
      <Show when={isCut()}>
        <p class="output-notice">
          The first {size(rows().length, columns().length)} of {size(props.grid.rows, props.grid.columns)} values.
        </p>
      </Show>
    </>
  );
}

function ValueCell(props: { value: number | undefined; shadeTo: number | null; format(value: number): string }): JSX.Element {
  return (
    <td title={props.value === undefined ? "not sent by the kernel" : String(props.value)} style={{ background: shade(props.value, props.shadeTo) }}>
      {props.value === undefined ? "…" : props.format(props.value)}
    </td>
  );
}

function shade(value: number | undefined, shadeTo: number | null): string | undefined {
  if (shadeTo === null || shadeTo === 0 || value === undefined || !Number.isFinite(value)) return undefined;
  const strength = Math.round((Math.min(1, Math.abs(value) / shadeTo) ** 0.8) * 45);
  return `color-mix(in srgb, var(${value < 0 ? "--chart-2" : "--chart-1"}) ${strength}%, transparent)`;
}

const formatBool = (value: number) => String(value !== 0);

function indices(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}

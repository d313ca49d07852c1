/** A tensor: what it is in one line, its statistics, and on demand its values, their spread, or NumPy's text. */
import { createMemo, createSignal, For, Match, Show, Switch, type JSX } from "solid-js";
import type { TensorView } from "../../../cells/mime.ts";
import { unpack } from "../../../cells/packed.ts";
import { formatBytes, formatCount, formatNumber } from "../format.ts";
import type { RendererProps } from "../renderer.ts";
import { TextBlock } from "../text/TextBlock.tsx";
import { Histogram } from "./Histogram.tsx";
import { sliceGrid } from "./slice.ts";
import { Sparkline } from "./Sparkline.tsx";
import { TensorGrid } from "./TensorGrid.tsx";
import "./tensor.css";

type Face = "values" | "text" | "histogram";

export default function TensorOutput(props: RendererProps): JSX.Element {
  const view = () => props.data as unknown as TensorView;
  const values = createMemo(() => (view().values ? unpack(view().values!) : null));
  const faces = createMemo<Face[]>(() => [...(values() && view().shape.length > 0 ? (["values"] as const) : []), "text", ...(view().histogram ? (["histogram"] as const) : [])]);
  const [chosen, setChosen] = createSignal<Face>();
  const face = () => (faces().includes(chosen()!) ? chosen()! : faces()[0]!);
  const [shaded, setShaded] = createSignal(false);
  const [leading, setLeading] = createSignal<number[]>([]);
  const axes = createMemo(() => view().shape.slice(0, -2));
  const indices = createMemo(() => axes().map((length, axis) => Math.min(leading()[axis] ?? 0, length - 1)));
  const largest = () => Math.max(Math.abs(view().stats?.min ?? 0), Math.abs(view().stats?.max ?? 0));
  return (
    <div class="output-tensor">
      <div class="tensor-head">
        <Summary view={view()} />
        <Show when={view().shape.length === 1 && view().stats && values()}>
          {(vector) => <Sparkline values={vector()} min={view().stats!.min} max={view().stats!.max} />}
        </Show>
        <div class="tensor-faces" role="group" aria-label="Show the tensor as">
          <For each={faces().length > 1 ? faces() : []}>
            {(each) => (
              <button type="button" aria-pressed={face() === each} onClick={() => setChosen(each)}>
                {NAMES[each]}
              </button>
            )}
          </For>
          <Show when={face() === "values"}>
            <button type="button" aria-pressed={shaded()} onClick={() => setShaded(!shaded())}>
              Shade
            </button>
          </Show>
        </div>
      </div>
      <Switch>
        <Match when={face() === "values" && view().shape.includes(0)}>
          <p class="output-notice">No values: an axis has length 0.</p>
        </Match>
        <Match when={face() === "values" && values()}>
          {(values) => (
            <>
              <LeadingAxes axes={axes()} indices={indices()} onChange={setLeading} />
              <TensorGrid grid={sliceGrid(view().shape, values(), indices())} isBool={view().dtype === "bool"} shadeTo={shaded() ? largest() : null} />
            </>
          )}
        </Match>
        <Match when={face() === "histogram" && view().histogram}>{(histogram) => <Histogram histogram={histogram()} />}</Match>
        <Match when={face() === "text"}>
          <TextBlock text={view().text} from="start" />
        </Match>
      </Switch>
      <Stats stats={view().stats} />
    </div>
  );
}

const NAMES: Record<Face, string> = { values: "Values", text: "Text", histogram: "Histogram" };

function Summary(props: { view: TensorView }): JSX.Element {
  return (
    <p class="tensor-summary">
      <strong>
        {props.view.dtype} [{props.view.shape.join(", ")}]
      </strong>{" "}
      on {props.view.device}, <span title={`${formatCount(props.view.nbytes)} bytes`}>{formatBytes(props.view.nbytes)}</span>
    </p>
  );
}

function LeadingAxes(props: { axes: number[]; indices: number[]; onChange(indices: number[]): void }): JSX.Element {
  return (
    <Show when={props.axes.length > 0}>
      <div class="tensor-axes">
        <For each={props.axes}>
          {(length, axis) => (
            <label>
              axis {axis()}
              <input
                type="number"
                min={0}
                max={length - 1}
                value={props.indices[axis()]}
                onInput={(event) => props.onChange(props.indices.with(axis(), Math.max(0, event.currentTarget.valueAsNumber || 0)))}
              />
              of {length}
            </label>
          )}
        </For>
      </div>
    </Show>
  );
}

function Stats(props: { stats: TensorView["stats"] }): JSX.Element {
  const shown = () => (props.stats ? Object.entries(props.stats).filter(([name, value]) => ALWAYS.has(name) || value > 0) : []);
  return (
    <Show when={shown().length > 0}>
      <dl class="tensor-stats">
        <For each={shown()}>
          {([name, value]) => (
            <div>
              <dt>{name}</dt>
              <dd title={String(value)}>{formatNumber(value)}</dd>
            </div>
          )}
        </For>
      </dl>
    </Show>
  );
}

/** Counts of odd values are shown only when there are any. */
const ALWAYS = new Set(["min", "max", "mean", "std"]);

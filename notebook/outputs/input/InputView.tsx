/** A widget whose value the kernel hears: slider, number, text, choice, checkbox, button, colour, date, file or camera. */
import { createEffect, createSignal, createUniqueId, For, Match, on, Show, Switch, type JSX } from "solid-js";
import type { Json } from "../../../cells/json.ts";
import type { InputView as View } from "../../../cells/mime.ts";
import { formatNumber } from "../format.ts";
import { useOutputActions } from "../output-actions.ts";
import type { RendererProps } from "../renderer.ts";
import { CameraControl } from "./CameraControl.tsx";
import { FileControl } from "./FileControl.tsx";
import { sendLatest } from "./latest.ts";
import "./input.css";

/** Milliseconds after the reader's own change in which the kernel's answers, which lag behind, do not move the control. */
const TOUCHED = 500;

export function InputView(props: RendererProps): JSX.Element {
  const actions = useOutputActions();
  const view = () => props.data as unknown as View;
  const id = createUniqueId();
  const [value, setValue] = createSignal<Json>(view().value);
  let touchedAt = -Infinity;
  const hear = (next: Json) => performance.now() - touchedAt > TOUCHED && setValue(next as never);
  createEffect(on(() => view().value, hear, { defer: true }));
  const send = sendLatest((next: Json) => actions.onInput(view().id, next));
  const change = (next: Json) => {
    touchedAt = performance.now();
    setValue(next as never);
    send(next);
  };
  const text = () => String(value() ?? "");
  const bounds = () => ({ min: view().min, max: view().max, step: view().step ?? "any" });
  return (
    <div class="output-input" data-kind={view().kind}>
      <Show when={view().kind !== "button" && view().kind !== "camera"}>
        <label for={id}>{view().label}</label>
      </Show>
      <Switch fallback={<span class="output-notice">unknown kind of input: {String(view().kind)}</span>}>
        <Match when={view().kind === "range"}>
          <input id={id} type="range" {...bounds()} value={text()} onInput={(event) => change(event.currentTarget.valueAsNumber)} />
          <output for={id} title={text()}>
            {formatNumber(Number(value()))}
          </output>
        </Match>
        <Match when={view().kind === "number"}>
          <input id={id} type="number" {...bounds()} value={text()} onInput={(event) => changeNumber(event.currentTarget, change)} />
        </Match>
        <Match when={view().kind === "select"}>
          <select id={id} onChange={(event) => change(event.currentTarget.value)}>
            <For each={view().options ?? []}>{(option) => <option selected={option === value()}>{option}</option>}</For>
          </select>
        </Match>
        <Match when={view().kind === "checkbox"}>
          <input id={id} type="checkbox" checked={value() === true} onChange={(event) => change(event.currentTarget.checked)} />
        </Match>
        <Match when={view().kind === "button"}>
          <button type="button" class="button" onClick={() => change(Number(value() ?? 0) + 1)}>
            {view().label}
          </button>
        </Match>
        <Match when={view().kind === "file"}>
          <FileControl id={id} view={view()} offered={actions.takeFile()} onFile={(file) => actions.onInput(view().id, file)} />
        </Match>
        <Match when={view().kind === "camera"}>
          <CameraControl label={view().label} onPicture={(file) => actions.onInput(view().id, file)} />
        </Match>
        <Match when={view().kind === "text" || view().kind === "color" || view().kind === "date"}>
          <input id={id} type={view().kind} value={text()} onInput={(event) => change(event.currentTarget.value)} />
        </Match>
      </Switch>
    </div>
  );
}

/** A number that is half typed is not a value yet. */
function changeNumber(input: HTMLInputElement, change: (value: number) => void): void {
  if (Number.isFinite(input.valueAsNumber)) change(input.valueAsNumber);
}

/** The panel beside the column: one at a time, wide as the reader left it. */
import X from "lucide-solid/icons/x";
import { createSignal, Match, Switch } from "solid-js";
import type { Panel } from "../../../commands/workbench.ts";
import { remember } from "../../parts/remember.ts";
import { useBench } from "../workbench-context.ts";
import { Contents } from "./Contents.tsx";
import { Variables } from "./Variables.tsx";

const TITLES: Record<Panel, string> = { contents: "Contents", variables: "Variables" };
const WIDTH_KEY = "tessera.panel-width";
const NARROWEST = 220;
const WIDEST = 640;
const USUAL = 300;
const STEP = 24;

export function PanelView(props: { panel: Panel }) {
  const { setPanel } = useBench();
  const [width, setWidth] = createSignal(Number(remember.read(WIDTH_KEY)) || USUAL);
  const resize = (wanted: number) => {
    setWidth(Math.min(WIDEST, Math.max(NARROWEST, wanted)));
    remember.write(WIDTH_KEY, String(width()));
  };
  const onPointerMove = (event: PointerEvent) => event.buttons === 1 && resize(innerWidth - event.clientX);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowLeft") resize(width() + STEP);
    else if (event.key === "ArrowRight") resize(width() - STEP);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <aside class="panel" aria-label={TITLES[props.panel]} style={{ "--panel-width": `${width()}px` }}>
      <div
        class="panel-edge"
        role="separator"
        aria-label="Width of the panel"
        aria-orientation="vertical"
        aria-valuenow={width()}
        aria-valuemin={NARROWEST}
        aria-valuemax={WIDEST}
        tabindex={0}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={onPointerMove}
        onKeyDown={onKeyDown}
      />
      <div class="panel-head">
        <h2>{TITLES[props.panel]}</h2>
        <button type="button" class="icon-button" aria-label="Close panel" onClick={() => setPanel(null)}>
          <X />
        </button>
      </div>
      <Switch>
        <Match when={props.panel === "contents"}>
          <Contents />
        </Match>
        <Match when={props.panel === "variables"}>
          <Variables />
        </Match>
      </Switch>
    </aside>
  );
}

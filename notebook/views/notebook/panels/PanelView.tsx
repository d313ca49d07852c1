/** The panel beside the column, or below it: one at a time, as large as the reader left it. */
import X from "lucide-solid/icons/x";
import { createSignal, lazy, Suspense, type Component } from "solid-js";
import { Dynamic } from "solid-js/web";
import type { Panel } from "../../../commands/workbench.ts";
import { remember } from "../../parts/remember.ts";
import { useBench } from "../workbench-context.ts";
import { Contents } from "./Contents.tsx";
import { Variables } from "./Variables.tsx";

interface Kind {
  title: string;
  dock: keyof typeof DOCKS;
  view: Component;
}

/** Sizes in pixels: the width of a panel at the right, the height of one below. */
const DOCKS = {
  right: { key: "tessera.panel-width", least: 220, most: 640, usual: 300, size: "Width", orientation: "vertical", grow: "ArrowLeft", shrink: "ArrowRight" },
  below: { key: "tessera.panel-height", least: 200, most: 900, usual: 380, size: "Height", orientation: "horizontal", grow: "ArrowUp", shrink: "ArrowDown" },
} as const;

const KINDS: Record<Panel, Kind> = {
  contents: { title: "Contents", dock: "right", view: Contents },
  variables: { title: "Variables", dock: "right", view: Variables },
  profiler: { title: "Profiler", dock: "below", view: lazy(() => import("./profiler/Profiler.tsx")) },
  memory: { title: "Memory", dock: "below", view: lazy(() => import("./memory/Memory.tsx")) },
};
const STEP = 24;

export function PanelView(props: { panel: Panel }) {
  const { setPanel } = useBench();
  const kind = () => KINDS[props.panel];
  const dock = () => DOCKS[kind().dock];
  const clamped = ({ least, most }: { least: number; most: number }, wanted: number) => Math.min(most, Math.max(least, wanted));
  const remembered = (which: keyof typeof DOCKS) => clamped(DOCKS[which], Number(remember.read(DOCKS[which].key)) || DOCKS[which].usual);
  const [sizes, setSizes] = createSignal({ right: remembered("right"), below: remembered("below") });
  const size = () => sizes()[kind().dock];
  const resize = (wanted: number) => {
    setSizes((all) => ({ ...all, [kind().dock]: clamped(dock(), wanted) }));
    remember.write(dock().key, String(size()));
  };
  const onPointerMove = (event: PointerEvent) => event.buttons === 1 && resize(kind().dock === "right" ? innerWidth - event.clientX : innerHeight - event.clientY);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === dock().grow) resize(size() + STEP);
    else if (event.key === dock().shrink) resize(size() - STEP);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <aside class="panel" data-dock={kind().dock} aria-label={kind().title} style={{ "--panel-size": `${size()}px` }}>
      <div
        class="panel-edge"
        role="separator"
        aria-label={`${dock().size} of the panel`}
        aria-orientation={dock().orientation}
        aria-valuenow={size()}
        aria-valuemin={dock().least}
        aria-valuemax={dock().most}
        tabindex={0}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={onPointerMove}
        onKeyDown={onKeyDown}
      />
      <div class="panel-head">
        <h2>{kind().title}</h2>
        <button type="button" class="icon-button" aria-label="Close panel" onClick={() => setPanel(null)}>
          <X />
        </button>
      </div>
      <Suspense fallback={<p class="panel-empty">Loading…</p>}>
        <Dynamic component={kind().view} />
      </Suspense>
    </aside>
  );
}

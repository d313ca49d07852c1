/** The timeline: what ran when, one row for each kind of work. Zoomed by the wheel and + and −, moved by dragging and the arrow keys. */
import { createEffect, createMemo, createSignal, on, onMount, Show, type JSX } from "solid-js";
import { Canvas, type Picture } from "../parts/Canvas.tsx";
import { showCount, showTime } from "../parts/numbers.ts";
import { useProfiler } from "./profiler-context.ts";
import type { Block } from "./store.ts";
import { blockAt, heightOf, lanesOf, paintTimeline, timeAt, type TimelineState } from "./timeline-picture.ts";
import { allRuns, lastRuns, pan, zoom, type Viewport } from "./viewport.ts";

const STEP = 1.5;
/** Pixels that a press may wander and still be a click. */
const CLICK = 4;

export default function Timeline(): JSX.Element {
  const { store, version, selected, select, cell, titleOf } = useProfiler();
  /** Null: the last runs, also as they go on. */
  const [chosen, setChosen] = createSignal<Viewport | null>(null);
  const [hovered, setHovered] = createSignal<{ block: Block & { lane: string }; x: number; y: number } | null>(null);
  let canvas!: HTMLCanvasElement;

  const viewport = createMemo((): Viewport => {
    version();
    return chosen() ?? lastRuns([...store.runs.values()], store.now) ?? { start: store.now - 1_000, end: store.now };
  });
  const lanes = createMemo(() => (version(), lanesOf(store).length));
  const state = (): TimelineState => ({ store, viewport: viewport(), titleOf, selected: selected(), cell: cell() });
  // Cleared or begun anew: what was looked at is gone.
  createEffect(on(() => (version(), store.runs.size === 0), (empty) => empty && setChosen(null)));

  function draw(): (picture: Picture) => void {
    version();
    const now = state();
    return (picture) => paintTimeline(picture, now);
  }

  function onWheel(event: WheelEvent): void {
    event.preventDefault();
    const x = event.clientX - canvas.getBoundingClientRect().left;
    if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) setChosen(pan(viewport(), ((event.deltaX || event.deltaY) / canvas.clientWidth) * 0.8));
    else setChosen(zoom(viewport(), 1.0018 ** event.deltaY, timeAt(viewport(), x, canvas.clientWidth)));
  }

  let pressed: { x: number; viewport: Viewport; moved: boolean } | null = null;
  function onPointerMove(event: PointerEvent): void {
    const box = canvas.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    if (pressed && event.buttons === 1) {
      const by = event.clientX - pressed.x;
      pressed.moved ||= Math.abs(by) > CLICK;
      if (pressed.moved) setChosen(pan(pressed.viewport, -by / canvas.clientWidth));
    }
    const block = pressed?.moved ? null : blockAt(state(), x, y, canvas.clientWidth);
    setHovered(block && { block, x, y });
  }
  function onPointerUp(event: PointerEvent): void {
    const box = canvas.getBoundingClientRect();
    if (pressed && !pressed.moved) select(blockAt(state(), event.clientX - box.left, event.clientY - box.top, canvas.clientWidth)?.group ?? null);
    pressed = null;
  }

  const middle = () => (viewport().start + viewport().end) / 2;
  const KEYS: Record<string, () => void> = {
    ArrowLeft: () => setChosen(pan(viewport(), -0.15)),
    ArrowRight: () => setChosen(pan(viewport(), 0.15)),
    ArrowUp: () => setChosen(zoom(viewport(), 1 / STEP, middle())),
    ArrowDown: () => setChosen(zoom(viewport(), STEP, middle())),
    "+": () => setChosen(zoom(viewport(), 1 / STEP, middle())),
    "-": () => setChosen(zoom(viewport(), STEP, middle())),
    Home: () => setChosen(allRuns([...store.runs.values()], store.now)),
    End: () => setChosen(null),
    ",": () => step(-1),
    ".": () => step(1),
  };
  function onKeyDown(event: KeyboardEvent): void {
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : KEYS[event.key];
    if (!act) return;
    act();
    event.preventDefault();
    event.stopPropagation();
  }

  /** Selects the next or previous operation in view. */
  function step(by: 1 | -1): void {
    const { start, end } = viewport();
    const inView = Array.from({ length: store.count - store.first }, (_, index) => store.block(store.first + index)).filter((block) => block.start < end && block.start + block.ms > start);
    const groups = [...new Set(inView.map(({ group }) => group))];
    const at = groups.indexOf(selected() ?? -1);
    const next = groups.at(at < 0 ? (by > 0 ? 0 : -1) : (at + by) % groups.length);
    if (next !== undefined) select(next);
  }

  onMount(() => canvas.addEventListener("wheel", onWheel, { passive: false }));
  return (
    <div class="timeline">
      <div class="timeline-tools" role="group" aria-label="Timeline">
        <button type="button" class="button quiet" aria-pressed={chosen() === null} onClick={() => setChosen(null)}>
          Last run
        </button>
        <button type="button" class="button quiet" onClick={() => setChosen(allRuns([...store.runs.values()], store.now))}>
          All runs
        </button>
        <button type="button" class="icon-button" aria-label="Zoom in" title="Zoom in (+)" onClick={() => KEYS["+"]!()}>
          +
        </button>
        <button type="button" class="icon-button" aria-label="Zoom out" title="Zoom out (−)" onClick={() => KEYS["-"]!()}>
          −
        </button>
        <span class="timeline-hint">Wheel zooms, dragging moves. With the keyboard: arrows, Home, End; comma and full stop step through operations.</span>
      </div>
      <div
        class="timeline-place"
        style={{ height: `${heightOf(lanes())}px` }}
        onPointerDown={(event) => {
          canvas.setPointerCapture(event.pointerId);
          pressed = { x: event.clientX, viewport: viewport(), moved: false };
        }}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerLeave={() => setHovered(null)}
      >
        <Canvas
          class="timeline-canvas"
          label={`Timeline of ${showTime(viewport().end - viewport().start)}: what ran when. The same as numbers is under Operations.`}
          draw={draw}
          onKeyDown={onKeyDown}
          ref={(element) => (canvas = element)}
        />
        <Show when={hovered()}>{(hover) => <Tip {...hover()} />}</Show>
      </div>
    </div>
  );
}

function Tip(props: { block: Block & { lane: string }; x: number; y: number }): JSX.Element {
  const { store, titleOf } = useProfiler();
  const group = () => store.groups[props.block.group];
  return (
    <div class="tip" style={{ left: `${Math.min(props.x + 12, innerWidth - 280)}px`, top: `${props.y + 14}px` }}>
      <strong>{props.block.spans > 1 ? `${showCount(props.block.spans)} operations, the longest ${group()?.name}` : group()?.name}</strong>
      <Show when={props.block.spans === 1 && group()?.shapes}>
        <span class="shapes">{group()?.shapes}</span>
      </Show>
      <span>
        {showTime(props.block.ms)}
        {props.block.spans > 1 ? `, ${showTime(props.block.busyMs)} of it work` : ""} · {titleOf(group()?.cell ?? null)}
      </span>
    </div>
  );
}

/** The profiler: records while it is open, and shows what the kernel's time went into. */
import { Tabs } from "@kobalte/core/tabs";
import { createMemo, createSignal, For, onCleanup, Show, type Component, type JSX } from "solid-js";
import { Dynamic } from "solid-js/web";
import { downloadFile } from "../../../../share/download.ts";
import { remember } from "../../../parts/remember.ts";
import { useBench } from "../../workbench-context.ts";
import { useCellTitles } from "../parts/cell-titles.ts";
import { showCount, showTime } from "../parts/numbers.ts";
import { createCeilings } from "./ceilings.ts";
import { Details } from "./Details.tsx";
import Flame from "./Flame.tsx";
import Operations from "./Operations.tsx";
import { ProfilerContext, useProfiler, type ProfilerState } from "./profiler-context.ts";
import Roofline from "./Roofline.tsx";
import { Slowest } from "./Slowest.tsx";
import { ProfileStore } from "./store.ts";
import Timeline from "./Timeline.tsx";
import "../instruments.css";
import "./profiler.css";

const VIEWS: readonly [id: string, title: string, view: Component][] = [
  ["timeline", "Timeline", Timeline],
  ["flame", "Flame", Flame],
  ["operations", "Operations", Operations],
  ["roofline", "Roofline", Roofline],
];
const VIEW_KEY = "tessera.profiler-view";
/** Tables and texts change this often, in milliseconds; pictures as often as news come. */
const SLOW = 500;

export default function Profiler(): JSX.Element {
  const state = createState();
  const { store, slowVersion, selected } = state;
  const [view, setView] = createSignal(VIEWS.find(([id]) => id === remember.read(VIEW_KEY))?.[0] ?? "timeline");
  const show = (id: string) => {
    setView(id);
    remember.write(VIEW_KEY, id);
  };
  const isEmpty = createMemo(() => (slowVersion(), store.groups.length === 0));
  return (
    <ProfilerContext.Provider value={state}>
      <Tabs class="instrument" value={view()} onChange={show}>
        <div class="instrument-tools">
          <Tabs.List class="tabs" aria-label="Views of the profile">
            <For each={VIEWS}>{([id, title]) => <Tabs.Trigger class="tab" value={id}>{title}</Tabs.Trigger>}</For>
          </Tabs.List>
          <Tools />
        </div>
        <Show when={!isEmpty()} fallback={<Empty />}>
          <div class="instrument-body">
            <For each={VIEWS}>
              {([id, , component]) => (
                <Tabs.Content class="instrument-main" value={id}>
                  <Dynamic component={component} />
                </Tabs.Content>
              )}
            </For>
            <div class="instrument-side">
              <Show when={selected() !== null} fallback={<Slowest />}>
                <Details group={selected()!} />
              </Show>
            </div>
          </div>
        </Show>
      </Tabs>
    </ProfilerContext.Provider>
  );
}

/** Records for as long as the panel is there. */
function createState(): ProfilerState {
  const { session } = useBench();
  const store = new ProfileStore();
  const [version, setVersion] = createSignal(0);
  const [slowVersion, setSlowVersion] = createSignal(0);
  const [selected, select] = createSignal<number | null>(null);
  const [cell, setCell] = createSignal<string | null>(null);
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const stop = session.watch("profile", (event) => {
    if (event.type !== "profile_data") return;
    if (event.profile.fresh) select(null);
    store.take(event.profile);
    setVersion((count) => count + 1);
    waiting ??= setTimeout(() => {
      waiting = undefined;
      setSlowVersion((count) => count + 1);
    }, event.profile.fresh ? 0 : SLOW);
  });
  onCleanup(() => {
    stop();
    clearTimeout(waiting);
  });
  return { store, version, slowVersion, selected, select, cell, setCell, titleOf: useCellTitles(), ceilingsOf: createCeilings(session) };
}

function Tools(): JSX.Element {
  const { document, session, shell } = useBench();
  const { store, slowVersion, cell, setCell, titleOf } = useProfiler();
  const cells = createMemo(() => (slowVersion(), [...new Set(store.groups.flatMap((group) => group.cell ?? []))]), [], { equals: (a, b) => a.join() === b.join() });
  const sums = createMemo(() => {
    slowVersion();
    const kernels = store.groups.filter(({ kind }) => kind === "kernel" || kind === "host");
    const sumOf = (field: "calls" | "spans" | "ms") => kernels.reduce((sum, group) => sum + group[field], 0);
    return { calls: sumOf("calls"), ms: sumOf("ms"), isEstimate: sumOf("spans") < sumOf("calls") };
  });
  const exportTrace = () => {
    session.profiler.trace().then(
      (text) => downloadFile(`${document.model.title() || "notebook"}.trace.json`, "application/json", text),
      (error: unknown) => shell.notify(`The trace was not exported: ${(error as Error).message}`),
    );
  };
  return (
    <>
      <span class="instrument-status" data-live={session.kernel() === "busy" ? "" : undefined}>
        <Show when={sums().calls > 0} fallback="Recording">
          {sums().isEstimate ? "≈ " : ""}
          {showCount(sums().calls)} {sums().calls === 1 ? "operation" : "operations"}, {showTime(sums().ms)}
        </Show>
      </span>
      <label class="instrument-choice">
        <span class="visually-hidden">Work of which cell</span>
        <select value={cell() ?? ""} onChange={(event) => setCell(event.currentTarget.value || null)}>
          <option value="">All cells</option>
          <For each={cells()}>{(id) => <option value={id}>{titleOf(id)}</option>}</For>
        </select>
      </label>
      <button type="button" class="button quiet" disabled={sums().calls === 0} onClick={() => session.profiler.clearProfile()}>
        Clear
      </button>
      <button type="button" class="button quiet" disabled={sums().calls === 0} onClick={exportTrace}>
        Export as Chrome trace
      </button>
    </>
  );
}

function Empty(): JSX.Element {
  return (
    <div class="instrument-empty">
      <p>
        <strong>Recording.</strong> Run a cell that computes with tensors (Shift+Enter), and what its time went into appears here while it runs.
      </p>
      <p>Nothing is recorded while this panel is closed.</p>
    </div>
  );
}

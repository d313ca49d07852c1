/** The memory panel: what tensors hold and who holds them, over time and now. */
import { Tabs } from "@kobalte/core/tabs";
import { createMemo, createSignal, For, onCleanup, Show, type Component, type JSX } from "solid-js";
import { Dynamic } from "solid-js/web";
import { remember } from "../../../parts/remember.ts";
import { showBytes } from "../../../parts/units.ts";
import { useBench } from "../../workbench-context.ts";
import { Canvas, type Picture } from "../parts/Canvas.tsx";
import { showCount, showShare } from "../parts/numbers.ts";
import { deviceToken, paintChart } from "./chart-picture.ts";
import { MemoryContext, useMemory, type MemoryState } from "./memory-context.ts";
import { Places } from "./Places.tsx";
import { Pools } from "./Pools.tsx";
import { devices, MemoryStore } from "./store.ts";
import { Tensors } from "./Tensors.tsx";
import "../instruments.css";
import "./memory.css";

const VIEWS: readonly [id: string, title: string, view: Component][] = [
  ["tensors", "Tensors", Tensors],
  ["places", "Lines", Places],
  ["pools", "Pools", Pools],
];
const VIEW_KEY = "tessera.memory-view";
/** Tables and texts change this often, in milliseconds. */
const SLOW = 500;

export default function Memory(): JSX.Element {
  const state = createState();
  const [view, setView] = createSignal(VIEWS.find(([id]) => id === remember.read(VIEW_KEY))?.[0] ?? "tensors");
  const show = (id: string) => {
    setView(id);
    remember.write(VIEW_KEY, id);
  };
  return (
    <MemoryContext.Provider value={state}>
      <div class="instrument memory">
        <Summary />
        <div class="instrument-body">
          <div class="instrument-main">
            <Chart />
            <Advice />
          </div>
          <Tabs class="instrument-side memory-side" value={view()} onChange={show}>
            <Tabs.List class="tabs" aria-label="Who holds memory">
              <For each={VIEWS}>{([id, title]) => <Tabs.Trigger class="tab" value={id}>{title}</Tabs.Trigger>}</For>
            </Tabs.List>
            <For each={VIEWS}>
              {([id, , component]) => (
                <Tabs.Content value={id} class="memory-view">
                  <Dynamic component={component} />
                </Tabs.Content>
              )}
            </For>
          </Tabs>
        </div>
      </div>
    </MemoryContext.Provider>
  );
}

function createState(): MemoryState {
  const { session } = useBench();
  const store = new MemoryStore();
  const [version, setVersion] = createSignal(0);
  const [slowVersion, setSlowVersion] = createSignal(0);
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const stop = session.watch("memory", (event) => {
    if (event.type !== "memory_data") return;
    const isFirst = store.latest === null;
    store.take(event.memory);
    setVersion((count) => count + 1);
    waiting ??= setTimeout(() => {
      waiting = undefined;
      setSlowVersion((count) => count + 1);
    }, isFirst ? 0 : SLOW);
  });
  onCleanup(() => {
    stop();
    clearTimeout(waiting);
  });
  const latest = createMemo(() => (slowVersion(), store.latest));
  const held = createMemo(() => (slowVersion(), store.held));
  return { store, version, latest, held };
}

function Summary(): JSX.Element {
  const { latest } = useMemory();
  const { session, shell } = useBench();
  const idle = () => latest()?.pools.reduce((sum, { idleBytes }) => sum + idleBytes, 0) ?? 0;
  const fragmentation = () => Math.max(0, ...(latest()?.pools ?? []).map((pool) => pool.fragmentation));
  const free = () => {
    session.profiler.releaseMemory().then(
      (bytes) => shell.notify(bytes > 0 ? `${showBytes(bytes)} were given back` : "Nothing waits to be used again: there was nothing to give back"),
      (error: unknown) => shell.notify(`Nothing was given back: ${(error as Error).message}`),
    );
  };
  const facts = (): [title: string, value: string, hint: string][] => {
    const data = latest();
    if (!data) return [];
    return [
      ["In tensors", showBytes(data.bytes), `${showCount(data.bytes)} bytes in ${showCount(data.tensors)} tensors`],
      ["Tensors", showCount(data.tensors), "Neither disposed nor collected; views count"],
      ["Peak", showBytes(data.peakBytes), "The most that tensors ever held at once"],
      ["Waiting", showBytes(idle()), "Released by tensors, kept to be used again"],
      ["Hit rate", showShare(data.hitRate), "The share of requests that released memory served"],
      ["Fragmentation", showShare(fragmentation()), "The share of the free address space outside its longest range, of the worst device"],
    ];
  };
  return (
    <div class="instrument-tools">
      <dl class="facts">
        <For each={facts()}>
          {([title, value, hint]) => (
            <div title={hint}>
              <dt>{title}</dt>
              <dd>{value}</dd>
            </div>
          )}
        </For>
      </dl>
      <button type="button" class="button quiet" disabled={session.kernel() !== "idle"} onClick={free}>
        Free memory
      </button>
    </div>
  );
}

function Chart(): JSX.Element {
  const { store, version, latest } = useMemory();
  const draw = (): ((picture: Picture) => void) => {
    version();
    const samples = store.samples();
    return (picture) => paintChart(picture, samples);
  };
  const used = createMemo(() => (latest(), store.used()));
  return (
    <figure class="memory-chart">
      <Canvas class="memory-canvas" label={`Memory over time: now ${showBytes(latest()?.bytes ?? 0)} in tensors, at most ${showBytes(latest()?.peakBytes ?? 0)}`} draw={draw} />
      <figcaption>
        <For each={used()} fallback={<span>No tensor yet.</span>}>
          {(device) => (
            <span>
              <span class="tint" style={{ background: deviceToken(devices.indexOf(device)) }} /> {device}
            </span>
          )}
        </For>
        <Show when={used().length > 0}>
          <span>Lighter: waits to be used again</span>
        </Show>
      </figcaption>
    </figure>
  );
}

function Advice(): JSX.Element {
  const { latest } = useMemory();
  return (
    <Show when={(latest()?.advice.length ?? 0) > 0}>
      <section class="advice" aria-label="Advice">
        <ul>
          <For each={latest()!.advice}>{(sentence) => <li>{sentence.charAt(0).toUpperCase() + sentence.slice(1)}.</li>}</For>
        </ul>
      </section>
    </Show>
  );
}

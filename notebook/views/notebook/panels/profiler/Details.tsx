/** One operation: its shapes and sums, the steps that run as one, and the text that runs on the device. */
import X from "lucide-solid/icons/x";
import { createMemo, createResource, Index, Show, type JSX } from "solid-js";
import { showBytes } from "../../../parts/units.ts";
import { useBench } from "../../workbench-context.ts";
import { showCount, showRate, showTime } from "../parts/numbers.ts";
import { operationsOf } from "./operations.ts";
import { useProfiler } from "./profiler-context.ts";
import { reasonOf } from "./why.ts";

export function Details(props: { group: number }): JSX.Element {
  const { session, selection } = useBench();
  const { store, slowVersion, select, titleOf, ceilingsOf } = useProfiler();
  const group = createMemo(() => (slowVersion(), store.groups[props.group]), undefined, { equals: false });
  const operation = createMemo(() => group() && operationsOf([group()!], { byShape: true })[0]);
  const [source] = createResource(
    () => group()?.steps.length && props.group,
    (index) => session.profiler.kernelSource(index).catch((error: unknown) => ({ plan: [], source: `not told: ${(error as Error).message}` })),
  );
  return (
    <Show when={operation()}>
      {(operation) => (
        <section class="details" aria-label={`Details of ${operation().name}`}>
          <header>
            <h3>{operation().name}</h3>
            <button type="button" class="icon-button" aria-label="Close details" onClick={() => select(null)}>
              <X />
            </button>
          </header>
          <dl>
            <Show when={operation().shapes}>
              <dt>Shapes</dt>
              <dd class="shapes">{operation().shapes}</dd>
            </Show>
            <dt>Caused by</dt>
            <dd>
              <Show when={group()!.cell} fallback={titleOf(null)}>
                {(cell) => (
                  <button type="button" class="link-button" onClick={() => selection.select(cell())}>
                    {titleOf(cell())}
                  </button>
                )}
              </Show>
            </dd>
            <dt>Calls</dt>
            <dd>
              {showCount(operation().calls)} on {operation().device}, {showTime(operation().ms)} in all, the longest {showTime(operation().maxMs)}
            </dd>
            <dt>A call</dt>
            <dd>
              {showTime(operation().ms / operation().calls)}, {showBytes(Math.round(operation().bytes / operation().calls))}
              {operation().flops > 0 ? `, ${showCount(operation().flops / operation().calls)} floating-point operations` : ""}
            </dd>
            <Show when={operation().gbs !== null}>
              <dt>Speed</dt>
              <dd>
                {operation().gflops === null ? "" : `${showRate(operation().gflops)} GFLOP/s, `}
                {showRate(operation().gbs)} GB/s, by the {operation().clock === "gpu" ? "GPU's" : "host's"} clock
              </dd>
            </Show>
          </dl>
          <p class="slowest-advice">{reasonOf(operation(), ceilingsOf(operation().device)).advice}</p>
          <Show when={source.latest && group()!.steps.length > 0}>
            <h4>{source.latest!.plan.length > 1 ? `${source.latest!.plan.length} steps run as one` : "Plan"}</h4>
            <ol class="plan">
              <Index each={source.latest!.plan}>{(step) => <li>{step()}</li>}</Index>
            </ol>
            <h4>What runs</h4>
            <pre class="kernel-source" tabindex={0} aria-label="Kernel source">
              {source.latest!.source ?? "This device does not tell its kernels."}
            </pre>
          </Show>
          <Show when={source.loading && session.kernel() === "busy"}>
            <p class="instrument-note">The kernel tells its plan when the cell pauses or ends.</p>
          </Show>
        </section>
      )}
    </Show>
  );
}

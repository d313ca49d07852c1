/** The quiet margin of a code cell: run button, execution count, state and time. */
import Play from "lucide-solid/icons/play";
import { createEffect, createSignal, onCleanup, Show } from "solid-js";
import type { CellModel } from "../../document/model.ts";
import { showDuration } from "../parts/units.ts";
import { useBench } from "./workbench-context.ts";

const TICK = 100;

export function Gutter(props: { cell: CellModel }) {
  const { session, stale } = useBench();
  const run = session.run(props.cell.id);
  const elapsed = useElapsed(run.startedAt);
  const time = () => (run.state() === "running" ? elapsed() : run.state() === "queued" ? null : run.duration());
  const isStale = () => stale().has(props.cell.id);
  return (
    <div class="gutter">
      <span class="gutter-count" aria-hidden="true">
        {props.cell.executionCount() ?? ""}
      </span>
      <button
        type="button"
        class="icon-button run-button"
        aria-label="Run cell"
        title="Run cell (Shift+Enter)"
        disabled={session.kernel() === "dead"}
        onClick={() => session.execute([props.cell.id])}
      >
        <span class="state-dot" />
        <Play class="run-icon" />
      </button>
      <span class="gutter-time">
        <Show when={time() !== null} fallback={run.state() === "queued" ? "queued" : ""}>
          {showDuration(time() ?? 0)}
        </Show>
        <Show when={isStale()}>
          <span class="stale-word" title="This cell, or one that it builds on, changed after it ran">
            stale
          </span>
        </Show>
      </span>
    </div>
  );
}

/** Milliseconds since a start, told anew ten times a second while there is one. */
function useElapsed(startedAt: () => number | null) {
  const [elapsed, setElapsed] = createSignal(0);
  createEffect(() => {
    const start = startedAt();
    if (start === null) return;
    setElapsed(0);
    const timer = setInterval(() => setElapsed(performance.now() - start), TICK);
    onCleanup(() => clearInterval(timer));
  });
  return elapsed;
}

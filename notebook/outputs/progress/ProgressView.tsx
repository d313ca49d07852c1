/** A progress bar: how far, how long so far, how long still. */
import { Show, type JSX } from "solid-js";
import type { ProgressView as View } from "../../../cells/mime.ts";
import { formatCount, formatDuration } from "../format.ts";
import type { RendererProps } from "../renderer.ts";
import "./progress.css";

export function ProgressView(props: RendererProps): JSX.Element {
  const view = () => props.data as unknown as View;
  const total = () => (view().done && view().total === null ? view().value : view().total);
  const share = () => {
    const of = total();
    return of === null ? null : of > 0 ? Math.min(1, Math.max(0, view().value / of)) : Number(view().done);
  };
  return (
    <div class="output-progress" data-done={view().done ? "" : undefined}>
      <Show when={view().label}>
        <span class="output-progress-label">{String(view().label)}</span>
      </Show>
      <div
        class="output-progress-bar"
        role="progressbar"
        aria-label={view().label ? String(view().label) : "Progress"}
        aria-valuemin={0}
        aria-valuemax={total() ?? undefined}
        aria-valuenow={share() === null ? undefined : view().value}
        aria-valuetext={describe(view(), share())}
      >
        <div class="output-progress-done" data-unknown={share() === null ? "" : undefined} style={{ width: `${(share() ?? 0.25) * 100}%` }} />
      </div>
      <span class="output-progress-text">{describe(view(), share())}</span>
    </div>
  );
}

/** "42 of 100 · 1.2 s · 1.7 s left" */
export function describe(view: View, share: number | null): string {
  const count = view.total === null ? formatCount(view.value) : `${formatCount(view.value)} of ${formatCount(view.total)}`;
  const left = share !== null && share > 0 && !view.done ? `${formatDuration((view.elapsed * (1 - share)) / share)} left` : "";
  return [count, formatDuration(view.elapsed), left].filter(Boolean).join(" · ");
}

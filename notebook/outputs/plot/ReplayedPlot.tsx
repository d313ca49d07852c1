/** A recording drawn with real Plot, as wide as its column; drawn again when that changes. */
import { createMemo, createSignal, onCleanup, onMount, Show, type JSX } from "solid-js";
import type { RecordedPlotView } from "../../../cells/mime.ts";
import { formatCount } from "../format.ts";
import { drawPlot } from "./draw.ts";
import { plotHeight } from "./plot-height.ts";
import { countValues } from "./plot-size.ts";
import "./plot.css";

/** More than this are drawn only when the reader agrees. */
const MOST_VALUES = 80_000;

export function ReplayedPlot(props: { view: RecordedPlotView }): JSX.Element {
  const [width, setWidth] = createSignal(0);
  const count = createMemo(() => countValues(props.view));
  const [isAgreed, setAgreed] = createSignal(false);
  const [place, setPlace] = createSignal<HTMLElement>();
  onMount(() => {
    let frame = 0;
    // Drawing inside the observer's own callback would be a loop in the browser's eyes.
    const observer = new ResizeObserver(([entry]) => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => setWidth(Math.floor(entry!.contentRect.width)));
    });
    observer.observe(place()!);
    onCleanup(() => {
      observer.disconnect();
      cancelAnimationFrame(frame);
    });
  });
  const drawn = createMemo(() => (width() > 0 && (isAgreed() || count() <= MOST_VALUES) ? drawPlot(props.view, width(), { inSlices: true }) : null));
  return (
    <div ref={setPlace} class="output-plot" style={{ "min-height": drawn() ? undefined : `${plotHeight(props.view as never)}px` }}>
      <Show when={!isAgreed() && count() > MOST_VALUES}>
        <p class="output-notice">
          This plot has {formatCount(count())} values; drawing it may stop the page for a moment.{" "}
          <button type="button" class="output-link" onClick={() => setAgreed(true)}>
            Draw it
          </button>
        </p>
      </Show>
      {drawn()}
    </div>
  );
}

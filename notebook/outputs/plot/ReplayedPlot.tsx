/** A recording drawn with real Plot, as wide as its column; drawn again when that changes. */
import { createMemo, createSignal, onCleanup, onMount, type JSX } from "solid-js";
import type { RecordedPlotView } from "../../../cells/mime.ts";
import { drawPlot } from "./draw.ts";
import { plotHeight } from "./plot-height.ts";
import "./plot.css";

export function ReplayedPlot(props: { view: RecordedPlotView }): JSX.Element {
  const [width, setWidth] = createSignal(0);
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
  const drawn = createMemo(() => (width() > 0 ? drawPlot(props.view, width()) : null));
  return (
    <div ref={setPlace} class="output-plot" style={{ "min-height": drawn() ? undefined : `${plotHeight(props.view as never)}px` }}>
      {drawn()}
    </div>
  );
}

/** A plot: replayed here when it came as a recording, shown as it is when the kernel had to draw it. */
import { Show, type JSX } from "solid-js";
import type { PlotView, RecordedPlotView } from "../../../cells/mime.ts";
import { Contained } from "../html/Contained.tsx";
import { asText, type RendererProps } from "../renderer.ts";
import { drawnOf, sanitizeDrawing } from "./drawn.ts";
import { ReplayedPlot } from "./ReplayedPlot.tsx";

export default function PlotOutput(props: RendererProps): JSX.Element {
  const view = () => props.data as unknown as PlotView;
  return (
    <Show when={drawnOf(view())} fallback={<ReplayedPlot view={view() as RecordedPlotView} />}>
      {(drawn) => (
        <>
          <Contained markup={sanitizeDrawing(drawn().drawn, asText(props.bundle[drawn().drawn] ?? ""))} />
          <p class="output-notice">Drawn in the kernel, so without tips and resizing, because {String(drawn().reason)}.</p>
        </>
      )}
    </Show>
  );
}

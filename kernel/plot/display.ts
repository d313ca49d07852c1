/** The MIME bundle of a recorded plot: a recording for the page to replay, or a drawing with the reason why it is one. */
import { MIME } from "../../cells/mime.ts";
import type { DrawnPlotView, PlotView } from "../../cells/mime.ts";
import type { Data } from "../../cells/json.ts";
import type { MimeBundle } from "../../cells/output.ts";
import { recordPlot } from "./record.ts";
import { readTensors } from "./tensors.ts";
import { Unrecordable } from "./unrecordable.ts";

/** Throws what the reader's accessors throw, and what Plot throws when it draws here. */
export async function displayPlot(plot: { name: "plot" | "legend"; args: unknown[] }): Promise<MimeBundle> {
  const tensors = await readTensors(plot.args);
  const text = { [MIME.text]: describe(plot) };
  try {
    return { [MIME.plot]: asData(recordPlot(plot, tensors)), ...text };
  } catch (error) {
    if (!(error instanceof Unrecordable)) throw error;
    const { drawPlot } = await import("./draw.ts");
    const { mime, markup } = drawPlot(plot, tensors);
    const view: DrawnPlotView = { version: 1, drawn: mime, reason: error.message };
    return { [MIME.plot]: asData(view), [mime]: markup, ...text };
  }
}

function asData(view: PlotView): Data {
  return view as unknown as Data;
}

/** One line for readers without pictures: the plot's title, or what it is. */
function describe({ name, args }: { name: string; args: unknown[] }): string {
  const options = (args[0] ?? {}) as { title?: unknown; ariaLabel?: unknown };
  const title = [options.title, options.ariaLabel].find((value) => typeof value === "string");
  return title === undefined ? `Plot.${name}(…)` : `Plot.${name}(…): ${String(title)}`;
}

/**
 * The `Plot` that cells see. Marks and transforms are Plot's own, made at once, so that a wrong option throws on the cell's
 * line; `plot` and `legend` draw nothing here but return a recording that the page replays.
 */
import * as Plot from "@observablehq/plot";
import type { MimeBundle } from "../../cells/output.ts";
import { displayPlot } from "./display.ts";
import { isMark, rememberCall, rememberConstant } from "./provenance.ts";

const DISPLAY = Symbol.for("Jupyter.display");
/** Read by a cell as they are: they yield the reader's own values, not parts of a plot. */
const UNRECORDED = new Set(["valueof", "column", "autoSpec"]);

type AnyFunction = (...args: unknown[]) => unknown;

/** A `Plot.plot` or `Plot.legend` call that has not been drawn. */
export class PlotRecording {
  readonly name: "plot" | "legend";
  readonly args: unknown[];

  constructor(name: "plot" | "legend", args: unknown[]) {
    this.name = name;
    this.args = args;
    rememberCall(name, args, this);
  }

  /** Its MIME bundle: a `PlotView`, with a drawing beside it where the plot cannot become data. */
  [DISPLAY](): Promise<MimeBundle> {
    return displayPlot(this);
  }

  get [Symbol.toStringTag](): string {
    return `Plot.${this.name}`;
  }
}

/** A mark can be plotted and displayed by itself. */
function withPlot<T extends object>(mark: T): T {
  const plot = ({ marks = [], ...options }: { marks?: unknown[] } = {}) => new PlotRecording("plot", [{ ...options, marks: [...marks, mark] }]);
  return Object.defineProperties(mark, {
    plot: { value: plot, configurable: true },
    [DISPLAY]: { value: () => displayPlot(plot()), configurable: true },
  });
}

function recording(name: string, original: AnyFunction): AnyFunction {
  if (name === "plot" || name === "legend") return (...args) => new PlotRecording(name, args);
  return (...args) => {
    const result = original(...args);
    rememberCall(name, args, result);
    return isMark(result) ? withPlot(result as object) : result;
  };
}

function toRecording([name, value]: [string, unknown]): [string, unknown] {
  if (typeof value !== "function" || /^[A-Z]/.test(name) || UNRECORDED.has(name)) return [name, value];
  const recorded = recording(name, value as AnyFunction);
  rememberConstant(name, recorded);
  return [name, recorded];
}

/** Plot's API, recording. Typed as Plot itself, although `plot` and `legend` return a `PlotRecording` instead of an element. */
export const recordingPlot: typeof Plot = Object.freeze(Object.fromEntries(Object.entries(Plot).map(toRecording)) as typeof Plot);

/** Thrown while a plot is recorded, caught by `display.ts`, which then draws the plot here. */

export class Unrecordable extends Error {
  override readonly name = "Unrecordable";

  /** `path` is where in the options, e.g. `x.tickFormat`; `what` is what stands there, e.g. "a function". */
  constructor(path: string, what: string) {
    super(`${path || "the plot"} is ${what}`);
  }
}

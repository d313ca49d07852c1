/** Runs every tutorial as a reader would, from the first cell to the last, and compares what it shows with what must come out. */
import { describe, expect, it } from "vitest";
import { readScript } from "../cells/codec/script.ts";
import { MIME, type PlotView } from "../cells/mime.ts";
import { runNotebook } from "../kernel/node/run.ts";
import { expectations } from "./expected.ts";
import { gallery } from "./index.ts";
import { bundlesOf, shownNumbers } from "./shown.ts";

describe.each(gallery)("$title", ({ slug, title, load }) => {
  const reports = new Map<string, ReturnType<typeof runNotebook>>();
  /** Runs it once on each device. */
  const runOn = (device: "cpu" | "wasm") => {
    const report = reports.get(device) ?? load().then((text) => runNotebook(readScript(text), { device }));
    reports.set(device, report);
    return report;
  };

  it("is titled as it is offered, and begins with words", async () => {
    const { cells, metadata } = readScript(await load());
    expect(metadata.title).toBe(title);
    expect(cells[0]).toMatchObject({ kind: "markdown", source: expect.stringContaining(`# ${title}\n`) });
  });

  it.each(["cpu", "wasm"] as const)("runs on %s and calculates what NumPy does", { timeout: 120_000 }, async (device) => {
    const { notebook, status, failed } = await runOn(device);
    expect(failed?.outputs).toBeUndefined();
    expect(status).toBe("ok");
    for (const expectation of expectations.filter((one) => one.slug === slug)) {
      const shown = shownNumbers(notebook, expectation);
      expect(shown, expectation.cell).toHaveLength(expectation.values.length);
      for (const [index, value] of expectation.values.entries()) {
        expect(Math.abs((shown[index] ?? NaN) - value), `${expectation.cell}: ${shown[index]} for ${value}`).toBeLessThanOrEqual(expectation.tolerance);
      }
    }
  });

  it("makes plots that the page can draw itself, each with a title and named axes", { timeout: 120_000 }, async () => {
    const { notebook } = await runOn("wasm");
    const plots = bundlesOf(notebook).flatMap((bundle) => (bundle[MIME.plot] ? [bundle[MIME.plot] as unknown as PlotView] : []));
    expect(plots.length).toBeGreaterThan(3);
    for (const plot of plots) {
      const axis = { label: expect.toBeOneOf([expect.any(String), null]) };
      expect(plot).toMatchObject({ root: { $call: "plot", args: [{ title: expect.any(String), x: axis, y: axis }] } });
    }
  });
});

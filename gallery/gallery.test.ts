/** Runs every tutorial as a reader would, from the first cell to the last, and compares what it shows with what must come out. */
import { describe, expect, it } from "vitest";
import { readScript } from "../cells/codec/script.ts";
import { MIME, type PlotView, type TableView } from "../cells/mime.ts";
import type { Notebook } from "../cells/notebook.ts";
import type { MimeBundle } from "../cells/output.ts";
import { isPacked, unpack } from "../cells/packed.ts";
import { runNotebook } from "../kernel/node/run.ts";
import { expectations, type Expectation } from "./expected.ts";
import { gallery } from "./index.ts";

describe.each(gallery)("$title", ({ slug, title, load }) => {
  it("is titled as it is offered, and begins with words", async () => {
    const { cells, metadata } = readScript(await load());
    expect(metadata.title).toBe(title);
    expect(cells[0]).toMatchObject({ kind: "markdown", source: expect.stringContaining(`# ${title}\n`) });
  });

  it.each(["cpu", "wasm"] as const)("runs on %s and calculates what NumPy does", { timeout: 120_000 }, async (device) => {
    const { notebook, status, failed } = await runNotebook(readScript(await load()), { device });
    expect(failed?.outputs).toBeUndefined();
    expect(status).toBe("ok");
    for (const expectation of expectations.filter((one) => one.slug === slug)) {
      const shown = numbersOf(notebook, expectation);
      expect(shown, expectation.cell).toHaveLength(expectation.values.length);
      for (const [index, value] of expectation.values.entries()) {
        expect(Math.abs((shown[index] ?? NaN) - value), `${expectation.cell}: ${shown[index]} for ${value}`).toBeLessThanOrEqual(expectation.tolerance);
      }
    }
  });

  it("makes plots that the page can draw itself, each with a title and named axes", { timeout: 120_000 }, async () => {
    const { notebook } = await runNotebook(readScript(await load()));
    const plots = bundlesOf(notebook).flatMap((bundle) => (bundle[MIME.plot] ? [bundle[MIME.plot] as unknown as PlotView] : []));
    expect(plots.length).toBeGreaterThan(3);
    for (const plot of plots) {
      const axis = { label: expect.toBeOneOf([expect.any(String), null]) };
      expect(plot).toMatchObject({ root: { $call: "plot", args: [{ title: expect.any(String), x: axis, y: axis }] } });
    }
  });
});

function bundlesOf({ cells }: Notebook): MimeBundle[] {
  return cells.flatMap((cell) => cell.outputs).flatMap((output) => ("data" in output ? [output.data] : []));
}

/** The column of the table that the cell shows last, or the numbers in its text. */
function numbersOf({ cells }: Notebook, { cell: title, column }: Expectation): number[] {
  const bundle = bundlesOf({ cells: cells.filter((cell) => cell.metadata.title === title), metadata: {} }).at(-1);
  if (column === undefined) return String(bundle?.[MIME.text]).match(/-?\d+(\.\d+)?(e[-+]?\d+)?/g)?.map(Number) ?? [];
  const values = (bundle?.[MIME.table] as unknown as TableView | undefined)?.columns.find(({ name }) => name === column)?.values;
  return isPacked(values) ? Array.from(unpack(values)) : ((values ?? []) as number[]);
}

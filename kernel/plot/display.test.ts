import { describe, expect, it } from "vitest";
import type { MimeBundle } from "../../cells/output.ts";
import { recordingPlot as Plot } from "./recording-plot.ts";

const PLOT = "application/vnd.tessera.plot+json";
const points = [{ x: 1, y: 2, note: "unused" }, { x: 3, y: 4, note: "unused" }];

function display(value: unknown): Promise<MimeBundle> {
  return (value as Record<symbol, () => Promise<MimeBundle>>)[Symbol.for("Jupyter.display")]!();
}
function fakeTensor(data: number[] | Float32Array, shape: number[]) {
  return { dtype: "float32", shape, data: async () => data };
}

describe("what a plot ships", () => {
  it("holds only the fields that an option names", async () => {
    const bundle = await display(Plot.plot({ marks: [Plot.dot(points, { x: "x", y: "y" })] }));
    expect(bundle[PLOT]).toMatchObject({ version: 1, arrays: [{ $rows: { length: 2, columns: { x: [1, 3], y: [2, 4] } } }] });
    expect(JSON.stringify(bundle)).not.toContain("unused");
  });

  it("holds an array shared by two marks once", async () => {
    const bundle = await display(Plot.plot({ marks: [Plot.dot(points, { x: "x" }), Plot.ruleX(points, { x: "x" })] }));
    expect((bundle[PLOT] as { arrays: unknown[] }).arrays).toHaveLength(1);
  });

  it("packs numbers and dates", async () => {
    const rows = Array.from({ length: 20 }, (_, i) => ({ t: new Date(i), v: i / 2, n: i }));
    const bundle = await display(Plot.plot({ marks: [Plot.line(rows, { x: "t", y: "v", z: "n" })] }));
    const [data] = (bundle[PLOT] as { arrays: { $rows: { columns: object } }[] }).arrays;
    expect(data!.$rows.columns).toMatchObject({ t: { $dates: { packed: "float64" } }, v: { packed: "float64" }, n: { packed: "int32" } });
  });

  it("keeps the shape of a field called like one of the recording's own words", async () => {
    const bundle = await display(Plot.plot({ marks: [Plot.dot(points, { x: "x", channels: { $date: "y" } as never })] }));
    expect(JSON.stringify(bundle[PLOT])).toContain('{"$$date":"y"}');
  });

  it("reads tensors given as data, channels and single numbers", async () => {
    const y = fakeTensor(Float32Array.from({ length: 20 }, (_, i) => i), [20]);
    const marks = [Plot.lineY(y as never), Plot.dot(fakeTensor([1, 2, 3, 4], [2, 2]) as never), Plot.ruleY([fakeTensor([7], []) as never])];
    const bundle = await display(Plot.plot({ marks }));
    expect((bundle[PLOT] as { arrays: unknown[] }).arrays).toMatchObject([{ packed: "float32" }, [[1, 2], [3, 4]], [7]]);
  });

  it("says what it is in one line of text", async () => {
    expect((await display(Plot.plot({ title: "Rain", marks: [] })))["text/plain"]).toBe("Plot.plot(…): Rain");
  });
});

describe("a mark", () => {
  it("is displayed as a plot of itself", async () => {
    const bundle = await display(Plot.dot(points, { x: "x", y: "y" }));
    expect(bundle[PLOT]).toMatchObject({ root: { $call: "plot", args: [{ marks: [{ $call: "dot" }] }] } });
  });

  it("throws Plot's own error on the line that makes it", () => {
    expect(() => Plot.link([1], {})).toThrow("missing channel value: x1");
  });

  it("can be plotted with options", async () => {
    const bundle = await display(Plot.dot(points, { x: "x" }).plot({ width: 300 }));
    expect(bundle[PLOT]).toMatchObject({ root: { $call: "plot", args: [{ width: 300, marks: [{ $call: "dot" }] }] } });
  });
});

describe("a plot that holds functions", () => {
  it.each([
    ["x.tickFormat is a function", { x: { tickFormat: (d: number) => `${d}!` }, marks: [Plot.dot(points, { x: "x", y: "y" })] }],
    ["y.transform is a function", { y: { transform: (d: number) => d * 2 }, marks: [Plot.dot(points, { x: "x", y: "y" })] }],
    ["marks.0.raster.fill is a function", { x: { domain: [0, 4] }, y: { domain: [0, 4] }, marks: [Plot.raster({ fill: (x: number, y: number) => x * y, x1: 0, y1: 0, x2: 4, y2: 4 })] }],
    ["marks.0.barY.groupX().y is a function", { marks: [Plot.barY(points, Plot.groupX({ y: (values: number[]) => values.length }, { x: "x", y: "y" }))] }],
    ["marks.0.barY.text is a function", { marks: [Plot.barY(points, Plot.groupX({ y: "count" }, { x: "x", text: (group: unknown[]) => group.length } as never))] }],
    ["marks.0 is a function", { marks: [() => null] }],
  ])("is drawn in the kernel: %s", async (reason, options) => {
    const bundle = await display(Plot.plot(options as never));
    expect(bundle[PLOT]).toEqual({ version: 1, drawn: "image/svg+xml", reason });
    expect(bundle["image/svg+xml"]).toMatch(/^<svg .*xmlns="http:\/\/www\.w3\.org\/2000\/svg".*<\/svg>$/s);
  });

  it("draws with the reader's function", async () => {
    const plot = Plot.plot({ x: { tickFormat: (d: number) => `${d.toFixed(1)} kg` }, marks: [Plot.dot(points, { x: "x", y: "y" })] });
    expect((await display(plot))["image/svg+xml"]).toContain("3.0 kg");
  });

  it("draws tensors too", async () => {
    const y = fakeTensor(Float32Array.of(1, 5), [2]);
    const plot = Plot.plot({ y: { tickFormat: (d: number) => `<${d}>` }, marks: [Plot.lineY(y as never)] });
    expect((await display(plot))["image/svg+xml"]).toContain("&lt;5&gt;");
  });

  it("draws rasters and colour ramps as pictures", async () => {
    const bundle = await display(Plot.plot({ color: { legend: true }, marks: [Plot.raster({ fill: (x: number, y: number) => x * y, x1: 0, y1: 0, x2: 4, y2: 4 })] }));
    expect(bundle["text/html"]).toMatch(/^<figure/);
    expect(String(bundle["text/html"]).match(/data:image\/png;base64,iVBOR/g)).toHaveLength(2);
  });
});

import * as RealPlot from "@observablehq/plot";
import * as d3 from "d3";
import { describe, expect, it } from "vitest";
import { MIME, type RecordedPlotView } from "../../cells/mime.ts";
import { replayPlot } from "../../cells/plot-replay.ts";
import { createDocument } from "./dom.ts";
import { displayPlot } from "./display.ts";
import { recordingPlot, type PlotRecording } from "./recording-plot.ts";

type PlotLibrary = typeof RealPlot;
type Options = RealPlot.PlotOptions;

const random = d3.randomLcg(42);
const penguins = Array.from({ length: 60 }, (_, i) => ({
  species: ["Adelie", "Gentoo", "Chinstrap"][i % 3]!,
  island: ["Biscoe", "Dream"][i % 2]!,
  mass: 3000 + Math.round(random() * 2500),
  flipper: 170 + Math.round(random() * 60),
  sex: i % 7 === 0 ? null : i % 2 ? "female" : "male",
  day: new Date(Date.UTC(2024, 0, 1 + i)),
}));
type Penguin = (typeof penguins)[number];
const walk = Array.from({ length: 200 }, (_, i) => ({ date: new Date(Date.UTC(2020, 0, i)), close: 50 + 20 * Math.sin(i / 15) + 5 * random() }));
const land = {
  type: "FeatureCollection",
  features: [
    { type: "Feature", properties: { name: "a", value: 3 }, geometry: { type: "Polygon", coordinates: [[[0, 0], [0, 10], [10, 10], [10, 0], [0, 0]]] } },
    { type: "Feature", properties: { name: "b", value: 7 }, geometry: { type: "Polygon", coordinates: [[[20, 0], [20, 10], [30, 10], [30, 0], [20, 0]]] } },
  ],
};

const examples: Record<string, (Plot: PlotLibrary) => Options> = {
  "dots by field": (Plot) => ({ marks: [Plot.dot(penguins, { x: "mass", y: "flipper", stroke: "species", tip: true })], grid: true }),
  "dots by accessor": (Plot) => ({ marks: [Plot.dot(penguins, { x: (d: Penguin) => d.mass / 1000, y: (d: Penguin) => d.flipper, r: (_d, i) => i })] }),
  "dots from tuples": (Plot) => ({ marks: [Plot.dot([[1, 2], [3, 4], [5, 1]])] }),
  "dots from columns": (Plot) => ({ marks: [Plot.dot({ length: 30 }, { x: Float64Array.from({ length: 30 }, (_, i) => i), y: Float32Array.from({ length: 30 }, (_, i) => i * i) })] }),
  "a line of dates": (Plot) => ({ marks: [Plot.ruleY([0]), Plot.lineY(walk, { x: "date", y: "close" })], y: { label: "Close ($)", domain: [0, 100] } }),
  "a line of numbers": (Plot) => ({ marks: [Plot.lineY(Float64Array.from({ length: 50 }, (_, i) => Math.sin(i / 5)))] }),
  "an area with a curve of d3": (Plot) => ({ marks: [Plot.areaY(walk, { x: "date", y: "close", fillOpacity: 0.3, curve: d3.curveBasis })] }),
  "a histogram": (Plot) => ({ marks: [Plot.rectY(penguins, Plot.binX({ y: "count" }, { x: "mass", fill: "species" } as never)), Plot.ruleY([0])] }),
  "a histogram of an accessor": (Plot) => ({ marks: [Plot.rectY(penguins, Plot.binX({ y: "mean" }, { x: (d: Penguin) => d.mass, y: (d: Penguin) => d.flipper, thresholds: 8 } as never))] }),
  "bins of months": (Plot) => ({ marks: [Plot.rectY(walk, Plot.binX({ y: "median" }, { x: { value: "date", interval: d3.utcMonth }, y: "close" } as never))] }),
  "groups with a title accessor": (Plot) => ({ marks: [Plot.barX(penguins, Plot.groupY({ x: "count", title: "first" }, { y: "species", title: (d: Penguin) => `on ${d.island}` }))] }),
  "groups sorted by a channel": (Plot) => ({ marks: [Plot.barY(penguins, Plot.groupX({ y: "count" }, { x: "species", sort: { x: "-y" } }))] }),
  "a heat map": (Plot) => ({ marks: [Plot.cell(penguins, Plot.group({ fill: "mean" }, { x: "species", y: "island", fill: "mass" }))], color: { scheme: "YlGnBu" } }),
  "stacked and normalised": (Plot) => ({ marks: [Plot.barY(penguins, Plot.stackY({ offset: "normalize" }, Plot.groupX({ y: "count" }, { x: "species", fill: "sex" })))] }),
  "a stack ordered by accessor": (Plot) => ({ marks: [Plot.areaY(penguins, Plot.stackY({ x: "day", y: "mass", z: "species", order: (d: Penguin) => d.island }))] }),
  "a moving average": (Plot) => ({ marks: [Plot.lineY(walk, Plot.windowY(14, { x: "date", y: "close", stroke: "red" }))] }),
  "an index normalised": (Plot) => ({ marks: [Plot.lineY(walk, Plot.normalizeY("first", { x: "date", y: "close" }))] }),
  "a cumulative sum": (Plot) => ({ marks: [Plot.lineY(walk, Plot.mapY("cumsum", { x: "date", y: "close" }))] }),
  "selected labels": (Plot) => ({ marks: [Plot.text(walk, Plot.selectLast({ x: "date", y: "close", text: (d: { close: number }) => d.close.toFixed(1) }))] }),
  "facets by field": (Plot) => ({ facet: { data: penguins, x: "island" }, marks: [Plot.frame(), Plot.dot(penguins, { x: "mass", y: "flipper" })] }),
  "facets by accessor": (Plot) => ({ marks: [Plot.dot(penguins, { x: "mass", y: "flipper", fx: (d: Penguin) => d.sex ?? "?", fy: "species" })] }),
  "a box plot": (Plot) => ({ marks: [Plot.boxY(penguins, { x: "species", y: "mass" })] }),
  "a regression": (Plot) => ({ marks: [Plot.dot(penguins, { x: "mass", y: "flipper" }), Plot.linearRegressionY(penguins, { x: "mass", y: "flipper", stroke: "red" })] }),
  "hexagonal bins": (Plot) => ({ marks: [Plot.dot(penguins, Plot.hexbin({ fill: "count" }, { x: "mass", y: "flipper" }))], color: { legend: false } }),
  "dodged dots": (Plot) => ({ marks: [Plot.dotX(penguins, Plot.dodgeY({ x: "mass", title: "species" }))] }),
  "a tree": (Plot) => ({ axis: null, marks: [Plot.tree(["a/b", "a/c/d", "a/c/e"])] }),
  "a tree of rows": (Plot) => ({ axis: null, marks: [Plot.tree([{ p: "a.b" }, { p: "a.c.d" }], { path: "p", delimiter: "." })] }),
  "a map": (Plot) => ({ projection: "mercator", marks: [Plot.geo(land as never, { fill: (d: { properties: { value: number } }) => d.properties.value }), Plot.graticule()] }),
  "a raster": (Plot) => ({ marks: [Plot.raster(Float64Array.from({ length: 48 }, (_, i) => i), { width: 8, height: 6 })] }),
  "contours of samples": (Plot) => ({ marks: [Plot.contour(penguins, { x: "mass", y: "flipper", fill: (d: Penguin) => d.mass * d.flipper, interpolate: "nearest" })] }),
  "a Voronoi mesh": (Plot) => ({ marks: [Plot.voronoiMesh(penguins, { x: "mass", y: "flipper" })] }),
  "arrows, vectors and links": (Plot) => ({ marks: [Plot.arrow([{ a: 1, b: 2 }], { x1: "a", y1: 0, x2: "b", y2: 1 }), Plot.link([1], { x1: 0, x2: 2, y1: 0, y2: 1 }), Plot.vector([[1, 1]], { length: 20, rotate: 30 })] }),
  "sorted by comparator": (Plot) => ({ marks: [Plot.line(penguins, { x: "mass", y: "flipper", sort: (a: Penguin, b: Penguin) => b.flipper - a.flipper })] }),
  "filtered and reversed": (Plot) => ({ marks: [Plot.dot(penguins, Plot.filter((d: Penguin) => d.mass > 4000, Plot.reverse({ x: "mass", y: "flipper" })))] }),
  "options laid over a transform": (Plot) => ({ marks: [Plot.rectY(penguins, { ...Plot.binX({ y: "count" }, { x: "mass" }), fill: "tomato", inset: 2 })] }),
  "a channel by another name": (Plot) => ({ marks: [Plot.dot(penguins, { x: { value: "mass", label: "Mass" }, y: { transform: (data: Penguin[]) => data.map((d) => d.flipper), label: "F" } as never, channels: { date: "day", sex: (d: Penguin) => d.sex } })] }),
  "axes and formats": (Plot) => ({ marks: [Plot.axisX({ tickFormat: d3.format(".1f") }), Plot.gridY({ stroke: "#eee" }), Plot.line(penguins, { x: "mass", y: "flipper" })], y: { tickFormat: "+.2f", ticks: 3 } }),
  "dates formatted by d3": (Plot) => ({ x: { tickFormat: d3.utcFormat("%b %d"), interval: Plot.utcInterval("week") }, marks: [Plot.barY(walk.slice(0, 40), { x: "date", y: "close" })] }),
  "months by name": (Plot) => ({ x: { tickFormat: Plot.formatMonth("en", "short") }, marks: [Plot.tickX([0, 3, 6], { x: Plot.identity })] }),
  "infinite and missing numbers": (Plot) => ({ marks: [Plot.dot([[1, NaN], [2, 3], [null, 4], [4, 5]]), Plot.ruleX([undefined, 2])], x: { domain: [0, 5] } }),
  "a log scale and two marks with one array": (Plot) => ({ x: { type: "log" }, marks: [Plot.dot(penguins, { x: "mass", y: "flipper" }), Plot.text(penguins, { x: "mass", y: "flipper", text: "species", dy: -8 })] }),
  "an automatic chart": (Plot) => ({ marks: [Plot.auto(penguins, { x: "mass", y: { value: (d: Penguin) => d.flipper } })] }),
  "a map of groups": (Plot) => ({ marks: [Plot.barY(d3.rollup(penguins, (group) => group.length, (d) => d.species), { x: "0", y: "1" })] }),
  "the bins of d3": (Plot) => ({ marks: [Plot.rectY(d3.bin()(penguins.map((d) => d.mass)) as never, { x1: "x0", x2: "x1", y: "length" })] }),
  "the entries of a grouping": (Plot) => ({ marks: [Plot.dot(d3.flatRollup(penguins, (group) => group.length, (d) => d.island) as never, { x: "0", y: "1" })] }),
  "marks in marks": (Plot) => ({ marks: [Plot.marks(Plot.ruleY([3000]), [Plot.tickY(penguins, { y: "mass" })]), null] }),
  "a title and caption": (Plot) => ({ title: "Penguins", caption: "by mass", marks: [Plot.dotX(penguins, { x: "mass" })] }),
  "a colour legend": (Plot) => ({ color: { legend: true, type: "ordinal" }, marks: [Plot.dot(penguins, { x: "mass", y: "flipper", fill: "species" })] }),
  "a difference": (Plot) => ({ marks: [Plot.differenceY(walk, Plot.shiftX("7 days", { x: "date", y: "close" }))] }),
  "a waffle": (Plot) => ({ marks: [Plot.waffleY([3, 5], { y: Plot.identity, x: Plot.indexOf })] }),
};

/** The recording after the trip over the wire, drawn; and the same plot drawn by Plot itself. */
async function drawBoth(example: (Plot: PlotLibrary) => Options): Promise<[replayed: string, direct: string]> {
  const recorded = recordingPlot.plot(example(recordingPlot)) as unknown as PlotRecording;
  const bundle = await displayPlot(recorded);
  const view = structuredClone(bundle[MIME.plot]) as unknown as RecordedPlotView;
  expect(view, "was drawn in the kernel").not.toHaveProperty("reason");
  const library = { ...RealPlot, plot: (options: Options) => RealPlot.plot({ ...options, document: createDocument() }) };
  return [markupOf(replayPlot(view, library)), markupOf(RealPlot.plot({ ...example(RealPlot), document: createDocument() }))];
}

const markupOf = (element: unknown) => (element as { outerHTML: string }).outerHTML.replaceAll(/plot-clip-\d+|plot-waffle-\d+|plot-\w+-\d+/g, "id");

describe("a recorded plot", () => {
  it.each(Object.entries(examples))("draws %s as Plot itself does", async (_, example) => {
    const [replayed, direct] = await drawBoth(example);
    expect(replayed).toBe(direct);
  });
});

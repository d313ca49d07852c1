import text from "../../../node_modules/vega-datasets/data/movies.json?raw";
import { afterAll, describe, expect, it } from "vitest";
import { tensor } from "../../creation.ts";
import { setDevice } from "../../device.ts";
import { ValidationError } from "../../errors.ts";
import { check, checks } from "../checks/checks.ts";
import type { Check } from "../checks/check.ts";
import { suggest } from "../suggest.ts";
import { report } from "./report.ts";

afterAll(() => setDevice("cpu"));

const movies = JSON.parse(text) as Record<string, unknown>[];
const now = new Date("2026-01-01");
const html = (shown: object): string => (shown as { [key: symbol]: () => Record<string, string> })[Symbol.for("Jupyter.display")]!()["text/html"]!;

describe("the report on the movies", async () => {
  const found = await report(movies, { now });
  const alerts = found.alerts.map(({ kind, columns, measured }) => [kind, columns.join("+"), Number(measured.toFixed(3))].join(" "));

  it.each([
    ["titles that are missing", "missing Title 0"],
    ["titles that were read as numbers", "mixed-types Title 0.003"],
    ["titles that are there twice", "repeated Title 24"],
    ["release dates that are text", "dates-as-text Release Date 1"],
    ["release dates of the last century that became the next one", "future-dates Release Date 16"],
    ["release dates that are the zero of a clock", "epoch-dates Release Date 13"],
    ["sales that are mostly missing", "missing US DVD Sales 0.824"],
    ["ratings that are missing", "missing IMDB Rating 0.067"],
    ["ratings by critics that are missing", "missing Rotten Tomatoes Rating 0.275"],
    ["takings that say the same twice", "correlated US Gross+Worldwide Gross 0.94"],
    ["takings with a long tail", "skewed Worldwide Gross 4.896"],
    ["directors that are missing", "missing Director 0.416"],
  ])("finds %s", (_, expected) => {
    expect(alerts).toContain(expected);
  });

  it("counts as pandas does", () => {
    const rating = found.columns.find(({ name }) => name === "IMDB Rating")!;
    expect(rating).toMatchObject({ rows: 3201, missing: 213, distinct: 77, type: "number" });
    expect(rating.numbers).toMatchObject({ min: 1.4, q1: 5.6, median: 6.4, q3: 7.2, max: 9.2 });
    expect(rating.numbers!.mean).toBeCloseTo(6.283467202141901, 12);
    expect(rating.numbers!.std).toBeCloseTo(1.2520803678620684, 12);
    expect(rating.numbers!.histogram.reduce((sum, count) => sum + count, 0)).toBe(2988);
    const genre = found.columns.find(({ name }) => name === "Major Genre")!;
    expect(genre).toMatchObject({ missing: 275, distinct: 12, top: [{ value: "Drama", count: 789 }, { value: "Comedy", count: 675 }, {}, {}, {}] });
  });

  it("suggests constraints that the data keeps", async () => {
    const again = await report(movies, { checks: found.suggestions.map((suggestion): Check => suggestion.check) });
    expect(again.checks!.results.length).toBe(found.suggestions.length);
    expect(again.checks!.passed).toBe(true);
  });

  it("is the same JSON every time", async () => {
    expect(JSON.stringify(await report(movies, { now }))).toBe(JSON.stringify(found));
  });
});

describe("a report", () => {
  it("says the same on every device, of a matrix and of its columns", async () => {
    const rows = [[1, 2, NaN], [1, 5, 3], [4, -1, Infinity], [0, 0, 0]];
    const reports: string[] = [];
    for (const device of ["cpu", "wasm"] as const) {
      await setDevice(device);
      const columns = [0, 1, 2].map((at) => [String(at), rows.map((row) => row[at]!)] as const);
      for (const data of [tensor(rows, { dtype: "float64" }), Object.fromEntries(columns)]) {
        const { columns: profiles, scores, alerts } = await report(data);
        reports.push(JSON.stringify([scores, alerts, profiles.map(({ type: _, ...profile }) => profile)]));
      }
    }
    expect(new Set(reports.map((text) => text.replaceAll(/\d\.\d{9,}/g, (number) => Number(number).toFixed(8)))).size).toBe(1); // sums in other orders
  });

  it("shows names and values of the data as text, never as markup", async () => {
    const page = html(await report({ "<b onclick=x>": ["<script>alert(1)</script>", '"&\'', "<i>"] }));
    expect(page).not.toMatch(/<script|<i>|<b |onclick=x>/);
    expect(page).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
  });

  it("has a card for every column, a named picture, and text beside every colour", async () => {
    const page = html(await report({ size: [1, 2, 3, 4], name: ["a", "b", "b", null] }, { checks: check([]).isComplete("name").list }));
    expect(page).toContain('aria-label="Column size"');
    expect(page).toContain('aria-label="Histogram of size: from 1 to 4, half of the values from 1.75 to 3.25"');
    expect(page).toContain('<span class="q-label q-error">error</span></td><th scope="row"><code>isComplete(&quot;name&quot;)</code></th>');
    expect(page).toContain('<span class="q-label q-warning">warning</span><span>&quot;name&quot; lacks 1 of 4 values');
  });

  it("writes numbers for people, and exactly where they are pointed at", async () => {
    const page = html(await report({ x: [-12_345_678, 0.000012345, 2.5e9, Infinity], one: [7, 7, 7, 7], none: [null, null, null, null] }));
    for (const text of ["<span>−12.35\u00a0M</span><span>2.5\u00a0G</span>", ">∞<", "Always 7.", "No finite value.", "&quot;none&quot; has no value in any of 4 rows.", 'title="0.000012345"']) expect(page).toContain(text);
  });

  it("reads as text, a line for each column", async () => {
    expect(String(await report({ size: [1, 2, 3, 4], on: [true, true, false, true] }))).toBe(
      "Data quality 1.00: completeness 1.00, validity 1.00, consistency 1.00\n4 rows, 2 columns\n\n\n" +
        'size  integer             100\u00a0% complete  1 to 4, median 2.5\non    boolean             100\u00a0% complete  2 different, most often true',
    );
  });

  it("is refused for what is no table", async () => {
    await expect(report(7 as unknown as number[])).rejects.toThrow("quality.report: no data: 7");
    await expect(report(tensor([[[1]]]))).rejects.toThrow("quality.report: not rows and columns: [1, 1, 1]");
    await expect(report({ a: [1, 2], b: [1] })).rejects.toThrow(/columns of unequal lengths: "a" has 2 rows, "b" has 1/);
    await expect(suggest([[1, 2]] as unknown as number[])).rejects.toThrow(/rows that are arrays have no names/);
    await expect(check({ a: [1] }).run(null as unknown as number[])).rejects.toThrow("quality.check: no data: null");
    await expect(checks().run()).rejects.toThrow(ValidationError);
  });

  it("of an empty table says that it is empty", async () => {
    const empty = await report({ a: [], b: [] });
    expect(empty.alerts.map(({ text }) => text)).toEqual(["The table has no rows and 2 columns."]);
    expect(empty.scores.overall).toBe(0);
    expect(html(empty)).toContain("No finite value.");
  });
});

import { describe, expect, it } from "vitest";
import { tensor } from "../../creation.ts";
import type { Data } from "../input.ts";
import { alertsOf } from "./alerts.ts";
import { profileTable } from "./table-profile.ts";

const now = new Date("2026-01-01");

/** The alerts as `severity kind columns measured`. */
async function alerts(data: Data): Promise<string[]> {
  const { profile } = await profileTable(data, { now });
  return alertsOf(profile).map(({ severity, kind, columns, measured }) => [severity, kind, columns.join("+"), Number(measured.toFixed(3))].join(" "));
}

const count = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
/** Values without an alert of their own. */
const wave = (n: number): number[] => count(n).map((i) => ((i * 7919) % 101) + 0.5);

describe("alerts", () => {
  it("tell nothing of ordinary columns", async () => {
    expect(await alerts({ x: wave(50), color: count(50).map((i) => ["red", "green", "blue"][i % 3]!) })).toEqual([]);
  });

  it.each<[string, unknown[], string[]]>([
    ["constant values", Array(20).fill(4), ["warning constant x 1"]],
    ["a key", count(20), ["info unique x 1"]],
    ["missing values", [...wave(15), ...Array<null>(5).fill(null)], ["warning missing x 0.25"]],
    ["values that are mostly missing", [...wave(5), ...Array<null>(15).fill(null)], ["error missing x 0.75"]],
    ["infinite values", [...wave(30), Infinity], ["error infinite x 1"]],
    ["zeros", [...Array<number>(12).fill(0), ...wave(8)], ["warning zeros x 0.6", "info outliers x 0.1"]],
    ["imbalance", [...Array<string>(96).fill("yes"), "no", "no", "no", "no"], ["warning imbalance x 0.758"]],
    ["a long tail", [...wave(40), 600], ["info skewed x 5.159"]],
    ["outliers", [...wave(18), 400, -300], ["info outliers x 0.1"]],
    ["numbers as text", wave(20).map(String), ["warning numbers-as-text x 1", "info unique x 1"]],
    ["dates as text", count(20).map((i) => `Jun ${1 + (i % 9)} 1998`), ["warning dates-as-text x 1"]],
    ["mixed types", [...Array<string>(18).fill("a"), ...Array<string>(18).fill("b"), 7, "8.5"], ["warning mixed-types x 0.053"]],
    ["white space and spellings", ["Rome", "rome ", "Oslo", "Oslo"], ["warning whitespace x 0.25", "warning spellings x 1"]],
    ["blanks", ["a", " a", "", "b"], ["warning blank x 0.25", "warning whitespace x 0.25", "warning spellings x 1"]],
    ["placeholders", ["a", "b", "N/A", "unknown"], ["warning placeholders x 0.5"]],
    ["dates in the future", [new Date("2027-05-05"), new Date("2020-01-01"), new Date("2020-01-01")], ["warning future-dates x 1"]],
    ["dates that are a zero", ["Dec 31 1969", "2020-01-01", "2020-01-01"], ["warning dates-as-text x 1", "warning epoch-dates x 1"]],
    ["dates that are 0", [new Date(0), new Date(0), new Date("2020-01-01")], ["warning epoch-dates x 2"]],
    ["dates in the future as text", ["2027-05-05", "2020-01-01", "2020-01-01"], ["warning dates-as-text x 1", "warning future-dates x 1"]],
    ["entries made twice", [...count(29).map((i) => `name ${i}`), "name 3"], ["warning repeated x 1"]],
    ["many categories", count(300).map((i) => `name ${i % 60}`), ["info high-cardinality x 60"]],
  ])("tell %s", async (_, x, expected) => {
    const key = count(x.length).map((i) => i + (i % 2) / 3); // rows differ
    expect((await alerts({ x: x as number[], key })).filter((text) => text.split(" ")[2] === "x")).toEqual(expected);
  });

  it("tell rows that repeat and columns that go together", async () => {
    const x = wave(40);
    expect(await alerts({ a: [...x, ...x], b: [...x, ...x].map((value) => -3 * value) })).toEqual(["warning duplicate-rows  0.5", "info correlated a+b -1"]);
  });

  it("tell an empty table", async () => {
    expect(await alerts({ a: [], b: [] })).toEqual(["error empty  0"]);
  });

  it("see the columns of a matrix", async () => {
    expect(await alerts(tensor([[1, 2], [1, NaN], [1, 5]]))).toEqual(["warning constant 0 1", "warning missing 1 0.333"]);
  });

  it("are sentences", async () => {
    const { profile } = await profileTable({ title: ["a", "a", "a", "b", null], year: [1, 1, 1, 2, 3] });
    expect(alertsOf(profile).map(({ text }) => text)).toEqual(['2 of 5 rows are equal to an earlier one.', '"title" lacks 1 of 5 values (20\u00a0%).']);
  });
});

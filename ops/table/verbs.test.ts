import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import fixture from "./fixtures/tables.json" with { type: "json" };
import { table, type Aggregation, type ColumnValue, type JoinOptions, type Table } from "./index.ts";

type Columns = Readonly<Record<string, readonly (ColumnValue | null)[]>>;
const sales = table(fixture.sales);
const shops = table(fixture.shops);

/** As the fixture has them, numbers within `digits`: pandas adds up in another order. */
function expectColumns(found: Table, wanted: Columns, digits = 10): void {
  expect(found.columnNames().toSorted()).toEqual(Object.keys(wanted).toSorted());
  for (const [name, values] of Object.entries(wanted)) {
    const column = found.array(name);
    expect(column.length, name).toBe(values.length);
    values.forEach((value, row) => (typeof value === "number" ? expect(column[row], `${name} ${row}`).toBeCloseTo(value, digits) : expect(column[row], `${name} ${row}`).toEqual(value)));
  }
}

const objects = (t: Table): string[] => t.rows().map((row) => JSON.stringify(row, Object.keys(row).toSorted()));

describe("groups", () => {
  it.each(Object.entries(fixture.groups))("have the %s that pandas has", (name, wanted) => {
    expectColumns(sales.groupBy("shop", "item").aggregate({ price: [name, "price"] as unknown as Aggregation }), wanted);
  });

  it.each(Object.entries(fixture["text groups"]))("of strings have the %s that pandas has", (name, wanted) => {
    expectColumns(sales.groupBy("item").aggregate({ shop: [name, "shop"] as unknown as Aggregation }), wanted);
  });

  it("agree with a Map of lists, missing keys and values included", () => {
    const row = fc.record({ k: fc.option(fc.integer({ min: 0, max: 3 })), s: fc.constantFrom("a", "b", null), v: fc.option(fc.integer({ min: -9, max: 9 })) });
    fc.assert(fc.property(fc.array(row, { minLength: 1, maxLength: 30 }), (rows) => {
      const lists = new Map<string, (number | null)[]>();
      for (const { k, s, v } of rows) lists.set(JSON.stringify([k, s]), [...(lists.get(JSON.stringify([k, s])) ?? []), v]);
      const wanted = [...lists].map(([key, values]) => {
        const present = values.filter((value) => value !== null);
        return [...JSON.parse(key), values.length, present.reduce((a, b) => a + b, 0), present.length === 0 ? null : Math.max(...present)];
      });
      const found = table(rows).groupBy("k", "s").aggregate({ n: "count", sum: ["sum", "v"], top: ["max", "v"] });
      expect(found.rows().map((each) => Object.values(each))).toEqual(wanted);
    }));
  });

  it("call functions of a column's values and of rows, which keep what they close over", () => {
    const factor = 10;
    const found = table({ k: ["a", "b", "a"], v: [1, null, 3] }).groupBy("k").aggregate({
      most: [(values) => Math.max(...(values as number[])) * factor, "v"],
      all: (rows) => rows.map(({ k, v }) => `${k}${v}`).join(" "),
    });
    expect(found.rows()).toEqual([{ k: "a", most: 30, all: "a1 a3" }, { k: "b", most: -Infinity, all: "bnull" }]);
  });

  it("keep the type of dates and refuse what a type has not", () => {
    const days = table({ k: [1, 1], day: [new Date(0), new Date(10)], name: ["x", "y"] }).groupBy("k");
    expect(days.aggregate({ m: ["mean", "day"], last: ["last", "day"] }).rows()).toEqual([{ k: 1, m: new Date(5), last: new Date(10) }]);
    expect(() => days.aggregate({ m: ["mean", "name"] })).toThrow('aggregate: mean of a column of type string: "name"');
    expect(() => days.aggregate({ m: ["sum", "day"] })).toThrow('aggregate: sum of a column of type date: "day"');
    expect(() => days.aggregate({ m: ["average" as "mean", "day"] })).toThrow('aggregate: unknown summary: "average"');
  });

  it("add up without losing small numbers beside large ones", () => {
    expect(table({ x: [1e16, 1, 1, -1e16] }).groupBy().aggregate({ s: ["sum", "x"] }).array("s")).toEqual([2]);
  });
});

describe("join", () => {
  const few = sales.head(12);

  it.each(Object.entries(fixture.joins))("%s gives pandas' rows in pandas' order", (how, wanted) => {
    expectColumns(few.join(shops, { on: "shop", how: how as "inner" }), wanted);
  });

  it("full gives the rows of pandas' outer", () => {
    const found = few.join(shops, { on: "shop", how: "full" });
    expect(objects(found).toSorted()).toEqual(objects(table(fixture.outer).select(...found.columnNames())).toSorted());
  });

  it("agrees with two nested loops", () => {
    const keys = fc.array(fc.option(fc.constantFrom("x", "y", "z")), { maxLength: 8 });
    fc.assert(fc.property(keys, keys, fc.constantFrom<NonNullable<JoinOptions["how"]>>("inner", "left", "right", "full", "semi", "anti"), (left, right, how) => {
      const pairs: unknown[][] = left.flatMap((k, l) => right.flatMap((other, r) => (k === other ? [[k, l, r]] : [])));
      const leftAlone = left.flatMap((k, l) => (right.includes(k) ? [] : [[k, l, null]]));
      const rightAlone = right.flatMap((k, r) => (left.includes(k) ? [] : [[k, null, r]]));
      const wanted = {
        inner: pairs,
        left: [...pairs, ...leftAlone],
        right: [...pairs, ...rightAlone],
        full: [...pairs, ...leftAlone, ...rightAlone],
        semi: left.flatMap((k, l) => (right.includes(k) ? [[k, l]] : [])),
        anti: leftAlone.map((row) => row.slice(0, 2)),
      }[how];
      const types = { k: "string" } as const;
      const found = table({ k: left, l: left.map((_, i) => i) }, { types }).join(table({ k: right, r: right.map((_, i) => i) }, { types }), { on: "k", how });
      const texts = (rows: unknown[][]): string[] => rows.map((row) => JSON.stringify(row)).toSorted();
      expect(texts(found.rows().map((row) => Object.values(row)))).toEqual(texts(wanted));
    }));
  });

  it("takes keys of two names, and renames what is there twice", () => {
    const found = table({ id: [1, 2], v: [5, 6] }).join(table({ key: [2], v: [7] }), { on: { id: "key" }, how: "left", suffix: "2" });
    expect(found.rows()).toEqual([{ id: 1, v: 5, v2: null }, { id: 2, v: 6, v2: 7 }]);
  });

  it("refuses keys that are not there, or that never agree", () => {
    const other = table({ id: ["1"] });
    expect(() => table({ id: [1] }).join(other, { on: "id" })).toThrow('join: keys of types that never agree: "id" is integer, "id" is string');
    expect(() => table({ id: [1] }).join(other, { on: "key" })).toThrow('join: no such column in the left table: "key"');
    expect(() => table({ id: [1] }).join(other, { on: "id", how: "outer" as "full" })).toThrow('join: unknown way to join: "outer"');
  });
});

describe("sort", () => {
  it("is pandas', missing values last in both directions", () => {
    expectColumns(sales.sort("shop", { by: "price", descending: true }), fixture.ordered);
  });

  it("keeps the order of equal rows, and orders all numbers as comparing does", () => {
    const number = fc.oneof(fc.double(), fc.constantFrom(0, -0, Infinity, -Infinity, NaN, 5e-324, -1), fc.integer({ min: -3, max: 3 }));
    fc.assert(fc.property(fc.array(number, { minLength: 1 }), fc.boolean(), (values, descending) => {
      const found = table({ x: values, row: values.map((_, row) => row) }).sort({ by: "x", descending }).array("row");
      const missing = values.flatMap((value, row) => (Number.isNaN(value) ? [row] : []));
      const rows = values.flatMap((value, row) => (Number.isNaN(value) ? [] : [row]));
      const compare = (a: number, b: number): number => Number(a > b) - Number(a < b);
      expect(found).toEqual([...rows.toSorted((a, b) => (descending ? -1 : 1) * compare(values[a]!, values[b]!)), ...missing]);
    }));
  });

  it("orders strings by their code units, booleans, dates, and what a function says", () => {
    const t = table({ s: ["b", null, "a", "Z"], b: [true, false, null, false], d: [new Date(3), new Date(1), new Date(2), null] });
    expect(t.sort("s").array("s")).toEqual(["Z", "a", "b", null]);
    expect(t.sort({ by: "b", descending: true }).array("b")).toEqual([true, false, false, null]);
    expect(t.sort("d").array("d").map((d) => (d as Date | null)?.getTime())).toEqual([1, 2, 3, undefined]);
    expect(t.sort({ by: ({ d }) => (d === null ? null : -d) }).array("s")).toEqual(["b", "a", null, "Z"]);
  });
});

describe("windows", () => {
  const { rank, denseRank, lag, lead, total, mean3, std3 } = fixture.windows;

  it("rank as pandas", () => {
    const found = sales.window({ rank: "rank", denseRank: "denseRank" }, { groupBy: "item", orderBy: "units" });
    expectColumns(found.select("rank", "denseRank"), { rank, denseRank });
  });

  it("shift, run and move as pandas", () => {
    const found = sales.window(
      { lag: ["lag", "price", 2], lead: ["lead", "price"], total: ["sum", "units"], mean3: ["mean", "price", [-2, 0]], std3: ["std", "price", [-2, 0]] },
      { groupBy: "item" },
    );
    expectColumns(found.select("lag", "lead", "total", "mean3", "std3"), { lag, lead, total, mean3, std3 }, 8);
  });

  it("forget a huge value when it has left the frame", () => {
    const found = table({ x: [1e16, 1, 2, 3, 4] }).window({ m: ["mean", "x", [-1, 0]], s: ["std", "x", [-1, 0]] });
    expect(found.array("m").slice(2)).toEqual([1.5, 2.5, 3.5]);
    expect(found.array("s").slice(2)).toEqual([Math.SQRT1_2, Math.SQRT1_2, Math.SQRT1_2]);
  });

  it("fold a frame to what folding its rows gives", () => {
    const bound = fc.integer({ min: -4, max: 4 });
    fc.assert(fc.property(fc.array(fc.option(fc.integer({ min: -9, max: 9 })), { minLength: 1, maxLength: 12 }), bound, bound, fc.boolean(), (values, a, b, whole) => {
      const [from, to] = [whole ? -Infinity : Math.min(a, b), Math.max(a, b)];
      const found = table({ x: values }, { types: { x: "number" } }).window({ sum: ["sum", "x", [from, to]], n: ["count", "x", [from, to]], low: ["min", "x", [from, to]] });
      const frames = values.map((_, row) => values.filter((value, i) => value !== null && i >= row + from && i <= row + to) as number[]);
      expect(found.array("sum")).toEqual(frames.map((frame) => frame.reduce((x, y) => x + y, 0)));
      expect(found.array("n")).toEqual(frames.map((frame) => frame.length));
      expect(found.array("low")).toEqual(frames.map((frame) => (frame.length === 0 ? null : Math.min(...frame))));
    }));
  });

  it("give a whole group's value to each of its rows", () => {
    const found = table({ k: ["a", "b", "a"], x: [1, 5, 3] }).window({ m: ["median", "x", [-Infinity, Infinity]] }, { groupBy: "k" });
    expect(found.array("m")).toEqual([2, 5, 2]);
  });

  it("refuse frames and functions that there are not", () => {
    const t = table({ x: [1] });
    expect(() => t.window({ y: ["mean", "x", [1, 0]] })).toThrow("window: invalid frame: [1, 0]");
    expect(() => t.window({ y: ["mean", "x", [0, Infinity]] })).toThrow("window: a frame with a start and no end: [0, Infinity]");
    expect(() => t.window({ y: ["median", "x"] })).toThrow("window: a frame without a start has no median");
    expect(() => t.window({ y: ["lag", "x", 0.5] })).toThrow("window: invalid offset: 0.5");
    expect(() => t.window({ y: "percentRank" as "rank" })).toThrow('window: unknown window function: "percentRank"');
  });
});

describe("pivot", () => {
  it("is pandas' pivot_table", () => {
    const found = sales.dropNull("shop").pivot({ rows: "shop", columns: "item", values: "price" });
    expectColumns(found, fixture.pivot);
  });

  it("is undone by unpivot, which is pandas' melt", () => {
    expectColumns(sales.head(12).select("shop", "price", "units").unpivot({ columns: ["price", "units"] }), fixture.long);
    const wide = table({ id: [1, 2], a: [3, null], b: [5, 6] });
    expect(wide.unpivot({ columns: ["a", "b"] }).pivot({ rows: "id", columns: "name", values: "value", aggregate: "first" }).rows()).toEqual(wide.rows());
  });

  it("takes other summaries, and says what they cannot take", () => {
    const t = table({ k: ["a", "a"], c: ["x", null], v: ["p", "q"] });
    expect(t.pivot({ rows: "k", columns: "c", values: "v", aggregate: "first" }).rows()).toEqual([{ k: "a", x: "p", null: "q" }]);
    expect(() => t.pivot({ rows: "k", columns: "c", values: "v" })).toThrow('aggregate: mean of a column of type string: "v"');
  });
});

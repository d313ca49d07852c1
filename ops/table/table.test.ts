import { describe, expect, it } from "vitest";
import { setDevice } from "../device.ts";
import { DtypeError, ShapeError, ValidationError } from "../errors.ts";
import { scope } from "../scope.ts";
import { tensor } from "../creation.ts";
import { mul } from "../math/arithmetic.ts";
import { gt } from "../math/comparison.ts";
import { Column, Table, table } from "./index.ts";

const mixed = table({ i: [1, null, 3], f: [0.5, NaN, -1], s: ["x", null, "y"], b: [true, null, false], d: [new Date(0), null, new Date(5)] });

describe("a table", () => {
  it("finds the type of each column, and what is missing", () => {
    expect(mixed.columns().map(({ name, type, nullCount }) => [name, type, nullCount])).toEqual([["i", "integer", 1], ["f", "number", 1], ["s", "string", 1], ["b", "boolean", 1], ["d", "date", 1]]);
    expect(mixed.rows()[1]).toEqual({ i: null, f: null, s: null, b: null, d: null });
    expect(mixed.rows()[2]).toEqual({ i: 3, f: -1, s: "y", b: false, d: new Date(5) });
  });

  it("is made of rows, of which keys may be missing", () => {
    const found = table([{ a: 1 }, { a: undefined, b: "x" }]);
    expect(found.rows()).toEqual([{ a: 1, b: null }, { a: null, b: "x" }]);
    expect(table([[1, "x"], [2, "y"]], { columns: ["n", "s"] }).rows()).toEqual([{ n: 1, s: "x" }, { n: 2, s: "y" }]);
  });

  it("turns values of several types into strings that lose nothing", () => {
    expect(table({ a: ["x", 1, true, null, { k: [1] }, 2n ** 60n] }).array("a")).toEqual(["x", "1", "true", null, '{"k":[1]}', "1152921504606846976"]);
    expect(table({ a: [2n ** 60n, 1n] }).array("a")).toEqual(["1152921504606846976", "1"]);
    expect(table({ a: [1n, 2n] }).column("a").type).toBe("integer");
  });

  it("keeps typed arrays and tensors instead of copying them", () => {
    const array = Int32Array.of(1, 2);
    const x = tensor([1, NaN]);
    const found = table({ array, x });
    expect(found.column("array").values).toBe(array);
    expect(found.column("x").tensor()).toBe(x);
    expect(found.column("x").isNull(1)).toBe(true);
    expect(found.select("x").rename({ x: "y" }).column("y").tensor()).toBe(x);
    expect(found.derive({ z: ({ array }) => array * 2 }).column("array")).toBe(found.column("array"));
  });

  it("is made of a matrix, whose columns are views", async () => {
    const found = table(tensor([[1, 2], [3, NaN]]), { columns: ["a", "b"] });
    expect(found.rows()).toEqual([{ a: 1, b: 2 }, { a: 3, b: null }]);
    expect(await found.column("a").tensor().array()).toEqual([1, 3]);
  });

  it("is itself when it is one already", () => {
    expect(table(mixed)).toBe(mixed);
  });

  it("refuses bad data, naming the column and the row", () => {
    const refused: [() => unknown, new (...args: never[]) => Error, string][] = [
      [() => table({ a: [1], b: [1, 2] }), ValidationError, 'columns of unequal lengths: "a" has 1 rows, "b" has 2'],
      [() => table({ "": [1] }), ValidationError, "column 0 has no name"],
      [() => table({ a: [1, () => 1] }), ValidationError, 'row 1 of column "a" is no value: () => 1'],
      [() => mixed.filter(5 as never), ValidationError, "filter: neither a function nor a mask: 5"],
      [() => mixed.filter(null as never), ValidationError, "filter: neither a function nor a mask: null"],
      [() => mixed.slice(0.5), ValidationError, "slice: invalid row: 0.5"],
      [() => mixed.sort({ by: "x" }), ValidationError, 'no such column: "x"'],
      [() => table({ a: [1, new Map()] }), ValidationError, 'row 1 of column "a" is no value: a Map'],
      [() => mixed.derive({ p: async () => 1 }), ValidationError, 'row 0 of column "p" is no value: a Promise'],
      [() => mixed.filter(async () => false), ValidationError, "filter: row 0 is a promise"],
      [() => table({ a: [1] }, { types: { b: "string" } }), ValidationError, 'no such column: "b"'],
      [() => table([{ a: 1 }], { columns: ["b"] }), ValidationError, 'no such column: "b"'],
      [() => table({ a: [1, "x"] }, { types: { a: "number" } }), DtypeError, 'row 1 of column "a" is not of type number: "x"'],
      [() => table({ a: [1, 1.5] }, { types: { a: "integer" } }), DtypeError, 'row 1 of column "a" is not of type integer: 1.5'],
      [() => table({ a: 5 as unknown as number[] }), ValidationError, 'column "a" is not a list of values: 5'],
      [() => table([{ a: 1 }, 5]), ValidationError, "row 1 is not an object: 5"],
      [() => table([[1, 2], [3]], { columns: ["a", "b"] }), ValidationError, "row 1 does not have 2 values: an array of 1"],
      [() => table([[1]]), ValidationError, "rows that are arrays have no names"],
      [() => table("x" as unknown as []), ValidationError, 'neither columns nor rows: "x"'],
      [() => table({ a: tensor([[1]]) }), ShapeError, 'column "a" is not of one axis: [1, 1]'],
      [() => table(tensor([[1, 2]]), { columns: ["a"] }), ValidationError, "1 names for 2 columns"],
      [() => table(tensor([[1, 2]]), { columns: ["a", "a"] }), ValidationError, 'two columns of one name: "a"'],
      [() => mixed.column("x"), ValidationError, 'no such column: "x"'],
      [() => mixed.column("i").get(3), ValidationError, "no such row: 3"],
    ];
    for (const [make, type, message] of refused) {
      expect(make, message).toThrow(type);
      expect(make).toThrow(message);
    }
  });

  it("has room for no rows and for no columns", () => {
    expect(table({ a: [] }).numRows()).toBe(0);
    expect(table([]).numColumns()).toBe(0);
    expect(mixed.filter(() => false).sort("s").groupBy("s").count().numRows()).toBe(0);
    expect(String(new Table([]))).toContain("0 rows × 0 columns");
  });

  it("prints its head and tail, aligned, with what is missing as null", () => {
    expect(String(table({ x: [1.23456789, null], name: ["a", null], day: [new Date(Date.UTC(2024, 1, 29)), null] }))).toBe(
      "         x  name  day\n0  1.23457  a     2024-02-29\n1     null  null  null\n\n2 rows × 3 columns",
    );
    const text = String(table({ n: Array.from({ length: 1000 }, (_, i) => i) }));
    expect(text.split("\n")).toHaveLength(14);
    expect(text).toContain("999  999\n\n1000 rows × 1 columns");
  });
});

describe("a column", () => {
  it("is a tensor with NaN where a value is missing, made once", async () => {
    const { i, b, d } = Object.fromEntries(mixed.columns().map((column) => [column.name, column]));
    expect(i!.tensor().dtype).toBe("float64");
    expect(await i!.tensor().array()).toEqual([1, NaN, 3]);
    expect(await b!.tensor().array()).toEqual([1, NaN, 0]);
    expect(await d!.tensor().array()).toEqual([0, NaN, 5]);
    expect(i!.tensor()).toBe(i!.tensor());
    expect(table({ b: [true, false] }).column("b").tensor().dtype).toBe("bool");
    expect(await i!.tensor({ dtype: "float32" }).array()).toEqual([1, NaN, 3]);
    expect(await b!.tensor({ dtype: "float32" }).array()).toEqual([1, NaN, 0]);
    expect(await table({ n: [1, 2] }).column("n").tensor({ dtype: "int32" }).array()).toEqual([1, 2]);
    expect(await table({ x: tensor([1, 2]) }).column("x").tensor({ dtype: "int32" }).array()).toEqual([1, 2]);
  });

  it("outlives a scope it was asked in, and a scope keeps the tensors of a table it returns", async () => {
    const column = table({ x: [1, 2] }).column("x");
    scope(() => void column.tensor());
    expect(await column.tensor().array()).toEqual([1, 2]);
    const found = scope(() => table({ x: mul(tensor([1, 2]), 2) }));
    expect(found.array("x")).toEqual([2, 4]);
  });

  it("refuses to make numbers of strings, and integers of what is missing", () => {
    expect(() => mixed.column("s").tensor()).toThrow('column.tensor: a column of strings has no numbers: "s"');
    expect(() => mixed.column("i").tensor({ dtype: "int32" })).toThrow('column.tensor: int32 cannot say what is missing: 1 of "i"');
  });

  it("counts through its values", () => {
    expect([...mixed.column("s")]).toEqual(["x", null, "y"]);
    expect(mixed.column("i").nulls).toEqual(Uint8Array.of(0, 1, 0));
    expect(new Column("x", "integer", Int8Array.of(1)).nulls).toBeUndefined();
  });
});

describe("choosing", () => {
  it("columns: select, drop, rename", () => {
    expect(mixed.select("s", "i").columnNames()).toEqual(["s", "i"]);
    expect(mixed.drop("s", "b", "d").columnNames()).toEqual(["i", "f"]);
    expect(mixed.rename({ i: "n" }).columnNames()[0]).toBe("n");
    expect(() => mixed.drop("x")).toThrow('no such column: "x"');
    expect(() => mixed.rename({ i: "f" })).toThrow('two columns of one name: "f"');
  });

  it("rows by a function, a mask and a tensor", async () => {
    const limit = 0;
    expect(mixed.filter(({ f }) => f > limit).array("s")).toEqual(["x"]);
    expect(mixed.filter([true, false, true]).array("i")).toEqual([1, 3]);
    expect(mixed.filter(mixed.column("b")).array("i")).toEqual([1]);
    for (const device of ["cpu", "wasm"] as const) {
      await setDevice(device);
      expect(mixed.filter(gt(mixed.column("f").tensor(), 0)).array("s")).toEqual(["x"]);
    }
    await setDevice("cpu");
    expect(() => mixed.filter([true])).toThrow("filter: a mask of 1 for 3 rows");
  });

  it("rows by number", () => {
    expect(mixed.slice(1).array("i")).toEqual([null, 3]);
    expect(mixed.slice(-1).array("b")).toEqual([false]);
    expect(mixed.slice(1, 2).array("b")).toEqual([null]);
    expect([mixed.head(2).numRows(), mixed.tail(1).array("s"), mixed.head(9).numRows()]).toEqual([2, ["y"], 3]);
    expect(table({ x: tensor([1, 2, 3]) }).tail(2).array("x")).toEqual([2, 3]);
    expect(() => mixed.head(-1)).toThrow("head: invalid count: -1");
  });

  it("rows by chance, the same for the same seed", () => {
    const t = table({ x: Array.from({ length: 50 }, (_, i) => i) });
    expect(t.sample(20, { seed: 1 }).array("x")).toEqual(t.sample(20, { seed: 1 }).array("x"));
    expect(t.sample(20, { seed: 1 }).array("x")).not.toEqual(t.sample(20, { seed: 2 }).array("x"));
    expect(new Set(t.sample(50, { seed: 3 }).array("x")).size).toBe(50);
    expect(() => t.sample(51)).toThrow("sample: cannot draw 51 of 50 rows");
  });

  it("distinct rows, missing values being equal", () => {
    const t = table({ a: [1, NaN, 1, null, 0, -0], b: ["x", null, "x", null, "z", "z"] });
    expect(t.distinct().rows()).toEqual([{ a: 1, b: "x" }, { a: null, b: null }, { a: 0, b: "z" }]);
    expect(t.distinct("b").numRows()).toBe(3);
  });
});

describe("deriving and filling", () => {
  it("takes functions of rows, tensors and arrays, and replaces in place", () => {
    const found = mixed.derive({ i: ({ i }) => (i ?? 0) + 1, t: tensor([7, 8, 9]), a: ["p", "q", null] });
    expect(found.columnNames()).toEqual(["i", "f", "s", "b", "d", "t", "a"]);
    expect(found.rows()[1]).toMatchObject({ i: 1, t: 8, a: "q", s: null });
    expect(() => mixed.derive({ t: [1] })).toThrow("columns of unequal lengths");
  });

  it("hands functions rows that read any column, whatever its name, and print themselves", () => {
    const odd = table({ constructor: [1], "with space": ["x"], toJSON: [null] });
    expect(odd.derive({ y: (row) => `${row.constructor} ${row["with space"]} ${row.toJSON}` }).array("y")).toEqual(["1 x null"]);
    expect(table({ a: [1], b: [null] }).derive({ y: (row) => JSON.stringify(row) }).array("y")).toEqual(['{"a":1,"b":null}']);
  });

  it("drops and fills what is missing", () => {
    expect(mixed.dropNull().numRows()).toBe(2);
    expect(mixed.dropNull("s").numRows()).toBe(2);
    expect(mixed.fillNull({ i: 9, s: "none", b: true }).rows()[1]).toEqual({ i: 9, f: null, s: "none", b: true, d: null });
    expect(mixed.fillNull(0).rows()[1]).toEqual({ i: 0, f: 0, s: null, b: null, d: null });
    expect(() => mixed.fillNull({ i: "x" })).toThrow('fillNull: not of type integer, as "i" is: "x"');
  });

  it("puts tables below one another, by name", () => {
    expect(mixed.select("i", "b").concat(table({ i: [0.5] }), table({ s: ["z"] })).rows().slice(2)).toEqual([
      { i: 3, b: false, s: null },
      { i: 0.5, b: null, s: null },
      { i: null, b: null, s: "z" },
    ]);
    expect(table({ x: Int32Array.of(1) }).concat(table({ x: Int32Array.of(2) })).column("x").values).toBeInstanceOf(Int32Array);
    expect(() => mixed.concat(table({ i: ["x"] }))).toThrow('concat: column "i" is of types that do not go together: integer and string');
  });

  it("makes a matrix of its numbers", async () => {
    expect(await mixed.matrix().array()).toEqual([[1, 0.5, 1], [NaN, NaN, NaN], [3, -1, 0]]);
    expect(mixed.matrix(["i"], { dtype: "float32" }).dtype).toBe("float32");
    expect(() => mixed.matrix(["s"])).toThrow('table.matrix: a column of strings has no numbers: "s"');
    expect(() => mixed.matrix(["i"], { dtype: "int32" })).toThrow("int32 cannot say what is missing");
  });
});

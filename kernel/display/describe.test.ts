import { describe as group, expect, it, vi } from "vitest";
import { MIME } from "../../cells/mime.ts";
import type { TableView, TensorView, TreeNode } from "../../cells/mime.ts";
import { isPacked, unpack } from "../../cells/packed.ts";
import type { Packed } from "../../cells/json.ts";
import { ones, tensor, zeros } from "../../ops/core.ts";
import { profile } from "../../ops/profile/index.ts";
import { Table, table as makeTable } from "../../ops/table/index.ts";
import { describe } from "./describe.ts";
import { image } from "./image.ts";
import { html, md, tex } from "./markup.ts";

const bundle = async (value: unknown) => (await describe(value)).data;

group("a tensor", () => {
  it("tells its shape, text, statistics and histogram over the finite values", async () => {
    const view = (await bundle(tensor([[1, 3], [NaN, Infinity]])))[MIME.tensor] as unknown as TensorView;
    expect(view).toMatchObject({ shape: [2, 2], dtype: "float32", device: "cpu", nbytes: 16 });
    expect(view.stats).toEqual({ min: 1, max: 3, mean: 2, std: 1, nans: 1, infinities: 1, zeros: 0 });
    expect(view.histogram!.counts.reduce((sum, count) => sum + count)).toBe(2);
    expect(view.text).toBe("[[ 1.  3.]\n [nan inf]]");
  });

  it("sends its first ten thousand values only, and copes with none", async () => {
    const view = (await bundle(zeros([200, 100])))[MIME.tensor] as unknown as TensorView;
    expect(unpack(view.values!).length).toBe(10_000);
    const empty = (await bundle(zeros([0, 3])))[MIME.tensor] as unknown as TensorView;
    expect(empty.histogram).toBeUndefined();
  });
});

const table = async (value: unknown) => (await bundle(value))[MIME.table] as unknown as TableView | undefined;

group("a table", () => {
  it("is a list of rows, with the type of each column", async () => {
    const view = (await table([{ n: 1, day: new Date(5), name: "a" }, { n: 2.5, name: null, flag: true }]))!;
    expect(view.rows).toBe(2);
    expect(view.columns.map(({ name, type }) => [name, type])).toEqual([["n", "number"], ["day", "date"], ["name", "string"], ["flag", "boolean"]]);
    expect(Array.from(unpack(view.columns[1]!.values as Packed))).toEqual([5, NaN]);
    expect(view.columns[2]!.values).toEqual(["a", null]);
  });

  it("is an object of columns of one length, typed arrays included", async () => {
    const view = (await table({ x: new Float32Array([1, 2]), y: ["a", "b"] }))!;
    expect(view.columns.map(({ type }) => type)).toEqual(["number", "string"]);
  });

  it("is a column of a table", async () => {
    const view = (await table(makeTable({ mpg: [20, null, 31] }).column("mpg")))!;
    expect(view).toMatchObject({ rows: 3, columns: [{ name: "mpg", type: "integer" }] });
    expect(Array.from(unpack(view.columns[0]!.values as Packed))).toEqual([20, NaN, 31]);
  });

  it("is a library's table that names its columns", async () => {
    const view = (await table({ numRows: () => 2, columnNames: () => ["a"], array: () => [1, 2] }))!;
    expect(view).toMatchObject({ rows: 2, columns: [{ name: "a", type: "integer" }] });
  });

  it("is a table of ours, in which missing values stay missing", async () => {
    const view = (await table(makeTable({ i: [1, null], n: [0.5, NaN], b: [true, null], s: [null, "x"], d: [new Date(5), null], none: [null, null], x: tensor([1, NaN]) })))!;
    expect(view.rows).toBe(2);
    expect(view.columns.map(({ name, type }) => [name, type])).toEqual([["i", "integer"], ["n", "number"], ["b", "boolean"], ["s", "string"], ["d", "date"], ["none", "object"], ["x", "integer"]]);
    const values = view.columns.map((column) => (isPacked(column.values) ? Array.from(unpack(column.values)) : column.values));
    expect(values).toEqual([[1, NaN], [0.5, NaN], [true, null], [null, "x"], [5, NaN], [null, null], [1, NaN]]);
  });

  it("may have to be read from a GPU first", async () => {
    const there = { numRows: () => 1, columnNames: () => ["a"], array: () => { throw new Error("on webgpu"); }, isOnHost: false, toHost: async () => makeTable({ a: [7] }) };
    expect(await table(there)).toMatchObject({ rows: 1, columns: [{ name: "a", type: "integer" }] });
  });

  it("of ours is read no further than it is shown, and is text too", async () => {
    const read = vi.spyOn(Table.prototype, "array");
    const long = makeTable({ n: new Float64Array(1_000_000), day: new Float64Array(1_000_000).map(() => NaN) });
    const found = await bundle(long);
    expect((found[MIME.table] as unknown as TableView).rows).toBe(1_000_000);
    expect(read.mock.results.map(({ value }) => (value as unknown[]).length)).toEqual([10_000, 10_000]);
    expect(found[MIME.text]).toBe(String(long));
    read.mockRestore();
  });

  it("holds ten thousand rows at most and tells how many there are", async () => {
    const view = (await table(Array.from({ length: 12_000 }, (_, row) => ({ row }))))!;
    expect(view.rows).toBe(12_000);
    expect(unpack(view.columns[0]!.values as Packed).length).toBe(10_000);
  });

  it("is not every list or object", async () => {
    for (const value of [[1, 2], [{}], [], { a: 1 }, { a: [1], b: [1, 2] }, { rows: [{}], tags: [1] }]) expect(await table(value)).toBeUndefined();
  });
});

group("a profile", () => {
  it("is a table of operations, with the same as text", async () => {
    const found = await profile(() => ones([4, 4]).matmul(ones([4, 4])));
    const view = (await table(found))!;
    expect(view.columns.map(({ name }) => name)).toEqual(["operation", "on", "calls", "ms", "share %", "GFLOP/s", "GB/s", "clock"]);
    expect(view.columns[0]!.values).toContain("matmul");
    expect((await bundle(found))[MIME.text]).toBe(String(found));
  });
});

group("other values", () => {
  it("are trees when they have parts, with cycles told and what is left out counted", async () => {
    const value: Record<string, unknown> = { list: Array.from({ length: 150 }, (_, index) => index), map: new Map([["k", 1]]) };
    value["self"] = value;
    const tree = (await bundle(value))[MIME.tree] as unknown as Extract<TreeNode, { kind: "object" }>;
    expect(tree.entries.map(({ key }) => key)).toEqual(["list", "map", "self"]);
    expect(tree.entries[0]!.value).toMatchObject({ type: "Array(150)", more: 50 });
    expect(tree.entries[2]!.value).toEqual({ kind: "value", type: "Object", text: "[Circular]" });
  });

  it("show what they say themselves, also later", async () => {
    expect(await bundle({ [Symbol.for("Jupyter.display")]: async () => ({ "text/html": "<b>x</b>" }) })).toMatchObject({ "text/html": "<b>x</b>" });
  });

  it("are cut when they are text without end", async () => {
    expect(String((await bundle("x".repeat(3_000_000)))[MIME.text])).toMatch(/^x{1000000}\n… 2,000,000 more characters not shown$/);
  });

  it("never break the output, even when describing them throws", async () => {
    const bad = { [Symbol.for("Jupyter.display")]: () => { throw new Error("no"); } };
    expect(await bundle(bad)).toEqual({ "text/plain": "[value that cannot be shown: no]" });
  });

  it("are markup when a tag made them, with values escaped in HTML and backslashes kept in LaTeX", async () => {
    expect((await bundle(html`<p>${"<&"}${[html`<i>${1}</i>`]}</p>`))[MIME.html]).toBe("<p>&#60;&#38;<i>1</i></p>");
    expect((await bundle(tex`\frac{${1}}{2}`))[MIME.latex]).toBe(String.raw`\frac{1}{2}`);
    expect((await bundle(md("# Title")))[MIME.markdown]).toBe("# Title");
    expect((await bundle(md`$\frac${1}2$ \`code\` \${x}`))[MIME.markdown]).toBe("$\\frac12$ `code` ${x}");
  });

  it("are pictures of pixels", async () => {
    const { data, metadata } = await describe(image(tensor([[0, 1], [2, 3]])));
    expect(String(data[MIME.png])).toMatch(/^iVBOR/);
    expect(metadata).toEqual({ [MIME.png]: { width: 128, height: 128 } });
    expect(() => image(tensor([1, 2]))).toThrow("image: shape is not [h, w], [h, w, 3] or [h, w, 4]: [2]");
  });
});

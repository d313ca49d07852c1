import { describe, it } from "vitest";
import { tensor, zeros } from "../creation.ts";
import { expectRefusal, type Refusal } from "../conformance/refusal.ts";
import { parseTable, readTable, table, type Table } from "./index.ts";

const huge = 2 ** 50;
const prices = table({ name: ["a", "b", "c"], price: [1, null, 3] });

describe.each([["nothing", null], ["undefined", undefined], ["a number", 5], ["a string", "a"], ["numbers", new Float64Array(2)]] as const)("%s", (_, data) => {
  it("is no table", () => expectRefusal(() => table(data as never), /neither columns nor rows: /));
});

describe.each([["a string", "prices"], ["nothing", null], ["rows", [{ price: 1 }]]] as const)("%s for a table", (_, other) => {
  it("cannot be joined", () => expectRefusal(() => prices.join(other as never, { on: "name" }), /not a table: /));
  it("cannot be set below", () => expectRefusal(() => prices.concat(other as never), /not a table: /));
});

describe("an unknown column is refused, with the names there are, by", () => {
  const verbs: Record<string, (t: Table) => unknown> = {
    array: (t) => t.array("cost"),
    column: (t) => t.column("cost"),
    distinct: (t) => t.distinct("cost"),
    drop: (t) => t.drop("cost"),
    dropNull: (t) => t.dropNull("cost"),
    fillNull: (t) => t.fillNull({ cost: 0 }),
    groupBy: (t) => t.groupBy("cost"),
    aggregate: (t) => t.groupBy("name").aggregate({ mean: ["mean", "cost"] }),
    join: (t) => t.join(t, { on: "cost" }),
    matrix: (t) => t.matrix(["cost"]),
    pivot: (t) => t.pivot({ rows: "name", columns: "cost", values: "price" }),
    rename: (t) => t.rename({ cost: "price" }),
    select: (t) => t.select("cost"),
    sort: (t) => t.sort("cost"),
    unpivot: (t) => t.unpivot({ columns: ["cost"] }),
    window: (t) => t.window({ before: ["lag", "cost"] }),
  };
  it.each(Object.entries(verbs))("%s", (_, verb) => expectRefusal(() => verb(prices), /"cost"/));
});

describe("refused:", () => {
  const cases: Refusal[] = [
    ["columns of unequal lengths", () => table({ a: [1, 2], b: [1] }), /"a" has 2 rows, "b" has 1/],
    ["a column without a name", () => table({ "": [1] }), /has no name/],
    ["a name that is there twice", () => prices.rename({ name: "price" }), /two columns of one name: "price"/],
    ["a column that is no list", () => table({ a: 5 as never }), /column "a" is not a list of values: 5/],
    ["a matrix as a column", () => table({ a: zeros([2, 2]) }), /column "a" is not of one axis: \[2, 2\]/],
    ["rows without names", () => table([[1, 2]]), /rows that are arrays have no names/],
    ["names that are no list", () => table([[1, 2]], { columns: null as never }), /columns are not a list of names: null/],
    ["chosen names that are no list", () => table([{ a: 1 }], { columns: "a" as never }), /columns are not a list of names: "a"/],
    ["rows of unequal lengths", () => table([[1, 2], [3]], { columns: ["a", "b"] }), /row 1 does not have 2 values/],
    ["a row that is no object", () => table([{ a: 1 }, 5]), /row 1 is not an object: 5/],
    ["names that are not as many as columns", () => table(zeros([2, 3]), { columns: ["a"] }), /1 names for 3 columns/],
    ["an unknown type", () => table({ a: [1] }, { types: { a: "float" as never } }), /unknown type: "float"/],
    ["a row that is not there", () => prices.column("price").get(3), /no such row: 3/],
    ["half a row", () => prices.column("price").get(0.5), /no such row: 0\.5/],
    ["strings as numbers", () => prices.column("name").tensor(), /a column of strings has no numbers: "name"/],
    ["missing values as integers", () => prices.column("price").tensor({ dtype: "int32" }), /int32 cannot say what is missing: 1 of "price"/],
    ["strings in a matrix", () => prices.matrix(["name"]), /a column of strings has no numbers: "name"/],
    ["no list of names", () => prices.matrix("price" as never), /not a list of names: "price"/],
    ["-1 rows", () => prices.head(-1), /invalid count: -1/],
    ["half a row of a slice", () => prices.slice(0.5), /invalid row: 0\.5/],
    ["more rows than there are", () => prices.sample(4), /4/],
    ["2^50 rows", () => prices.sample(huge), /1125899906842624/],
    ["a mask of another length", () => prices.filter([true]), /a mask of 1 for 3 rows/],
    ["a mask that is a number", () => prices.filter(5 as never), /neither a function nor a mask: 5/],
    ["an answer that comes later", () => prices.filter(async () => true), /row 0 is a promise/],
    ["nothing to sort by", () => prices.sort(...([null] as never[])), /nothing to sort by: null/],
    ["an unknown summary", () => prices.groupBy("name").aggregate({ a: ["best" as never, "price"] }), /best/],
    ["the mean of strings", () => prices.groupBy("price").aggregate({ a: ["mean", "name"] }), /name/],
    ["an unknown way to join", () => prices.join(prices, { on: "name", how: "best" as never }), /unknown way to join: "best"/],
    ["no keys", () => prices.join(prices, { on: [] }), /no keys/],
    ["keys of two types", () => prices.join(table({ name: [1] }), { on: "name" }), /name/],
    ["columns of two types below each other", () => prices.concat(table({ name: [1] })), /name/],
    ["no columns to make rows of", () => prices.unpivot({ columns: [] }), /no columns to make rows of/],
    ["no list of columns", () => prices.unpivot({ columns: "price" as never }), /no columns to make rows of: "price"/],
    ["a frame the wrong way round", () => prices.window({ a: ["mean", "price", [1, 0]] }), /1/],
    ["half a row before", () => prices.window({ a: ["lag", "price", 0.5] }), /0\.5/],
    ["an unknown window function", () => prices.window({ a: "best" as never }), /best/],
    ["no value for what is missing", () => prices.fillNull(null as never), /no value: null/],
    ["a string for a missing number", () => prices.fillNull({ price: "none" }), /"none"/],
    ["no names", () => prices.rename(null as never), /not names by name: null/],
    ["a delimiter of two characters", () => prices.toCsv({ delimiter: "||" }), /invalid delimiter: "\|\|"/],
    ["a negative limit", () => parseTable("a\n1", { limit: -1 }), /-1/],
    ["an unknown format", () => parseTable("a\n1", { format: "xml" as never }), /xml/],
    ["a type for a column that is not there", () => parseTable("a\n1", { types: { b: "number" } }), /"b"/],
    ["text that is none", () => parseTable(5 as never), /5/],
    ["broken JSON", () => parseTable('[{"a": 1', { format: "json" }), /parseTable: /],
    ["nothing to read from", () => readTable(5 as never), /nothing to read from: 5/],
    ["an address that gives no answer", () => readTable("no-such:place"), /no-such:place gave no answer/],
    ["a tensor of one axis for rows", () => table(tensor([1, 2]), { columns: ["a"] }), /not rows and columns: \[2\]/],
  ];
  it.each(cases)("%s", (_, call, message) => expectRefusal(call, message));
});

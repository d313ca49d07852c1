/** Tables: read, and asked. */
import { op, table as arquero, type ColumnTable } from "arquero";
import { autoType, csvParse } from "d3";
import Papa from "papaparse";
import { parseTable, table, type Table } from "../../../index.ts";
import { parseCsv } from "../baseline/csv.ts";
import { Random } from "../baseline/random.ts";
import { filterAbove, joinOnce, meansBy, sortBy, type Columns } from "../baseline/tables.ts";
import { entry, tessera, type Prepared } from "../row.ts";

const [rows, groups, products] = [1e6, 1000, 1e5];

/** Sales: which product, in which shop, at which price. */
const sales = (): { product: Float64Array; shop: string[]; price: Float64Array } => {
  const random = new Random(7);
  return {
    product: Float64Array.from({ length: rows }, () => random.below(products)),
    shop: Array.from({ length: rows }, () => `shop ${random.below(groups)}`),
    price: Float64Array.from({ length: rows }, () => random.below(100_000) / 100),
  };
};

/** The sum of each column's numbers, weighted by their places so that the order counts, and the lengths of its texts. */
const digest = (columns: readonly ArrayLike<unknown>[]): number[] =>
  columns.map((values) => {
    let sum = 0;
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      if (typeof value === "string") sum += value.length * ((i % 13) + 1);
      else if (Number.isFinite(value)) sum += (value as number) * ((i % 13) + 1);
    }
    return sum / Math.max(1, values.length);
  });

const check = { tolerance: 1e-9 };
const names = ["product", "shop", "price"];
const ofTable = (found: Table, wanted = names): number[] => digest(wanted.map((name) => found.column(name).values));
const ofColumns = (found: Columns, wanted = names): number[] => digest(wanted.map((name) => found[name]!));
const ofArquero = (found: ColumnTable, wanted = names): number[] => digest(wanted.map((name) => Array.from(found.array(name) as ArrayLike<unknown>)));

async function prepareCsv(): Promise<Prepared> {
  const random = new Random(8);
  const lines = ["id,station,temperature,wind,rain"];
  for (let bytes = 0, id = 1; bytes < 20e6; id++) {
    const wind = random.uniform() < 0.02 ? "" : String(random.below(400) / 10);
    const line = `${id},station-${random.below(500)},${(15 + 8 * random.normal()).toFixed(3)},${wind},${random.below(1000) / 100}`;
    lines.push(line);
    bytes += line.length + 1;
  }
  const text = `${lines.join("\n")}\n`;
  const header = lines[0]!.split(",");
  const cells = lines.slice(1).map((line) => line.split(","));
  const expected = digest(header.map((name, column) => cells.map((row) => (name === "station" ? row[column]! : row[column] === "" ? NaN : Number(row[column])))));
  const ofObjects = (list: readonly Record<string, unknown>[]): number[] => digest(header.map((name) => list.map((row) => row[name])));
  return [
    tessera(() => parseTable(text), (found) => ofTable(found, header), expected, check),
    entry("plain", () => parseCsv(text, ["number", "string", "number", "number", "number"]), (found) => ofColumns(found, header), expected, check),
    entry("papaparse", () => Papa.parse<Record<string, unknown>>(text, { header: true, dynamicTyping: true, skipEmptyLines: true }).data, ofObjects, expected, check),
    entry("d3", () => csvParse(text, autoType) as unknown as Record<string, unknown>[], ofObjects, expected, check),
  ];
}

async function prepareFilter(): Promise<Prepared> {
  const columns = sales();
  const [ours, theirs] = [table(columns), arquero(columns)];
  const rows = Array.from(columns.price.keys()).filter((row) => columns.price[row]! > 500);
  const expected = digest([rows.map((row) => columns.product[row]!), rows.map((row) => columns.shop[row]!), rows.map((row) => columns.price[row]!)]);
  return [
    tessera(() => ours.filter((sale) => (sale["price"] as number) > 500), ofTable, expected, check),
    entry("plain", () => filterAbove(columns, "price", 500), ofColumns, expected, check),
    // It only marks the rows; they are copied, as the others do.
    entry("arquero", () => theirs.filter((sale: { price: number }) => sale.price > 500).reify(), ofArquero, expected, check),
  ];
}

async function prepareSort(): Promise<Prepared> {
  const columns = sales();
  const [ours, theirs] = [table(columns), arquero(columns)];
  const order = Array.from({ length: rows }, (_, row) => row).toSorted((a, b) => columns.price[a]! - columns.price[b]!);
  const expected = digest([order.map((row) => columns.product[row]!), order.map((row) => columns.shop[row]!), order.map((row) => columns.price[row]!)]);
  return [
    tessera(() => ours.sort("price"), ofTable, expected, check),
    entry("plain", () => sortBy(columns, "price"), ofColumns, expected, check),
    entry("arquero", () => theirs.orderby("price").reify(), ofArquero, expected, check),
  ];
}

async function prepareGroups(): Promise<Prepared> {
  const columns = sales();
  const [ours, theirs] = [table(columns), arquero(columns)];
  const prices = Map.groupBy(columns.price.keys(), (row) => columns.shop[row]!);
  const wanted = ["shop", "mean"];
  const expected = digest([[...prices.keys()], [...prices.values()].map((list) => list.reduce((sum, row) => sum + columns.price[row]!, 0) / list.length)]);
  return [
    tessera(() => ours.groupBy("shop").aggregate({ mean: ["mean", "price"] }), (found) => ofTable(found, wanted), expected, check),
    entry("plain", () => meansBy(columns, "shop", "price"), ({ keys, means }) => digest([keys, means]), expected, check),
    entry("arquero", () => theirs.groupby("shop").rollup({ mean: op.mean("price") }), (found) => ofArquero(found, wanted), expected, check),
  ];
}

async function prepareJoin(): Promise<Prepared> {
  const columns = sales();
  const random = new Random(9);
  // Nine products in ten are known, in no order.
  const product = Float64Array.from({ length: products }, (_, i) => (i * 7919) % products).filter(() => random.uniform() < 0.9);
  const right = { product, weight: product.map(() => random.below(5000)) };
  const [ours, ourRight] = [table(columns), table(right)];
  const [theirs, theirRight] = [arquero(columns), arquero(right)];
  const wanted = [...names, "weight"];
  const weights = new Map(Array.from(product, (key, row) => [key, right.weight[row]!]));
  const kept = Array.from(columns.product.keys()).filter((row) => weights.has(columns.product[row]!));
  const expected = digest([kept.map((row) => columns.product[row]!), kept.map((row) => columns.shop[row]!), kept.map((row) => columns.price[row]!), kept.map((row) => weights.get(columns.product[row]!)!)]);
  return [
    tessera(() => ours.join(ourRight, { on: "product" }), (found) => ofTable(found, wanted), expected, check),
    entry("plain", () => joinOnce(columns, right, "product"), (found) => ofColumns(found, wanted), expected, check),
    entry("arquero", () => theirs.join(theirRight, "product"), (found) => ofArquero(found, wanted), expected, check),
  ];
}

export const prepare = { csv: prepareCsv, filter: prepareFilter, sort: prepareSort, groupBy: prepareGroups, join: prepareJoin };

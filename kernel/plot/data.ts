/**
 * The data of the marks of one plot: each array once however many marks share it (Plot facets marks by that identity),
 * and of rows only the fields that some option names.
 */
import type { Data } from "../../cells/json.ts";
import { findCall, findExtras, isMark } from "./provenance.ts";
import type { TensorValues } from "./tensors.ts";

/** What a mark draws, as the cell gave it and as a list. */
export interface MarkData {
  list: ArrayLike<unknown>;
  fields: Set<string>;
}

interface GeoJson {
  type: string;
  features?: unknown[];
  geometries?: unknown[];
}

const GEOMETRIES = /^(Feature(Collection)?|Geometry(Collection)?|(Multi)?(LineString|Point|Polygon)|Sphere)$/;
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** True for one GeoJSON object, which Plot reads as a whole. */
export function isGeometry(value: unknown): value is GeoJson {
  return isObject(value) && typeof value["type"] === "string" && GEOMETRIES.test(value["type"]);
}

/** The objects that Plot draws of a GeoJSON object. */
export function partsOf(geometry: GeoJson): unknown[] {
  return geometry.features ?? geometry.geometries ?? [geometry];
}

/** True for what Plot takes as a mark's data rather than as its options. */
export function isData(value: unknown): value is object | null | undefined {
  if (value === null || value === undefined) return true;
  if (!isObject(value)) return false;
  return Symbol.iterator in value || ("length" in value && typeof value["length"] === "number") || isGeometry(value);
}

/** Finds the data of every mark below `root` and the fields that the options beside it name. */
export function findMarkData(root: unknown, tensors: TensorValues): Map<object, MarkData> {
  const found = new Map<object, MarkData>();
  const add = (given: unknown, options: unknown) => {
    const data = isObject(given) ? (tensors.get(given) ?? given) : given;
    if (!isObject(data) || !isData(data) || isGeometry(data)) return;
    const entry = found.get(data) ?? { list: toList(data), fields: new Set<string>() };
    found.set(data, entry);
    collectStrings(options, entry.fields);
  };
  const visit = (value: unknown): void => {
    const call = findCall(value);
    if (call && isMark(value) && call.name !== "marks") {
      add(call.args[0], call.args[1]);
    } else if (call) call.args.forEach(visit);
    else if (Array.isArray(value)) value.forEach(visit);
    else if (isOptionsObject(value)) {
      if (isObject(value["facet"])) add(value["facet"]["data"], value["facet"]);
      visit(value["marks"]);
    }
  };
  visit(root);
  return found;
}

function isOptionsObject(value: unknown): value is Record<string, unknown> {
  return isObject(value) && !(Symbol.iterator in value);
}

function toList(data: object): ArrayLike<unknown> {
  return Array.isArray(data) || ArrayBuffer.isView(data) ? (data as unknown as ArrayLike<unknown>) : Array.from(data as ArrayLike<unknown>);
}

/** Every string in the options might name a field; lists of values are looked at only while short. */
function collectStrings(options: unknown, into: Set<string>): void {
  if (typeof options === "string") into.add(options);
  else if (Array.isArray(options) && options.length <= 100) for (const item of options) collectStrings(item, into);
  else if (isOptionsObject(options) && !(options instanceof Date)) {
    const call = findCall(options);
    if (call) for (const argument of call.args) collectStrings(argument, into);
    for (const value of Object.values(call ? findExtras(options, call) : options)) collectStrings(value, into);
  }
}

/** True when every element is a row of named fields, which can travel as columns. */
export function areRows(list: ArrayLike<unknown>, fields: ReadonlySet<string>): list is ArrayLike<Record<string, unknown>> {
  const named = [...fields].filter((field) => !/^\d+$/.test(field));
  return Array.isArray(list) && list.length > 0 && list.every((row) => isRow(row, named));
}

/** Arrays are rows when they carry something that is named, as the bins of d3 do; otherwise they travel as they are. */
function isRow(value: unknown, named: string[]): boolean {
  if (!isObject(value) || value instanceof Date || isGeometry(value)) return false;
  return Array.isArray(value) ? named.some((field) => Object.hasOwn(value, field)) : !(Symbol.iterator in value);
}

/** The columns of the fields that the rows have. Of rows that are arrays, the two numbers that Plot takes for x and y too. */
export function encodeRows(
  rows: ArrayLike<Record<string, unknown>>,
  fields: ReadonlySet<string>,
  encodeColumn: (values: unknown[], field: string) => Data,
): Data {
  const list = Array.from(rows);
  const wanted = Array.isArray(list[0]) ? [...fields, "0", "1"] : [...fields];
  const present = wanted.filter((field) => list.some((row) => (Array.isArray(row) ? Object.hasOwn(row, field) : field in row)));
  const columns = Object.fromEntries(present.map((field) => [field, encodeColumn(list.map((row) => row[field]), field)]));
  return { $rows: { columns, length: list.length } };
}

/** Turns a recorded plot into data. What cannot become data throws `Unrecordable`; nothing is drawn here. */
import type { Data } from "../../cells/json.ts";
import type { RecordedPlotView } from "../../cells/mime.ts";
import { anyChannel, channelsOfMark, channelsOfTransform, channelsOverTransform, type IsChannel } from "./channels.ts";
import { encodeColumn } from "./columns.ts";
import { nameD3 } from "./d3-names.ts";
import { areRows, encodeRows, findMarkData, isData, isGeometry, partsOf } from "./data.ts";
import { findCall, findConstant, findExtras, isMark, type Call } from "./provenance.ts";
import type { TensorValues } from "./tensors.ts";
import { Unrecordable } from "./unrecordable.ts";

/** Options that may be comparators: functions that do not take exactly one argument. */
const COMPARE = new Set(["sort", "order"]);
/** Lists longer than this travel once, in `arrays`. */
const INLINE = 16;

type AnyFunction = (...args: unknown[]) => unknown;
/** Where the encoder stands: the mark's data, if any, and which functions may be evaluated on them. */
interface Place {
  path: string;
  data: ArrayLike<unknown> | null;
  isChannel: IsChannel;
}

const NOWHERE: Place = { path: "", data: null, isChannel: anyChannel };

/** The recording of a `Plot.plot` or `Plot.legend` call; `tensors` holds the values of every tensor in it. */
export function recordPlot(root: object, tensors: TensorValues): RecordedPlotView {
  const arrays: Data[] = [];
  const refs = new Map<object, Data>();
  const markData = findMarkData(root, tensors);

  const toRef = (key: object, encodeArray: () => Data): Data => {
    const known = refs.get(key);
    if (known) return known;
    const ref = { $ref: arrays.push(null) - 1 };
    refs.set(key, ref);
    arrays[ref.$ref] = encodeArray();
    return ref;
  };

  const encode = (given: unknown, place: Place): Data => {
    const value = read(given);
    if (value === undefined) return { $undefined: true };
    if (typeof value === "number") return Number.isFinite(value) ? value : { $number: String(value) };
    if (typeof value === "bigint") return Number(value);
    if (value === null || typeof value === "string" || typeof value === "boolean") return value;
    const constant = findConstant(value);
    if (constant) return { $constant: constant };
    const call = findCall(value);
    if (call) return encodeCall(call, value, place);
    if (typeof value === "function") return nameD3(value as AnyFunction) ?? refuse(place, "a function");
    if (typeof value !== "object") return refuse(place, `a ${typeof value}`);
    if (value instanceof Date) return { $date: value.getTime() };
    if (Symbol.iterator in value) return encodeList(value as Iterable<unknown>, place);
    if (!isPlain(value)) return refuse(place, `a ${value.constructor?.name ?? "foreign object"}`);
    return encodeObject(value as Record<string, unknown>, place);
  };

  const read = (value: unknown): unknown => (typeof value === "object" && value !== null && tensors.has(value) ? tensors.get(value) : value);

  const encodeList = (iterable: Iterable<unknown>, place: Place): Data => {
    const list = Array.isArray(iterable) || ArrayBuffer.isView(iterable) ? (iterable as unknown as unknown[]) : Array.from(iterable);
    if (Array.isArray(list) && list.some((item) => typeof item === "function" || findCall(item))) {
      return list.map((item, index) => encode(item, below(place, index)));
    }
    const encodeItems = () => encodeColumn(list, place.path, (item) => encode(item, place));
    return Array.isArray(list) && list.length <= INLINE ? encodeItems() : toRef(iterable, encodeItems);
  };

  const encodeObject = (options: Record<string, unknown>, place: Place): { [key: string]: Data } =>
    Object.fromEntries(
      Object.entries(options)
        .filter(([, value]) => value !== undefined)
        .map(([key, value]) => [key.replace(/^\$/, "$$$$"), encodeOption(key, value, below(place, key))]),
    );

  const encodeOption = (key: string, value: unknown, place: Place): Data => {
    if (key === "facet" && isRecord(value) && "data" in value) return encodeFacet(value, place);
    return place.data && place.isChannel(key) ? encodeChannel(value, place, COMPARE.has(key)) : encode(value, { ...place, data: null });
  };

  const encodeFacet = ({ data, ...options }: Record<string, unknown>, place: Place): Data => ({
    data: encodeData(data, place),
    ...encodeObject(options, { ...place, ...listOf(data), isChannel: anyChannel }),
  });

  /** A channel: an accessor, a `{ transform }`, a `{ value }` that holds one, `channels` of them, or anything else. */
  const encodeChannel = (value: unknown, place: Place, compares = false): Data => {
    const data = place.data!;
    if (findConstant(value) || findCall(value)) return encode(value, place);
    if (typeof value === "function") {
      const values = compares && value.length !== 1 ? ranks(value as AnyFunction, data) : evaluate(value as AnyFunction, data);
      return { $column: encodeValues(values, place) };
    }
    if (!isRecord(value) || Symbol.iterator in value) return encode(value, { ...place, data: null });
    if (typeof value["transform"] === "function") {
      const values = encodeValues((value["transform"] as AnyFunction)(data) as ArrayLike<unknown>, place);
      return { $channel: values, label: typeof value["label"] === "string" ? value["label"] : null };
    }
    return isPlain(value) ? encodeObject(value, place) : encode(value, place);
  };

  const encodeValues = (values: ArrayLike<unknown>, place: Place): Data =>
    toRef(values as object, () => encodeColumn(values, place.path, (item) => encode(item, { ...place, data: null })));

  const encodeCall = (call: Call, value: object | AnyFunction, place: Place): Data => {
    if (isMark(value)) return encodeMark(call, place);
    const options = call.args.length - 1;
    const inside = { ...place, isChannel: channelsOfTransform(call, place.isChannel) };
    const args = call.args.map((argument, index) => {
      if (place.data && index === 0 && options > 0 && /^(filter|sort)$/.test(call.name)) return encodeChannel(argument, inside, call.name === "sort");
      if (index === options && isRecord(argument)) return encode(argument, inside);
      return encode(argument, { ...inside, path: below(inside, `${call.name}()`).path, data: null });
    });
    const extras = findExtras(value, call);
    if (typeof value === "function" || Object.keys(extras).length === 0) return { $call: call.name, args };
    return { $call: call.name, args, with: encodeObject(extras, { ...place, isChannel: channelsOverTransform(call, place.isChannel) }) };
  };

  const encodeMark = (call: Call, place: Place): Data => {
    const [first, ...rest] = call.args;
    const inside = { path: below(place, call.name).path, data: null, isChannel: anyChannel };
    if (call.name === "marks" || call.args.length === 0) return { $call: call.name, args: call.args.map((mark) => encode(mark, inside)) };
    if (!isData(read(first))) return { $call: call.name, args: call.args.map((argument) => encode(argument, inside)) };
    const options = { ...inside, ...listOf(first), isChannel: channelsOfMark(call.name, rest[0]) };
    return { $call: call.name, args: [encodeData(first, inside), ...rest.map((argument) => encode(argument, options))] };
  };

  const listOf = (given: unknown): { data: ArrayLike<unknown> | null } => {
    const data = read(given);
    if (isGeometry(data)) return { data: partsOf(data) };
    return { data: markData.get(data as object)?.list ?? null };
  };

  const encodeData = (given: unknown, place: Place): Data => {
    const data = read(given);
    if (typeof data !== "object" || data === null) return encode(data, place);
    if (isGeometry(data)) return toRef(data, () => encodeObject({ ...data }, { ...place, data: null }));
    const { list, fields } = markData.get(data)!;
    const encodeField = (values: unknown[], field: string) => encodeColumn(values, field, (item) => encode(item, { ...NOWHERE, path: field }));
    return toRef(data, () => (areRows(list, fields) ? encodeRows(list, fields, encodeField) : encodeField(list as unknown[], below(place, "data").path)));
  };

  return { version: 1, root: encode(root, NOWHERE), arrays };
}

function below(place: Place, key: string | number): Place {
  return { ...place, path: place.path ? `${place.path}.${key}` : String(key) };
}

function evaluate(accessor: AnyFunction, data: ArrayLike<unknown>): unknown[] {
  return Array.from(data, (datum, index) => accessor(datum, index));
}

/** Each datum's place in the comparator's order: sorting by it is the same, ties included. */
function ranks(compare: AnyFunction, data: ArrayLike<unknown>): Uint32Array {
  const order = Uint32Array.from({ length: data.length }, (_, index) => index).toSorted((i, j) => Number(compare(data[i], data[j])) || i - j);
  const rank = new Uint32Array(order.length);
  order.forEach((index, place) => (rank[index] = place));
  return rank;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isPlain(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function refuse(place: Place, what: string): never {
  throw new Unrecordable(place.path, what);
}

/**
 * Which options of a mark hold accessors of its data, so that a function there can be evaluated now. After `bin`, `group`,
 * `tree` and box marks the data are no longer the mark's own: there only the options that those consume may be functions.
 */
import { findCall, type Call } from "./provenance.ts";

/** Names whose functions are not accessors of the data. */
const NOT_CHANNELS = new Set(
  ["render", "transform", "initializer", "marker", "markerStart", "markerMid", "markerEnd", "curve", "interpolate", "tickFormat", "thresholds"]
    .concat(["interval", "reduce", "format", "basis", "map", "clip", "projection", "offset", "treeLayout", "treeSort", "treeSeparation", "treeFilter"])
    .concat(["interpolate", "ticks", "domain", "range", "k", "selector", "test", "tip", "data", "marks", "imageRendering", "inset", "bandwidth"]),
);
const CONSUMED_BY_GROUPS = ["x", "y", "x1", "x2", "y1", "y2", "z", "fill", "stroke", "fx", "fy", "title", "href", "filter", "sort"];
const CONSUMED_BY_BOXES = ["x", "y", "fx", "fy", "filter"];
const CONSUMED_BY_TREES = ["path", "fx", "fy", "filter"];

/** Says whether the function under a key is an accessor of the mark's own data. */
export type IsChannel = (key: string) => boolean;

export const anyChannel: IsChannel = (key) => !NOT_CHANNELS.has(key);
const only = (keys: string[]): IsChannel => (key) => keys.includes(key);
const both = (a: IsChannel, b: IsChannel): IsChannel => (key) => a(key) && b(key);

/** For a mark's own options. */
export function channelsOfMark(name: string, options: unknown): IsChannel {
  if (name === "boxX" || name === "boxY") return only(CONSUMED_BY_BOXES);
  if (name === "tree" || name === "cluster") return only(CONSUMED_BY_TREES);
  if (hasKey(options, "interval")) return only(CONSUMED_BY_GROUPS);
  return anyChannel;
}

/** For the options handed to a transform, inside options for which `outer` holds. */
export function channelsOfTransform(call: Call, outer: IsChannel): IsChannel {
  if (/^tree(Node|Link)$/.test(call.name)) return only(CONSUMED_BY_TREES);
  if (!/^(bin|group)/.test(call.name)) return outer;
  const outputs = call.args.length > 1 ? Object.keys(call.args[0] ?? {}) : [];
  return both(anyChannel, only([...CONSUMED_BY_GROUPS, ...outputs]));
}

/** For what is laid over a transform's result: nothing but facets when the transform has made new data. */
export function channelsOverTransform(call: Call, outer: IsChannel): IsChannel {
  return makesNewData(call) ? only(["fx", "fy"]) : outer;
}

function makesNewData(call: Call): boolean {
  if (/^(bin|group|tree)/.test(call.name)) return true;
  const inner = findCall(call.args.at(-1));
  return inner !== undefined && makesNewData(inner);
}

function hasKey(value: unknown, key: string): boolean {
  return typeof value === "object" && value !== null && key in value;
}

/** Draws a recorded plot here and now, as SVG or HTML text. For plots that hold functions; every other is replayed by the page. */
import * as Plot from "@observablehq/plot";
import { createDocument, type DrawnElement } from "./dom.ts";
import { findCall, findExtras, isMark, type Call } from "./provenance.ts";
import type { TensorValues } from "./tensors.ts";

const SVG = "http://www.w3.org/2000/svg";

type Options = Record<string, unknown>;
const library = Plot as unknown as Record<string, (...args: unknown[]) => unknown>;

export interface Drawing {
  mime: "image/svg+xml" | "text/html";
  markup: string;
}

/** The drawing of a `Plot.plot` or `Plot.legend` call; throws what Plot throws. */
export function drawPlot(root: { name: "plot" | "legend"; args: unknown[] }, tensors: TensorValues): Drawing {
  const [options] = rebuild(root.args, tensors) as [Options | undefined];
  const element = withFrames(() => library[root.name]!({ ...options, document: createDocument() }) as DrawnElement);
  if (element.localName !== "svg") return { mime: "text/html", markup: element.outerHTML };
  element.setAttribute("xmlns", SVG);
  element.setAttribute("xmlns:xlink", "http://www.w3.org/1999/xlink");
  return { mime: "image/svg+xml", markup: element.outerHTML };
}

/** Plot waits for a frame before it measures tips; here the frame comes as soon as the drawing is done. */
function withFrames<T>(draw: () => T): T {
  const frames: (() => void)[] = [];
  const original = globalThis.requestAnimationFrame;
  globalThis.requestAnimationFrame = (callback) => frames.push(() => callback(0));
  try {
    const drawn = draw();
    for (const frame of frames) frame();
    return drawn;
  } finally {
    globalThis.requestAnimationFrame = original;
  }
}

/** The same value with tensors replaced by their values: calls that held any are made again, all else stays itself. */
function rebuild(value: unknown, tensors: TensorValues): unknown {
  if (value === null || (typeof value !== "object" && typeof value !== "function")) return value;
  if (tensors.has(value)) return tensors.get(value);
  const call = findCall(value);
  if (call) return rebuildCall(value, call, tensors);
  if (Array.isArray(value)) return rebuildList(value, tensors);
  return Object.getPrototypeOf(value) === Object.prototype ? rebuildOptions(value as Options, tensors) : value;
}

function rebuildList(list: unknown[], tensors: TensorValues): unknown[] {
  const rebuilt = list.map((item) => rebuild(item, tensors));
  return rebuilt.every((item, index) => item === list[index]) ? list : rebuilt;
}

function rebuildOptions(options: Options, tensors: TensorValues): Options {
  const values = Object.values(options);
  const rebuilt = rebuildList(values, tensors);
  return rebuilt === values ? options : Object.fromEntries(Object.keys(options).map((key, index) => [key, rebuilt[index]]));
}

function rebuildCall(value: object, call: Call, tensors: TensorValues): unknown {
  const args = rebuildList(call.args, tensors);
  const isOptions = typeof value !== "function" && !isMark(value);
  const extras = isOptions ? rebuildOptions(findExtras(value, call), tensors) : {};
  if (args === call.args && Object.values(extras).every((extra) => Object.values(value).includes(extra))) return value;
  const made = library[call.name]!(...args);
  return isOptions ? { ...(made as Options), ...extras } : made;
}

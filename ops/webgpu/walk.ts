/** Views that a kernel walks in two directions: `outer` positions, and at each of them `inner` ones; four neighbours at a time along one of the two. */
import type { View } from "../backend.ts";
import { bytesOf } from "../dtype.ts";
import { quadType } from "./access.ts";
import type { GpuBuffer } from "./buffers.ts";
import { joinAxes } from "./layout.ts";
import { elementFunction, inputBinding, offsetFunction, type Parameters, perWord, wgslType } from "./source.ts";

interface WalkedView {
  readonly view: View;
  readonly outer: readonly number[];
  readonly inner: readonly number[];
}

export interface Walk {
  readonly views: readonly WalkedView[];
  readonly outer: readonly number[];
  readonly inner: readonly number[];
}

/** Views of one shape, of which some axes are inner. */
export function walkOf(views: readonly View[], axes: readonly number[]): Walk {
  const isInner = (_: number, axis: number): boolean => axes.includes(axis);
  const isOuter = (_: number, axis: number): boolean => !axes.includes(axis);
  const { shape } = views[0]!;
  const outer = joinAxes(shape.filter(isOuter), views.map(({ strides }) => strides.filter(isOuter)));
  const inner = joinAxes(shape.filter(isInner), views.map(({ strides }) => strides.filter(isInner)));
  return { outer: outer.shape, inner: inner.shape, views: views.map((view, i) => ({ view, outer: outer.strides[i]!, inner: inner.strides[i]! })) };
}

/** Along which direction elements are read in fours. */
export type Fours = "outer" | "inner" | "none";

/** The direction, when its last axis holds whole fours. */
export const foursAlong = (direction: "outer" | "inner", walk: Walk): Fours => (walk[direction].length > 0 && walk[direction].at(-1)! % 4 === 0 ? direction : "none");

export interface WalkCode {
  readonly bindings: readonly string[];
  readonly buffers: readonly GpuBuffer[];
  /** `fn prepare(outer: u32)`, to be called before elements are read. With fours, positions in their direction count fours. */
  readonly declarations: string;
  /** For each view an expression of its element, or four of them, at `at`; whether the four have one value in common; and the place in its binding. */
  readonly elements: readonly Element[];
}

export interface Element {
  readonly text: string;
  readonly isRepeated: boolean;
  readonly place: string;
}

/** `output` says that the last view is written to: the kernel binds it itself. */
export function walkCode(walk: Walk, fours: Fours, parameters: Parameters, output = false): WalkCode {
  const buffers = [...new Set(walk.views.slice(0, output ? -1 : undefined).map(({ view }) => view.buffer as GpuBuffer))];
  const modes = walk.views.map((walked) => modeOf(walked, fours));
  const inQuads = buffers.map((buffer) => {
    const own = walk.views.filter(({ view }) => view.buffer === buffer);
    return own.every((walked) => modeOf(walked, fours) === "quads" && bytesOf(walked.view.dtype) === bytesOf(own[0]!.view.dtype));
  });
  const parts = walk.views.map((walked, i) => {
    const binding = buffers.indexOf(walked.view.buffer as GpuBuffer);
    const mode = modes[i] === "quads" && binding >= 0 && !inQuads[binding] ? "strided" : modes[i]!;
    return viewCode({ walk, walked, name: `walk${i}`, binding: binding < 0 ? "result" : `input${binding}`, fours, mode }, parameters);
  });
  const bindings = buffers.map((buffer, i) => {
    const { view } = walk.views.find((walked) => walked.view.buffer === buffer)!;
    return inputBinding(i, `input${i}`, inQuads[i] ? quadType(view.dtype) : "u32");
  });
  const prepare = `fn prepare(outer: u32) { ${parts.map((_, i) => `walk${i}_base = walk${i}_outer(outer);`).join(" ")} }`;
  return { bindings, buffers, declarations: [...parts.map(({ declarations }) => declarations), prepare].join("\n"), elements: parts };
}

/** quads: four neighbours lie in one quad; repeated: they are one element; strided: four reads; single: no fours. */
type Mode = "quads" | "repeated" | "strided" | "single";

function modeOf({ view, outer, inner }: WalkedView, fours: Fours): Mode {
  if (fours === "none") return "single";
  const [own, other] = fours === "outer" ? [outer, inner] : [inner, outer];
  if (own.at(-1) === 0) return "repeated";
  const rest = [...own.slice(0, -1), ...other, view.offset];
  return own.at(-1) === 1 && rest.every((number) => number % 4 === 0) ? "quads" : "strided";
}

interface ViewSource {
  readonly walk: Walk;
  readonly walked: WalkedView;
  readonly name: string;
  readonly binding: string;
  readonly fours: Fours;
  readonly mode: Mode;
}

function viewCode({ walk, walked, name, binding, fours, mode }: ViewSource, parameters: Parameters): Element & { declarations: string } {
  const { view } = walked;
  const type = wgslType(view.dtype);
  // In quads all offsets are counted in fours; otherwise a unit along the direction of the fours is four steps long.
  const shorten = (shape: readonly number[], direction: Fours): number[] => (fours === direction ? [...shape.slice(0, -1), shape.at(-1)! / 4] : [...shape]);
  const stretch = (strides: readonly number[], direction: Fours): number[] =>
    mode === "quads"
      ? strides.map((stride, axis) => (fours === direction && axis === strides.length - 1 ? 1 : stride / 4))
      : strides.map((stride, axis) => (fours === direction && axis === strides.length - 1 ? stride * 4 : stride));
  const offsets = [
    `var<private> ${name}_base: i32;`,
    offsetFunction(`${name}_outer`, parameters, shorten(walk.outer, "outer"), stretch(walked.outer, "outer"), mode === "quads" ? view.offset / 4 : view.offset),
    offsetFunction(`${name}_inner`, parameters, shorten(walk.inner, "inner"), stretch(walked.inner, "inner"), 0),
  ];
  const place = `${name}_base + ${name}_inner(at)`;
  if (mode === "quads") {
    const per = perWord(view.dtype);
    const word = (lane: number): string => (per === 4 ? "words" : `words[${Math.floor(lane / per)}]`);
    const lanes = [0, 1, 2, 3].map((lane) => `read_${view.dtype}(${word(lane)}, ${lane % per}u)`).join(", ");
    return { declarations: [...offsets, `fn ${name}(words: ${quadType(view.dtype)}) -> vec4<${type}> { return vec4(${lanes}); }`].join("\n"), text: `${name}(${binding}[${place}])`, place, isRepeated: false };
  }
  const element = elementFunction(`${name}_element`, binding, view.dtype);
  if (mode !== "strided") return { declarations: [...offsets, element].join("\n"), text: `${name}_element(${place})`, place, isRepeated: mode === "repeated" };
  const step = parameters.i32((fours === "outer" ? walked.outer : walked.inner).at(-1)!);
  const lanes = ["first", `first + ${step}`, `first + 2 * ${step}`, `first + 3 * ${step}`].map((at) => `${name}_element(${at})`).join(", ");
  return { declarations: [...offsets, element, `fn ${name}(first: i32) -> vec4<${type}> { return vec4(${lanes}); }`].join("\n"), text: `${name}(${place})`, place, isRepeated: false };
}

/** How kernels read views: four neighbouring elements of the output's shape at a time, or one. */
import type { View } from "../backend.ts";
import { bytesOf, type Dtype } from "../dtype.ts";
import { isContiguous } from "../shape.ts";
import type { GpuBuffer } from "./buffers.ts";
import type { Axes } from "./layout.ts";
import { elementFunction, inputBinding, offsetFunction, type Parameters, perWord, wgslType } from "./source.ts";

/** The type that holds four neighbouring elements. */
export function quadType(dtype: Dtype): string {
  const words = bytesOf(dtype);
  return words === 1 ? "u32" : `vec${words}<u32>`;
}

/** Whether four neighbours of the shape are four neighbours of the view, in whole words. */
export function isAligned(view: View, shape: readonly number[]): boolean {
  return view.offset % 4 === 0 && isContiguous(shape, view.strides);
}

/** Views of one shape as a kernel binds them: each buffer once. */
export interface BoundViews {
  readonly views: readonly View[];
  readonly shape: readonly number[];
  /** The shape's axes, joined where all views allow, with the strides of each view. */
  readonly axes: Axes;
  readonly buffers: readonly GpuBuffer[];
  readonly bindings: readonly string[];
  /** The binding of each view, and whether it holds quads. */
  readonly places: readonly { readonly binding: string; readonly quads: boolean }[];
}

/** Binds buffers as quads when all their views can be read so, as words otherwise. `first` is the number of the first binding. */
export function bindViews(prefix: string, first: number, views: readonly View[], shape: readonly number[], axes: Axes): BoundViews {
  const buffers = [...new Set(views.map(({ buffer }) => buffer as GpuBuffer))];
  const types = buffers.map((buffer) => {
    const own = views.map((view, i) => ({ view, strides: axes.strides[i]! })).filter(({ view }) => view.buffer === buffer);
    const width = bytesOf(own[0]!.view.dtype);
    const inQuads = own.every(({ view, strides }) => bytesOf(view.dtype) === width && (isAligned(view, shape) || isAlignedInRows(view, axes.shape, strides)));
    return inQuads ? quadType(own[0]!.view.dtype) : undefined;
  });
  const places = views.map(({ buffer }) => {
    const i = buffers.indexOf(buffer as GpuBuffer);
    return { binding: `${prefix}${i}`, quads: types[i] !== undefined };
  });
  return { views, shape, axes, buffers, places, bindings: buffers.map((_, i) => inputBinding(first + i, `${prefix}${i}`, types[i] ?? "u32")) };
}

/** Whether every row of the joined axes holds whole quads of the view, as when a vector is repeated over the rows of a matrix. */
function isAlignedInRows({ offset }: View, shape: readonly number[], strides: readonly number[]): boolean {
  return strides.at(-1) === 1 && shape.at(-1)! % 4 === 0 && offset % 4 === 0 && strides.slice(0, -1).every((stride) => stride % 4 === 0);
}

export interface Reader {
  readonly declarations: string;
  /** An expression of four neighbours' values, a vec4, or of the one that they have in common. Needs `quad`. */
  readonly four: string;
  readonly isRepeated: boolean;
}

/** `fn NAME_four(quad) -> vec4` (of one value where four neighbours have one in common). */
export function fourReader(name: string, bound: BoundViews, index: number, parameters: Parameters): Reader {
  const { views, shape, axes, places } = bound;
  const view = views[index]!;
  const strides = axes.strides[index]!;
  const { binding, quads } = places[index]!;
  const type = wgslType(view.dtype);
  if (quads && isAligned(view, shape)) {
    const at = view.offset === 0 ? "quad" : `quad + ${parameters.u32(view.offset / 4)}`;
    return { declarations: quadFunction(name, view.dtype), four: `${name}_of(${binding}[${at}])`, isRepeated: false };
  }
  const offset = offsetFunction(`${name}_at`, parameters, axes.shape, strides, view.offset);
  if (quads) return { declarations: `${offset}\n${quadFunction(name, view.dtype)}`, four: `${name}_of(${binding}[u32(${name}_at(quad * 4u)) / 4u])`, isRepeated: false };
  const element = elementFunction(name, binding, view.dtype);
  const inner = strides.at(-1);
  const inRow = axes.shape.length > 0 && axes.shape.at(-1)! % 4 === 0;
  if (inner === undefined || strides.every((stride) => stride === 0)) return { declarations: element, four: `${name}(${parameters.i32(view.offset)})`, isRepeated: true };
  if (inRow && inner === 0) return { declarations: `${offset}\n${element}`, four: `${name}(${name}_at(quad * 4u))`, isRepeated: true };
  const lanes = inRow
    ? [`let at = ${name}_at(quad * 4u);`, `let step = ${parameters.i32(inner)};`, `return vec4(${name}(at), ${name}(at + step), ${name}(at + 2 * step), ${name}(at + 3 * step));`]
    : [`return vec4(${[0, 1, 2, 3].map((lane) => `${name}(${name}_at(quad * 4u + ${lane}u))`).join(", ")});`];
  return { declarations: [offset, element, `fn ${name}_four(quad: u32) -> vec4<${type}> { ${lanes.join(" ")} }`].join("\n"), four: `${name}_four(quad)`, isRepeated: false };
}

/** `fn NAME_of(words) -> vec4`: the values of a quad. */
function quadFunction(name: string, dtype: Dtype): string {
  const type = wgslType(dtype);
  if (bytesOf(dtype) === 4) return `fn ${name}_of(words: vec4<u32>) -> vec4<${type}> { return ${type === "u32" ? "words" : `bitcast<vec4<${type}>>(words)`}; }`;
  const per = perWord(dtype);
  const word = (lane: number): string => (per === 4 ? "words" : `words[${Math.floor(lane / per)}]`);
  const lanes = [0, 1, 2, 3].map((lane) => `read_${dtype}(${word(lane)}, ${lane % per}u)`);
  return `fn ${name}_of(words: ${quadType(dtype)}) -> vec4<${type}> { return vec4(${lanes.join(", ")}); }`;
}

/** `fn NAME(index: u32)`: the value of the element with this row-major index. */
export function singleReader(name: string, bound: BoundViews, index: number, parameters: Parameters): string {
  const { views, axes, places } = bound;
  const view = views[index]!;
  const { binding, quads } = places[index]!;
  const offset = offsetFunction(`${name}_place`, parameters, axes.shape, axes.strides[index]!, view.offset);
  return `${offset}\n${elementFunction(`${name}_element`, binding, view.dtype, quads)}\nfn ${name}(index: u32) -> ${wgslType(view.dtype)} { return ${name}_element(${name}_place(index)); }`;
}

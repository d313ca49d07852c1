/** An elementwise program as WGSL functions that a kernel calls: with the numbers it has at hand, and the place they belong to. */
import type { Chain, Instruction } from "../backend.ts";
import type { ComputeDtype, Dtype } from "../dtype.ts";
import { bindViews, type BoundViews, fourReader, singleReader } from "./access.ts";
import type { GpuBuffer } from "./buffers.ts";
import { joinAxes } from "./layout.ts";
import { evaluateFunction, isLong } from "./program.ts";
import { type Parameters, wgslType } from "./source.ts";

export interface ChainSource {
  /** The functions are `fn NAME(value, index: u32)`, or `fn NAME_four(values: vec4, quad: u32)`. */
  readonly name: string;
  /** Without a chain the functions only cast. */
  readonly chain: Chain | undefined;
  /** The shape of the numbers' array, whose elements `index` counts in row-major order; `quad` counts them in fours. */
  readonly shape: readonly number[];
  /** What the kernel gives. */
  readonly from: ComputeDtype;
  /** What it gets: the compute dtype of this one. */
  readonly to: Dtype;
  /** How many inputs the kernel binds itself: those of the chain come after them. */
  readonly inputs: number;
  readonly parameters: Parameters;
  readonly form: "single" | "four";
}

export interface ChainCode {
  /** Bindings and functions. */
  readonly declarations: string;
  /** To be bound after the kernel's own inputs. */
  readonly buffers: readonly GpuBuffer[];
}

export function chainCode({ name, chain, shape, from, to, inputs, parameters, form }: ChainSource): ChainCode {
  const { program, inputs: views } = chain ?? { program: [], inputs: [] };
  const axes = joinAxes(shape, views.map(({ strides }) => strides));
  const bound = bindViews(`${name}_input`, inputs, views, shape, axes);
  const functions = programFunctions({ name, program, bound, attached: from, to, parameters, form });
  return { declarations: [...bound.bindings, functions].join("\n"), buffers: bound.buffers };
}

/** How many buffers a chain binds. */
export const buffersOf = (chain: Chain | undefined): number => new Set(chain?.inputs.map(({ buffer }) => buffer)).size;

interface ProgramSource {
  readonly name: string;
  readonly program: readonly Instruction[];
  readonly bound: BoundViews;
  /** The dtype of the value that comes before the views, if there is one. */
  readonly attached?: ComputeDtype;
  readonly to: Dtype;
  readonly parameters: Parameters;
  readonly form: "single" | "four";
}

/** The functions of `ChainSource` for views that are bound already. */
export function programFunctions({ name, program, bound, attached, to, parameters, form }: ProgramSource): string {
  const given = attached === undefined ? [] : [attached];
  const dtypes = [...given, ...bound.views.map(({ dtype }) => dtype)];
  const evaluate = evaluateFunction(`${name}_program`, program, dtypes, to, parameters);
  const names = bound.views.map((_, i) => `${name}_view${i}`);
  if (form === "single") {
    const header = `fn ${name}(${given.map((dtype) => `value: ${wgslType(dtype)}, `).join("")}index: u32) -> ${wgslType(to)}`;
    const values = [...given.map(() => "value"), ...names.map((reader) => `${reader}(index)`)];
    return [evaluate, ...names.map((reader, i) => singleReader(reader, bound, i, parameters)), `${header} { return ${name}_program(${values.join(", ")}); }`].join("\n");
  }
  const readers = names.map((reader, i) => fourReader(reader, bound, i, parameters));
  const lane = (at: string): string => {
    const values = [...given.map(() => `values[${at}]`), ...readers.map(({ isRepeated }, i) => (isRepeated ? `x${i}` : `x${i}[${at}]`))];
    return `${name}_program(${values.join(", ")})`;
  };
  return [
    evaluate,
    ...readers.map(({ declarations }) => declarations),
    `fn ${name}_four(${given.map((dtype) => `values: vec4<${wgslType(dtype)}>, `).join("")}quad: u32) -> vec4<${wgslType(to)}> {`,
    ...readers.map(({ four }, i) => `  let x${i} = ${four};`),
    ...(isLong(program)
      ? [`  var made: vec4<${wgslType(to)}>;`, `  for (var lane = 0u; lane < 4u; lane++) { made[lane] = ${lane("lane")}; }`, "  return made;"]
      : [`  return vec4(${["0", "1", "2", "3"].map(lane).join(", ")});`]),
    "}",
  ].join("\n");
}

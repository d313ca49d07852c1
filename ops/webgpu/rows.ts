/** What kernels on rows share: a row is worked on by a workgroup along it, or by one invocation that stands across several rows. */
import type { View } from "../backend.ts";
import { sizeOf } from "../shape.ts";
import type { GpuBuffer } from "./buffers.ts";
import type { AdapterTraits } from "./kernel.ts";
import { Parameters } from "./source.ts";
import { type Element, type Fours, foursAlong, walkCode, walkOf } from "./walk.ts";

export interface Rows {
  /** Everything up to and including the functions `read0(at)`, `read1(at)`, ... of the inputs and `write(at, wide)` of the output. */
  readonly text: string;
  /** To be put before all other text. */
  readonly head: string;
  readonly buffers: readonly GpuBuffer[];
  readonly parameters: Parameters;
  readonly workgroups: number;
  /** Elements of `Wide`. */
  readonly width: 1 | 4;
}

/** `inputs` have the output's shape, perhaps by repeating; the output holds words. */
export function rowsOf(inputs: readonly View[], axis: number, output: View, adapter: AdapterTraits): Rows {
  const walk = walkOf([...inputs, output], [axis]);
  const length = sizeOf(walk.inner);
  const isNearest = output.strides[axis] === 1;
  const along = length > 16 && isNearest;
  const fours = isNearest && !along ? "none" : foursAlong(along ? "inner" : "outer", walk);
  const width = fours === "none" ? 1 : 4;
  const isSubgroup = along && adapter.subgroupSize !== undefined;
  const lanes = isSubgroup ? adapter.subgroupSize! : 64;
  const units = sizeOf(walk.outer) / (along ? 1 : width);
  const parameters = new Parameters();
  const code = walkCode(walk, fours, parameters, true);
  const wide = width === 4 ? "vec4<f32>" : "f32";
  const text = [
    `const LANES = ${lanes}u; const STEP = ${along ? "LANES" : "1u"};`,
    `alias Wide = ${wide};`,
    parameters.functions({ units, inner: along ? length / width : length, count: length }),
    `fn unit_of(group: u32, lane: u32) -> u32 { return ${along ? "group" : "group * LANES + lane"}; }`,
    `fn first_of(lane: u32) -> u32 { return ${along ? "lane" : "0u"}; }`,
    ...code.bindings,
    code.declarations,
    ...code.elements.slice(0, -1).map((element, i) => readFunction(i, element, fours)),
    ...outputFunctions(code.elements.at(-1)!, width),
    ...["greatest", "sum"].map((fold) => foldFunctions(fold, along, isSubgroup, width)),
  ].join("\n");
  return { text, head: isSubgroup ? "enable subgroups;" : "", buffers: code.buffers, parameters, workgroups: along ? units : Math.ceil(units / lanes), width };
}

function readFunction(index: number, { text, isRepeated }: Element, fours: Fours): string {
  return `fn read${index}(at: u32) -> Wide { return ${isRepeated && fours !== "none" ? `vec4(${text})` : text}; }`;
}

function outputFunctions({ place }: Element, width: 1 | 4): string[] {
  const [bits, value] = width === 4 ? ["bitcast<vec4<u32>>", "bitcast<vec4<f32>>"] : ["bitcast<u32>", "bitcast<f32>"];
  return [
    `fn write(at: u32, wide: Wide) { result[${place}] = ${bits}(wide); }`,
    `fn read_result(at: u32) -> Wide { return ${value}(result[${place}]); }`,
  ];
}

/** `fn FOLD_of_row(lane, wide)`: across rows every element stands for a row already. */
function foldFunctions(fold: string, along: boolean, isSubgroup: boolean, width: 1 | 4): string {
  const header = `fn ${fold}_of_row(lane: u32, wide: Wide) -> Wide`;
  if (!along) return `${header} { return wide; }`;
  const combine = (a: string, b: string): string => (fold === "sum" ? `${a} + ${b}` : `select(${b}, ${a}, ${a} > ${b})`);
  const declared = `fn ${fold}(a: f32, b: f32) -> f32 { return ${combine("a", "b")}; }`;
  const narrow = width === 4 ? `${fold}(${fold}(wide.x, wide.y), ${fold}(wide.z, wide.w))` : "wide";
  if (isSubgroup) {
    return `${declared}
${header} {
  var folded = ${narrow};
  for (var apart = 1u; apart < LANES; apart *= 2u) { folded = ${fold}(folded, subgroupShuffleXor(folded, apart)); }
  return Wide(folded);
}`;
  }
  return `${declared}
var<workgroup> ${fold}_lanes: array<f32, LANES>;
${header} {
  ${fold}_lanes[lane] = ${narrow};
  for (var half = LANES / 2u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (lane < half) { ${fold}_lanes[lane] = ${fold}(${fold}_lanes[lane], ${fold}_lanes[lane + half]); }
  }
  workgroupBarrier();
  let folded = ${fold}_lanes[0];
  workgroupBarrier();
  return Wide(folded);
}`;
}

/** A function of one number on each element of `Wide`. */
export const eachOf = (width: 1 | 4, call: (part: string) => string): string => (width === 1 ? call("") : `vec4(${[".x", ".y", ".z", ".w"].map(call).join(", ")})`);

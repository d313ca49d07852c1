/** How a kernel of products writes what it made: through the call's epilogue, into words. */
import type { Chain, View } from "../backend.ts";
import { computeDtype, type Dtype } from "../dtype.ts";
import type { GpuBuffer } from "./buffers.ts";
import { chainCode } from "./chain.ts";
import { outputBinding, type Parameters, wgslType } from "./source.ts";

export interface Store {
  readonly epilogue: Chain | undefined;
  /** The shape that the epilogue's inputs have. */
  readonly shape: readonly number[];
  /** Of the factors: products have its compute dtype. */
  readonly from: Dtype;
  /** Words, contiguous. */
  readonly output: View;
}

interface Place {
  /** How many inputs the kernel binds itself. */
  readonly inputs: number;
  readonly parameters: Parameters;
}

interface StoreCode {
  readonly declarations: string;
  /** To be bound after the kernel's own inputs. */
  readonly buffers: readonly GpuBuffer[];
}

/** `fn store(index: u32, value)`, where `index` counts the output's elements in row-major order. */
export function storeCode({ epilogue, shape, from, output }: Store, { inputs, parameters }: Place): StoreCode {
  const type = wgslType(computeDtype(from));
  const chain = chainCode({ name: "finish", chain: epilogue, shape, from: computeDtype(from), to: output.dtype, inputs, parameters, form: "single" });
  const declarations = [
    outputBinding(inputs + chain.buffers.length, "result", wgslType(output.dtype)),
    chain.declarations,
    `fn store(index: u32, value: ${type}) { result[index] = finish(value, index); }`,
  ];
  return { declarations: declarations.join("\n"), buffers: chain.buffers };
}

/** `fn store_in_row(row_start: u32, column: u32, values: vec4)`: four neighbours of a row of `n()`, as far as the row goes. */
export function storeInRowsCode(store: Store, n: number, place: Place): StoreCode {
  const header = "fn store_in_row(row_start: u32, column: u32, values: vec4<Number>)";
  if (n % 4 === 0) {
    const { declarations, buffers } = storeFourCode(store, place);
    return { buffers, declarations: `${declarations}\n${header} { if (column < n()) { store_four((row_start + column) / 4u, values); } }` };
  }
  const { declarations, buffers } = storeCode(store, place);
  const loop = "for (var i = 0u; i < 4u && column + i < n(); i++) { store(row_start + column + i, values[i]); }";
  return { buffers, declarations: `${declarations}\n${header} { ${loop} }` };
}

/** `fn store_four(quad: u32, values: vec4)`, where `quad` counts the output's elements in fours. */
function storeFourCode({ epilogue, shape, from, output }: Store, { inputs, parameters }: Place): StoreCode {
  const type = wgslType(computeDtype(from));
  const chain = chainCode({ name: "finish", chain: epilogue, shape, from: computeDtype(from), to: output.dtype, inputs, parameters, form: "four" });
  const declarations = [
    outputBinding(inputs + chain.buffers.length, "result", `vec4<${wgslType(output.dtype)}>`),
    chain.declarations,
    `fn store_four(quad: u32, values: vec4<${type}>) { result[quad] = finish_four(values, quad); }`,
  ];
  return { declarations: declarations.join("\n"), buffers: chain.buffers };
}

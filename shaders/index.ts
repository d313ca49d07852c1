/**
 * The GPU text by name. A shader is the fixed part of a kernel: the caller sets before it the declarations that its header
 * names (constants, types, views), because WGSL has neither templates nor imports, and after it the library it needs.
 */
import arithmetic from "./arithmetic.wgsl?raw";
import elementwise from "./elementwise.wgsl?raw";
import functions from "./functions.wgsl?raw";
import matmul from "./matmul.wgsl?raw";
import reduce from "./reduce.wgsl?raw";
import softmax from "./softmax.wgsl?raw";
import storage from "./storage.wgsl?raw";
import thinMatmul from "./thin-matmul.wgsl?raw";
import trigonometry from "./trigonometry.wgsl?raw";

export interface Shader {
  readonly code: string;
  /** Entry points and how many invocations a workgroup of each has. */
  readonly entryPoints: Readonly<Record<string, number>>;
  /** Texts with the functions that the code calls; each also needs those before it. */
  readonly libraries: readonly string[];
}

const numbers = [storage, arithmetic];

/** Every shader binds its parameters (uniform) at 0, its inputs from 1 on, and its one output last, in group 0. */
export const shaders = {
  elementwise: { code: elementwise, entryPoints: { main: 64 }, libraries: [...numbers, functions, trigonometry] },
  reduce: { code: reduce, entryPoints: { tree: 64, serial: 64 }, libraries: numbers },
  softmax: { code: softmax, entryPoints: { row_by_group: 64, row_by_lane: 64 }, libraries: [...numbers, functions] },
  matmul: { code: matmul, entryPoints: { main: 64 }, libraries: [] },
  thinMatmul: { code: thinMatmul, entryPoints: { main: 256 }, libraries: [] },
} satisfies Record<string, Shader>;

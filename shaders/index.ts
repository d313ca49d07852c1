/**
 * The GPU text by name. A shader is the fixed part of a kernel: the caller sets before it the declarations that its header
 * names (constants, types, views), because WGSL has neither templates nor imports, and after it what `libraryFor` finds.
 */
import attentionMerge from "./attention-merge.wgsl?raw";
import attention from "./attention.wgsl?raw";
import conv2d from "./conv2d.wgsl?raw";
import each from "./each.wgsl?raw";
import elementwise from "./elementwise.wgsl?raw";
import matmul from "./matmul.wgsl?raw";
import norm from "./norm.wgsl?raw";
import reduceAcross from "./reduce-across.wgsl?raw";
import reduceAlong from "./reduce-along.wgsl?raw";
import pool2d from "./pool2d.wgsl?raw";
import random from "./random.wgsl?raw";
import registerMatmul from "./register-matmul.wgsl?raw";
import softmax from "./softmax.wgsl?raw";
import sortBlock from "./sort-block.wgsl?raw";
import thinMatmul from "./thin-matmul.wgsl?raw";
import transpose from "./transpose.wgsl?raw";

export { isInLibrary, libraryFor } from "./library.ts";

export interface Shader {
  readonly code: string;
  /** Entry points and how many invocations a workgroup of each has. */
  readonly entryPoints: Readonly<Record<string, number>>;
}

/** Every shader binds its parameters (uniform) at 0, its inputs from 1 on, and its one output last, in group 0. */
export const shaders = {
  each: { code: each, entryPoints: { main: 64 } },
  elementwise: { code: elementwise, entryPoints: { main: 256 } },
  reduceAcross: { code: reduceAcross, entryPoints: { main: 64 } },
  reduceAlong: { code: reduceAlong, entryPoints: { main: 64 } },
  softmax: { code: softmax, entryPoints: { main: 64 } },
  norm: { code: norm, entryPoints: { main: 64 } },
  attention: { code: attention, entryPoints: { main: 64 } },
  attentionMerge: { code: attentionMerge, entryPoints: { main: 64 } },
  conv2d: { code: conv2d, entryPoints: { main: 64 } },
  matmul: { code: matmul, entryPoints: { main: 64 } },
  pool2d: { code: pool2d, entryPoints: { main: 64 } },
  random: { code: random, entryPoints: { main: 64 } },
  registerMatmul: { code: registerMatmul, entryPoints: { main: 4 } },
  sortBlock: { code: sortBlock, entryPoints: { main: 256 } },
  thinMatmul: { code: thinMatmul, entryPoints: { main: 256 } },
  transpose: { code: transpose, entryPoints: { main: 64 } },
} satisfies Record<string, Shader>;

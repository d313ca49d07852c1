/** A kernel ready to be queued: text, buffers, numbers and how many workgroups. Made by the planners, one a kind of call. */
import type { Shader, shaders } from "../../shaders/index.ts";
import type { GpuBuffer } from "./buffers.ts";
import type { ProductSizes, Tile } from "./tuning.ts";

type ShaderName = keyof typeof shaders;

export interface Kernel {
  readonly shader: ShaderName;
  readonly entryPoint: string;
  /** Generated declarations. Together with the shader's name and entry point they are the pipeline's key, so no number that changes often belongs in them. */
  readonly text: string;
  readonly inputs: readonly GpuBuffer[];
  readonly output: GpuBuffer;
  /** The uniform block's 32-bit words. */
  readonly words: readonly number[];
  readonly workgroups: number;
}

/** A kernel without its buffers: what may be recorded again. */
export interface PlannedKernel extends Pick<Kernel, "shader" | "entryPoint" | "text"> {
  /** Of the pipeline. */
  readonly key: string;
  readonly words: Uint32Array<ArrayBuffer>;
  readonly grid: readonly [number, number];
}

export function planned({ shader, entryPoint, text, words, workgroups }: Kernel): PlannedKernel {
  return { shader, entryPoint, text, key: `${shader} ${entryPoint}\n${text}`, words: Uint32Array.from(words), grid: grid(workgroups) };
}

/** What decides between kernels for the same call. */
export interface AdapterTraits {
  readonly isSoftware: boolean;
  /** Invocations that share values without memory, where shaders may use that and the number is always the same. */
  readonly subgroupSize: number | undefined;
}

export function traitsOf({ adapterInfo, features }: GPUDevice): AdapterTraits {
  const { isFallbackAdapter, subgroupMinSize, subgroupMaxSize } = adapterInfo;
  const steady = features.has("subgroups") && subgroupMinSize === subgroupMaxSize;
  return { isSoftware: isFallbackAdapter, subgroupSize: steady ? subgroupMinSize : undefined };
}

/** What the planners may ask of the backend: room for intermediate results, and to queue a kernel. */
export interface Recorder {
  /** A buffer that is given back when the call has been recorded. */
  temporary(byteLength: number): GpuBuffer;
  record(kernel: Kernel): void;
  /** Queues a copy of a whole buffer into another, at a multiple of 4 bytes. */
  copyBytes(from: GpuBuffer, to: GpuBuffer, start: number): void;
  /** How many inputs a kernel may have. */
  readonly maxInputs: number;
  readonly adapter: AdapterTraits;
  /** The tile that multiplies fastest, as far as is known. */
  tileFor(sizes: ProductSizes): Tile;
}

/** Workgroups by rows of at most 65535, the limit in one dimension. Shaders skip those beyond the end. */
export function grid(workgroups: number): [number, number] {
  const rows = Math.ceil(workgroups / 65535);
  return [Math.ceil(workgroups / rows), rows];
}

/** How many workgroups give each of `count` items an invocation. */
export function workgroupsFor(shader: Shader, entryPoint: string, count: number): number {
  return Math.ceil(count / shader.entryPoints[entryPoint]!);
}

/**
 * What every device must do. Types only: no device is imported here.
 *
 * A call names a computation on views of buffers; the backend decides how. Calls may be queued: their effects are
 * seen by later calls and by `read`, in order. The kernels of the backends share no arithmetic: `cpu` is plain loops and
 * the oracle for the others, and it runs what another one has no kernel for. What they do not share: `readSync` exists on cpu and wasm only; `float64` on cpu and wasm only.
 *
 * Numbers. Every call calculates in the compute dtypes (`ComputeDtype`): an input is widened when it is read, a result
 * is brought to its view's dtype when it is written. Integers wrap to the narrower width; floats round to nearest even;
 * a float becomes an integer by truncation, saturating at the bounds of int32 (uint32 for uint32) with NaN as 0, then
 * wraps to the narrower width; anything but 0 becomes true (NaN too); true is 1. A bool is one byte, 0 or 1.
 *
 * Views. Inputs have any strides, negative and 0 too. Outputs are contiguous from offset 0, except a copy's, which may
 * be any window that does not repeat. An output never shares its buffer with an input. Any shape may hold a 0, and then
 * the buffer may have no bytes.
 */
import type { ComputeDtype, Dtype, TypedArray } from "./dtype.ts";
import type { PoolUse } from "./pool/pool.ts";
import type { Strategy } from "./pool/space.ts";
import type { Span } from "./trace.ts";

export type DeviceName = "cpu" | "wasm" | "webgpu";

/** Bytes on a device. Only the backend that made it looks inside. */
export interface Buffer {
  readonly device: DeviceName;
  readonly byteLength: number;
}

/** A strided window on a buffer; strides and offset count elements. A stride of 0 repeats (broadcasting). */
export interface View {
  readonly buffer: Buffer;
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  readonly offset: number;
}

/** An operand of an instruction: one of the call's inputs, an earlier step, or a number of the given dtype. */
export type Operand =
  | { readonly input: number }
  | { readonly step: number }
  | { readonly constant: number; readonly dtype: ComputeDtype };

/**
 * One step of an elementwise program in SSA form. `op` names a definition in `defs/`. The operands have the dtypes that
 * the definition asks for already (an input counts as `computeDtype(view.dtype)`); conversions are steps of their own, `cast`.
 */
export interface Instruction {
  readonly op: string;
  readonly args: readonly Operand[];
  /** The type this step yields. */
  readonly dtype: ComputeDtype;
}

/** A chain of elementwise operations over one output; the inputs are already broadcast to its shape. The last step is the result. */
export interface ElementwiseCall {
  readonly kind: "elementwise";
  readonly program: readonly Instruction[];
  readonly inputs: readonly View[];
  readonly output: View;
}

/**
 * Elementwise steps that run inside another call, on numbers that never reach memory. Operand `{ input: 0 }` is the number that the
 * chain is attached to; `{ input: i }` is `inputs[i - 1]`, broadcast to the shape of that number's array. The last step is the result.
 */
export interface Chain {
  readonly program: readonly Instruction[];
  readonly inputs: readonly View[];
}

export type ReduceOp = "sum" | "prod" | "max" | "min" | "argmax" | "argmin" | "any" | "all";

/**
 * Folds the named axes (sorted, not negative); the output has them as length 1.
 * sum and prod fold in `dtype` (float32 with pairwise or wider accumulators) and give 0 and 1 for nothing; max and min have the
 * compute dtype of what they fold and yield NaN where there is one; argmax and argmin have one axis or all (counted in row-major
 * order), int32 results, and yield the first of equals, or the first NaN; any and all yield bool.
 * Nothing but sum, prod, any and all is asked of an empty fold.
 */
export interface ReduceCall {
  readonly kind: "reduce";
  readonly op: ReduceOp;
  readonly axes: readonly number[];
  /** Of the folded number, before the epilogue. Default: the output's. */
  readonly dtype?: ComputeDtype;
  readonly input: View;
  /** On every element of the input before it is folded. */
  readonly prologue?: Chain;
  readonly output: View;
  /** On every folded number. */
  readonly epilogue?: Chain;
}

/** Running folds along an axis, in the output's compute dtype (float32 with a wider accumulator). Shapes are equal. */
export interface ScanCall {
  readonly kind: "scan";
  readonly op: "sum" | "prod";
  readonly axis: number;
  readonly input: View;
  readonly output: View;
}

/**
 * The elements along an axis in order, or their places (int32) in the input; stable. NaN counts as greater than everything, so it comes
 * last, or first when descending. The output's axis may be shorter: then only the first of the order are asked for.
 */
export interface SortCall {
  readonly kind: "sort";
  readonly axis: number;
  readonly descending: boolean;
  readonly yields: "values" | "indices";
  readonly input: View;
  readonly output: View;
}

/**
 * output[..., i..., ...] = input[..., indices[i...], ...]: the axis is replaced by the axes of `indices` (int32). Negative indices count from the
 * end. Indices out of range throw `ValidationError` on cpu and wasm; on webgpu, which cannot tell in time, they yield NaN, or 0 for integers.
 */
export interface TakeCall {
  readonly kind: "take";
  readonly axis: number;
  readonly input: View;
  readonly indices: View;
  readonly output: View;
}

/** Like `take`, but every element has an index of its own: output[..., i, ...] = input[..., indices[..., i, ...], ...]. Output and indices have one shape, no longer than the input's but on the axis. */
export interface GatherCall {
  readonly kind: "gather";
  readonly axis: number;
  readonly input: View;
  readonly indices: View;
  readonly output: View;
}

/** The input, with every update written at, or added to, the place that its index names along the axis. Of equal indices the last one is written. `updates` and `indices` have one shape. */
export interface ScatterCall {
  readonly kind: "scatter";
  readonly op: "set" | "add";
  readonly axis: number;
  readonly input: View;
  readonly indices: View;
  readonly updates: View;
  readonly output: View;
}

/** [..., m, k] x [..., k, n] -> [..., m, n]; leading axes of equal rank, already broadcast; a and b of one dtype, never bool. k may be 0. */
export interface MatmulCall {
  readonly kind: "matmul";
  readonly a: View;
  readonly b: View;
  readonly output: View;
  /** On every product, in the compute dtype of a and b. Without it the output has their dtype. */
  readonly epilogue?: Chain;
}

/** exp(x - max) / sum over one axis, or its logarithm when `log`. Input and output have the same float dtype. */
export interface SoftmaxCall {
  readonly kind: "softmax";
  readonly log?: boolean;
  readonly axis: number;
  readonly input: View;
  readonly output: View;
}

/**
 * Every row (along the last axis) divided by its root mean square, after its mean was taken off when `centered`; `epsilon` is added to the
 * mean square under the root. Then times `weight` and plus `bias`, which have the row's length. All of one float dtype.
 */
export interface NormCall {
  readonly kind: "norm";
  readonly centered: boolean;
  readonly epsilon: number;
  readonly input: View;
  readonly weight?: View;
  readonly bias?: View;
  readonly output: View;
  readonly epilogue?: Chain;
}

/**
 * softmax(scale q k^T + mask) v. q [b, h, t, d], k [b, g, s, d], v [b, g, s, e], output [b, h, t, e]; g divides h, and each of g serves h / g
 * heads. `mask` is broadcast to [b, h, t, s]: bool keeps where true, a float is added. `causal`: query i sees keys up to i + s - t.
 * A query that sees nothing yields 0, as in PyTorch. All of one float dtype, but for the mask.
 */
export interface AttentionCall {
  readonly kind: "attention";
  readonly q: View;
  readonly k: View;
  readonly v: View;
  readonly mask?: View;
  readonly causal: boolean;
  readonly scale: number;
  readonly output: View;
}

/** A pair for the vertical and the horizontal direction. */
export type Pair = readonly [number, number];

/**
 * Cross-correlation: input [n, c, h, w], weight [o, c / groups, kh, kw], output [n, o, oh, ow]. `padding` is what is added before the first
 * row and column; what follows the last is as much as the output's size asks for. All of one float dtype.
 */
export interface Conv2dCall {
  readonly kind: "conv2d";
  readonly input: View;
  readonly weight: View;
  /** [o] */
  readonly bias?: View;
  readonly stride: Pair;
  readonly padding: Pair;
  readonly dilation: Pair;
  readonly groups: number;
  readonly output: View;
  readonly epilogue?: Chain;
}

/** The greatest (NaN where there is one) or the mean of windows: input [n, c, h, w], output [n, c, oh, ow]. Padding is never the greatest; it counts as zeros in the mean when `countPadding`. One float dtype. */
export interface Pool2dCall {
  readonly kind: "pool2d";
  readonly op: "max" | "mean";
  readonly size: Pair;
  readonly stride: Pair;
  readonly padding: Pair;
  readonly dilation: Pair;
  readonly countPadding: boolean;
  readonly input: View;
  readonly output: View;
}

/**
 * Random numbers by counting: element i is pcg(pcg(i) + seed), where pcg is the 32-bit hash RXS-M-XS of Jarzynski and Olano, "Hash functions for
 * GPU rendering" (2020). uint32 output holds it whole; float32 output its upper 24 bits over 2^24.
 */
export interface RandomCall {
  readonly kind: "random";
  /** A uint32. */
  readonly seed: number;
  readonly output: View;
}

/** Copies, gathers strides, casts: output[i] = input[i] as the output's dtype. Shapes are equal. */
export interface CopyCall {
  readonly kind: "copy";
  readonly input: View;
  readonly output: View;
}

/**
 * What one part of the library alone needs: done by a function on the host, or, where the device's memory is the host's (wasm), by the kernel
 * that is named, or by the shader (webgpu). `compute` gets the elements of each input, row-major in its compute dtype, and returns those of each
 * output; it is the oracle of both. Where reading takes time (webgpu without a shader), later calls wait for it; `run` still returns at once.
 */
export interface HostCall {
  readonly kind: "host";
  readonly name: string;
  readonly inputs: readonly View[];
  readonly outputs: readonly View[];
  readonly compute: (...inputs: readonly TypedArray[]) => readonly TypedArray[];
  readonly kernel?: HostKernel;
  /** For calls with one output. */
  readonly shader?: HostShader;
}

/**
 * A kernel of the WASM sources, `name(first, count, ...outputs, ...inputs, ...params, scratch)`: it works on `count` items from `first` on, items
 * being rows, blocks, trees, whatever can be worked on alone. Outputs and inputs are the addresses of whole arrays, row-major in their compute
 * dtypes; outputs begin with any content. What an item yields must not depend on which others are worked on with it.
 */
export interface HostKernel {
  readonly name: string;
  readonly items: number;
  /** The fewest items that are worth a thread's while: about 10 microseconds of work. */
  readonly grain: number;
  /** Numbers that follow the addresses. Default: none. */
  readonly params?: readonly number[];
  /** Bytes that every thread may use as it likes; their address is the last argument. Default: none, and no argument. */
  readonly scratch?: number;
}

/**
 * WGSL (of `shaders/`) with a function `each(index: u32)`, which runs for every index below `items`, in no order. It calls `x0(i)`, `x1(i)`... for the
 * elements of the inputs, in row-major order and in their compute dtypes, and writes `result[i]`, which begins with any content; `Result` is its type.
 */
export interface HostShader {
  readonly code: string;
  readonly items: number;
  /** Whole numbers from 0 on: functions of these names give them, and `size()` gives `items`. */
  readonly params: Readonly<Record<string, number>>;
}

export type Call =
  | ElementwiseCall
  | ReduceCall
  | ScanCall
  | SortCall
  | TakeCall
  | GatherCall
  | ScatterCall
  | MatmulCall
  | SoftmaxCall
  | NormCall
  | AttentionCall
  | Conv2dCall
  | Pool2dCall
  | RandomCall
  | CopyCall
  | HostCall;

export type CallOf<Kind extends Call["kind"]> = Extract<Call, { readonly kind: Kind }>;

/** The memory pool of a device. */
export interface BackendPool extends PoolUse {
  /** How it divides an address space; absent where the host makes every buffer. */
  readonly strategy?: Strategy;
  /** The share of the free address space that lies outside its longest range: 0 where there is no address space. */
  readonly fragmentation: number;
}

/** Each device's folder exports `createBackend(): Promise<Backend>` from its `index.ts`; it throws `DeviceError` with the reason when the host lacks the device. */
export interface Backend {
  readonly name: DeviceName;
  /** A GPU that is played by the processor: right results, never the fastest choice. Default: false. */
  readonly isSoftware?: boolean;
  /** Dtypes this device holds and computes with; others are refused with a `DtypeError` before a call is made. */
  readonly dtypes: ReadonlySet<Dtype>;

  /** Throws `MemoryError` when the device has no room. Contents are undefined. */
  allocate(byteLength: number): Buffer;
  /** The caller is done with the buffer; calls that were queued before still see it. */
  release(buffer: Buffer): void;
  /** Copies host bytes into the buffer's start. */
  write(buffer: Buffer, bytes: ArrayBufferView): void;
  /**
   * Runs or queues one call. Never blocks on the device. With a span, a device that has a clock of its own writes the time that the call took
   * there into it, as soon as it is known; others leave it to the caller, who looks at the wall clock.
   */
  run(call: Call, span?: Span): void;
  /** What would run for this call, for people to read: shader text, or the names of kernels. Runs nothing. */
  describe?(call: Call): string;
  /** How many different buffers an elementwise program may read; more are not fused. Default: 16. */
  readonly maxInputs?: number;
  /** Everything queued so far, then a copy of `byteLength` bytes from `byteOffset`. */
  read(buffer: Buffer, byteOffset: number, byteLength: number): Promise<ArrayBuffer>;
  /** The same at once. Absent where the device cannot (webgpu). */
  readSync?(buffer: Buffer, byteOffset: number, byteLength: number): ArrayBuffer;
  /** How many threads share large calls. Default: 1. */
  readonly threads?: number;
  /** Floating-point operations a second in registers, on all threads, measured now. Absent where nobody measures it. */
  maddCeiling?(): number;
  /** Settles when everything queued so far has run, and rejects with what went wrong. Absent where `run` returns when the work is done. */
  finish?(): Promise<void>;
  /** Bytes held now. */
  readonly bytesAllocated: number;
  /** How its memory is used again. */
  readonly pool: BackendPool;
  /** Gives what is idle back to the host, and makes what stays free useful again. Returns how many idle bytes went. */
  trim(): number;
  /** Settles when the device is gone for good: every use then throws `DeviceError`, and it must be made anew. Absent where that cannot happen. */
  readonly lost?: Promise<void>;
}

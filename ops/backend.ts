/**
 * What every device must do. Types only: no device is imported here.
 *
 * A call names a computation on views of buffers; the backend decides how. Calls may be queued: their effects are
 * seen by later calls and by `read`, in order. Backends share no code paths for arithmetic: `cpu` is plain loops and
 * the oracle for the others. What they do not share: `readSync` exists on cpu and wasm only; `float64` on cpu and wasm only.
 */
import type { Dtype } from "./dtype.ts";

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

/** An operand of an instruction: one of the call's inputs, an earlier step, or a number. */
export type Operand = { readonly input: number } | { readonly step: number } | { readonly constant: number };

/** One step of an elementwise program in SSA form. `op` names a definition in `defs/`. */
export interface Instruction {
  readonly op: string;
  readonly args: readonly Operand[];
  /** The type this step computes in and yields. */
  readonly dtype: Dtype;
}

/** A chain of elementwise operations over one output; the inputs are already broadcast to its shape. The last step is the result. */
export interface ElementwiseCall {
  readonly kind: "elementwise";
  readonly program: readonly Instruction[];
  readonly inputs: readonly View[];
  readonly output: View;
}

export type ReduceOp = "sum" | "prod" | "max" | "min" | "argmax" | "argmin" | "any" | "all";

/** Folds the named axes (sorted, not negative); the output has them as length 1. */
export interface ReduceCall {
  readonly kind: "reduce";
  readonly op: ReduceOp;
  readonly axes: readonly number[];
  readonly input: View;
  readonly output: View;
}

/** [..., m, k] x [..., k, n] -> [..., m, n]; leading axes of equal rank, already broadcast. */
export interface MatmulCall {
  readonly kind: "matmul";
  readonly a: View;
  readonly b: View;
  readonly output: View;
}

/** Softmax over one axis, stable. */
export interface SoftmaxCall {
  readonly kind: "softmax";
  readonly axis: number;
  readonly input: View;
  readonly output: View;
}

/** Copies, gathers strides, casts: output[i] = input[i] as the output's dtype. Shapes are equal. */
export interface CopyCall {
  readonly kind: "copy";
  readonly input: View;
  readonly output: View;
}

export type Call = ElementwiseCall | ReduceCall | MatmulCall | SoftmaxCall | CopyCall;

export interface Backend {
  readonly name: DeviceName;
  /** Dtypes this device computes in; others are refused with a `DtypeError` before a call is made. */
  readonly dtypes: ReadonlySet<Dtype>;

  /** Throws `MemoryError` when the device has no room. Contents are undefined. */
  allocate(byteLength: number): Buffer;
  release(buffer: Buffer): void;
  /** Copies host bytes into the buffer's start. */
  write(buffer: Buffer, bytes: ArrayBufferView): void;
  /** Runs or queues one call. Never blocks on the device. */
  run(call: Call): void;
  /** Everything queued so far, then the first `byteLength` bytes from `byteOffset`. */
  read(buffer: Buffer, byteOffset: number, byteLength: number): Promise<ArrayBuffer>;
  /** The same at once. Absent where the device cannot (webgpu). */
  readSync?(buffer: Buffer, byteOffset: number, byteLength: number): ArrayBuffer;
  /** Bytes held now. */
  readonly bytesAllocated: number;
}

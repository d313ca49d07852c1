/**
 * What every device must do. Types only: no device is imported here.
 *
 * A call names a computation on views of buffers; the backend decides how. Calls may be queued: their effects are
 * seen by later calls and by `read`, in order. Backends share no code paths for arithmetic: `cpu` is plain loops and
 * the oracle for the others. What they do not share: `readSync` exists on cpu and wasm only; `float64` on cpu and wasm only.
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
import type { ComputeDtype, Dtype } from "./dtype.ts";

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

export type ReduceOp = "sum" | "prod" | "max" | "min" | "argmax" | "argmin" | "any" | "all";

/**
 * Folds the named axes (sorted, not negative); the output has them as length 1.
 * sum and prod fold in the output's compute dtype (float32 with pairwise or wider accumulators) and give 0 and 1 for
 * nothing; max and min have the input's dtype and yield NaN where there is one; argmax and argmin have one axis or all
 * (counted in row-major order), int32 output, and yield the first of equals, or the first NaN; any and all yield bool.
 * Nothing but sum, prod, any and all is asked of an empty fold.
 */
export interface ReduceCall {
  readonly kind: "reduce";
  readonly op: ReduceOp;
  readonly axes: readonly number[];
  readonly input: View;
  readonly output: View;
}

/** [..., m, k] x [..., k, n] -> [..., m, n]; leading axes of equal rank, already broadcast; all of one dtype, never bool. k may be 0. */
export interface MatmulCall {
  readonly kind: "matmul";
  readonly a: View;
  readonly b: View;
  readonly output: View;
}

/** exp(x - max) / sum over one axis. Input and output have the same float dtype. */
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
  /** Runs or queues one call. Never blocks on the device. */
  run(call: Call): void;
  /** Everything queued so far, then a copy of `byteLength` bytes from `byteOffset`. */
  read(buffer: Buffer, byteOffset: number, byteLength: number): Promise<ArrayBuffer>;
  /** The same at once. Absent where the device cannot (webgpu). */
  readSync?(buffer: Buffer, byteOffset: number, byteLength: number): ArrayBuffer;
  /** Bytes held now. */
  readonly bytesAllocated: number;
  /** Settles when the device is gone for good: every use then throws `DeviceError`, and it must be made anew. Absent where that cannot happen. */
  readonly lost?: Promise<void>;
}

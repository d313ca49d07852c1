/**
 * The one door to the devices: promotes, broadcasts, and makes waiting nodes of what may fuse with its neighbours (`graph/`) and calls of
 * the rest. Shapes and dtypes are checked here, at once; what waits runs when its bytes are asked for.
 */
import type { Backend, Call, HostCall, HostKernel, HostShader, ReduceOp, View } from "./backend.ts";
import { bytesOf, computeDtype, integerBounds, isFloat, isInteger, promote, promoteScalar, type Dtype } from "./dtype.ts";
import type { OpDef } from "./defs/definition.ts";
import { opDef } from "./defs/index.ts";
import { DeviceError, DtypeError } from "./errors.ts";
import { execute } from "./graph/execute.ts";
import { CallNode, ElementwiseNode, isValue, type Argument, type Node } from "./graph/node.ts";
import { newStorage } from "./graph/realize.ts";
import { broadcastShapes, formatShape, isContiguous, sizeOf, type Shape } from "./shape.ts";
import { Storage } from "./storage.ts";
import { broadcastValue, viewOf, wholeValue, type Value } from "./value.ts";

/** A waiting result with more steps below it than this is computed at once: kernels stay small and nothing waits for ever. */
const maxSteps = 64;

/** What a waiting result keeps from being freed, at most. */
const maxHeldBytes = 2 ** 28;

/** Room for a result that is computed now. Throws `DtypeError` when the device does not have the dtype, `MemoryError` when there is no room. */
export function allocate(op: string, backend: Backend, dtype: Dtype, shape: Shape): Value {
  checkHeld(op, backend, dtype);
  const byteLength = sizeOf(shape) * bytesOf(dtype);
  return wholeValue(newStorage(op, backend, byteLength, () => `${formatShape(shape)} of ${dtype}`), dtype, shape);
}

function checkHeld(op: string, backend: Backend, dtype: Dtype): void {
  if (backend.dtypes.has(dtype)) return;
  throw new DtypeError(op, `${dtype} is not available on ${backend.name}`, "cast to float32, or use the cpu or wasm device");
}

/** The result, unless the call fails: then its buffer is given back. */
export function run(result: Value, call: Call): Value {
  return unlessFails(result, () => execute(result.storage.backend, call));
}

/** A result without a tensor yet: gives up what it holds when the work fails. */
function unlessFails(result: Value, work: () => void): Value {
  try {
    work();
    return result;
  } catch (error) {
    result.storage.freeUnused();
    throw error;
  }
}

/** A result that waits until it is asked for. */
function wait(node: Node, backend: Backend): Value {
  checkHeld(node.op, backend, node.dtype);
  const storage = new Storage(backend, sizeOf(node.shape) * bytesOf(node.dtype), node);
  const value = wholeValue(storage, node.dtype, node.shape);
  return node.steps > maxSteps || node.heldBytes > maxHeldBytes ? unlessFails(value, () => void storage.buffer) : value;
}

/** The device of all values. Throws `DeviceError` when they are on several. */
function commonBackend(op: string, values: readonly Value[]): Backend {
  const { backend } = values[0]!.storage;
  const other = values.find((value) => value.storage.backend !== backend);
  if (other === undefined) return backend;
  if (other.storage.backend.name === backend.name) throw new DeviceError(op, `a tensor is on a ${backend.name} device that was lost`, "make it anew");
  const names = `${backend.name} and ${other.storage.backend.name}`;
  throw new DeviceError(op, `tensors are on different devices: ${names}`, `move one: await x.to("${backend.name}")`);
}

/** The dtype that operands share before the operation's own rule. Plain numbers are weak; comparisons take any number. */
function commonDtype(op: string, def: OpDef, operands: readonly Argument[], first: number): Dtype {
  let strong: Dtype | undefined;
  for (let i = first; i < operands.length; i++) {
    const operand = operands[i]!;
    if (isValue(operand)) strong = strong === undefined ? operand.dtype : promote(strong, operand.dtype);
  }
  let dtype = strong ?? "bool";
  for (let i = first; i < operands.length; i++) {
    const operand = operands[i]!;
    if (isValue(operand)) continue;
    if (strong === undefined) dtype = promote(dtype, typeof operand === "boolean" ? "bool" : "float32");
    else if (def.result === "bool" && isInteger(dtype) && !fits(operand, dtype)) dtype = "float32";
    else dtype = promoteScalar(op, dtype, operand);
  }
  return dtype;
}

function fits(scalar: number | boolean, dtype: Dtype): boolean {
  if (typeof scalar === "boolean") return true;
  const [low, high] = integerBounds(dtype);
  return scalar >= low && scalar <= high;
}

/** The dtype that an operation's rule brings the common dtype to. */
function ruledDtype(def: OpDef, dtype: Dtype): Dtype {
  if (def.operands === "bool") return "bool";
  if (def.operands === "float") return isFloat(dtype) ? dtype : "float32";
  return def.operands === "number" && dtype === "bool" ? "int32" : dtype;
}

/** An elementwise operation of `defs/`, with broadcasting and promotion. At least one argument is a value. */
export function elementwise(op: string, args: readonly Argument[]): Value {
  const def = opDef(op);
  const values = args.filter(isValue);
  const backend = commonBackend(op, values);
  const dtype = ruledDtype(def, commonDtype(op, def, args, def.operands === "select" ? 1 : 0));
  const shape = values.length === 1 ? values[0]!.shape : broadcastShapes(op, ...values.map((value) => value.shape));
  return wait(new ElementwiseNode(op, def, args, values, computeDtype(dtype), def.result === "bool" ? "bool" : dtype, shape), backend);
}

/** Folds sorted axes, which stay as length 1. `dtype` is the result's. */
export function reduce(op: string, kind: ReduceOp, value: Value, axes: readonly number[], dtype: Dtype): Value {
  const shape = value.shape.map((length, axis) => (axes.includes(axis) ? 1 : length));
  const build = (output: View, input: View): Call => ({ kind: "reduce", op: kind, axes, dtype: computeDtype(dtype), input, output });
  return wait(new CallNode(op, [value], dtype, shape, build, true), value.storage.backend);
}

/** [..., m, k] x [..., k, n] with broadcasting of the leading axes. The inner lengths agree already. */
export function matmul(a: Value, b: Value): Value {
  const promoted = promote(a.dtype, b.dtype);
  const dtype = promoted === "bool" ? "int32" : promoted;
  const batch = broadcastShapes("matmul", a.shape.slice(0, -2), b.shape.slice(0, -2));
  const operand = (value: Value): Value => broadcastValue(cast(value, dtype), [...batch, ...value.shape.slice(-2)]);
  const shape = [...batch, a.shape.at(-2)!, b.shape.at(-1)!];
  const operands: Value[] = [];
  try {
    for (const value of [a, b]) operands.push(operand(value));
    return compute("matmul", operands, dtype, shape, (output, x, y) => ({ kind: "matmul", a: x!, b: y!, output }), { fuses: true });
  } finally {
    for (const { storage } of operands) if (storage !== a.storage && storage !== b.storage) storage.freeUnused();
  }
}

export interface ComputeOptions {
  /** Whether the call takes an epilogue: then it waits for the elementwise operations that may follow. Its inputs are computed at once. Default: false. */
  readonly fuses?: boolean;
}

/** Any other computation: `build` makes the call from the views of the result and of the inputs. All inputs must be on one device. */
export function compute(
  op: string,
  inputs: readonly Value[],
  dtype: Dtype,
  shape: Shape,
  build: (output: View, ...inputs: View[]) => Call,
  { fuses = false }: ComputeOptions = {},
): Value {
  const backend = commonBackend(op, inputs);
  for (const input of inputs) void input.storage.buffer;
  if (fuses) return wait(new CallNode(op, inputs, dtype, shape, build, false), backend);
  const result = allocate(op, backend, dtype, shape);
  return run(result, build(viewOf(result), ...inputs.map(viewOf)));
}

/** A computation on the host, with any number of results; see `HostCall`. `inputs` are on one device, the results too. */
export function computeOnHost(op: string, inputs: readonly Value[], results: readonly { dtype: Dtype; shape: Shape }[], work: HostCall["compute"], kernel?: HostKernel, shader?: HostShader): Value[] {
  const backend = commonBackend(op, inputs);
  const values = results.map(({ dtype, shape }) => allocate(op, backend, dtype, shape));
  try {
    execute(backend, { kind: "host", name: op, inputs: inputs.map(viewOf), outputs: values.map(viewOf), compute: work, ...(kernel && { kernel }), ...(shader && { shader }) });
    return values;
  } catch (error) {
    for (const value of values) value.storage.freeUnused();
    throw error;
  }
}

/** The value in another dtype; itself when it has the dtype already. */
export function cast(value: Value, dtype: Dtype): Value {
  if (value.dtype === dtype) return value;
  const stored = computeDtype(dtype) !== dtype || computeDtype(value.dtype) === dtype; // converted while it is stored, or while it is read
  if (stored) return copy("astype", value, dtype);
  return wait(new ElementwiseNode("astype", undefined, [value], [value], dtype, dtype, value.shape), value.storage.backend);
}

/** The value with its elements one after the other; itself when they are. */
export function contiguous(value: Value): Value {
  return isContiguous(value.shape, value.strides) ? value : copy("copy", value, value.dtype);
}

function copy(op: string, value: Value, dtype: Dtype): Value {
  const input = viewOf(value); // computed before there is a result to lose
  const result = allocate(op, value.storage.backend, dtype, value.shape);
  return run(result, { kind: "copy", input, output: viewOf(result) });
}

/** A new value of the shape into which each part is copied at its window. */
export function assemble(op: string, dtype: Dtype, shape: Shape, parts: readonly { value: Value; window: (whole: Value) => Value }[]): Value {
  const backend = commonBackend(op, parts.map(({ value }) => value));
  const inputs = parts.map(({ value }) => viewOf(value));
  const result = allocate(op, backend, dtype, shape);
  parts.forEach(({ window }, i) => run(result, { kind: "copy", input: inputs[i]!, output: viewOf(window(result)) }));
  return result;
}

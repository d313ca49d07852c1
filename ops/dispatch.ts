/**
 * The one door to the devices: promotes, broadcasts, allocates, builds calls and runs them at once.
 * Everything above it only asks for operations on values, so that it may later collect them into a graph instead.
 */
import type { Backend, Call, HostCall, Instruction, Operand, ReduceOp, View } from "./backend.ts";
import { bytesOf, computeDtype, integerBounds, isFloat, isInteger, promote, promoteScalar, type ComputeDtype, type Dtype } from "./dtype.ts";
import { CAST, type OpDef } from "./defs/definition.ts";
import { opDef } from "./defs/index.ts";
import { DeviceError, DtypeError, MemoryError } from "./errors.ts";
import { broadcastShapes, formatShape, isContiguous, sizeOf, type Shape } from "./shape.ts";
import { Storage } from "./storage.ts";
import { broadcastValue, viewOf, wholeValue, type Value } from "./value.ts";

/** An operand of an elementwise operation. */
export type Argument = Value | number | boolean;

const isValue = (argument: Argument): argument is Value => typeof argument === "object";
const isScalar = (argument: Argument): argument is number | boolean => typeof argument !== "object";

/** Room for a result. Throws `DtypeError` when the device does not have the dtype, `MemoryError` when there is no room. */
export function allocate(op: string, backend: Backend, dtype: Dtype, shape: Shape): Value {
  if (!backend.dtypes.has(dtype)) {
    throw new DtypeError(op, `${dtype} is not available on ${backend.name}`, "cast to float32, or use the cpu or wasm device");
  }
  const byteLength = sizeOf(shape) * bytesOf(dtype);
  try {
    return wholeValue(new Storage(backend, byteLength), dtype, shape);
  } catch (error) {
    if (!(error instanceof MemoryError)) throw error;
    throw new MemoryError(op, `no room on ${backend.name} for ${formatShape(shape)} of ${dtype}: ${byteLength} bytes`, "dispose tensors, or work in parts");
  }
}

/** The result, unless the call fails: then its buffer is given back. */
export function run(backend: Backend, result: Value, call: Call): Value {
  try {
    if (sizeOf(result.shape) > 0) backend.run(call);
    return result;
  } catch (error) {
    result.storage.freeUnused();
    throw error;
  }
}

/** The device of all values. Throws `DeviceError` when they are on several. */
function commonBackend(op: string, values: readonly Value[]): Backend {
  const backend = values[0]!.storage.backend;
  const other = values.find((value) => value.storage.backend !== backend);
  if (other === undefined) return backend;
  const names = `${backend.name} and ${other.storage.backend.name}`;
  throw new DeviceError(op, `tensors are on different devices: ${names}`, `move one: await x.to("${backend.name}")`);
}

/** The dtype that operands share before the operation's own rule. Plain numbers are weak; comparisons take any number. */
function commonDtype(op: string, def: OpDef, operands: readonly Argument[]): Dtype {
  const strong = operands.filter(isValue);
  const base = strong.length > 0 ? strong.map((value) => value.dtype).reduce(promote) : "bool";
  return operands.filter(isScalar).reduce<Dtype>((dtype, scalar) => {
    if (strong.length === 0) return promote(dtype, typeof scalar === "boolean" ? "bool" : "float32");
    if (def.result === "bool" && isInteger(dtype) && !fits(scalar, dtype)) return "float32";
    return promoteScalar(op, dtype, scalar);
  }, base);
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
  const [condition, operands] = def.operands === "select" ? [1, args.slice(1)] : [0, args];
  const dtype = ruledDtype(def, commonDtype(op, def, operands));
  const shape = values.length === 1 ? values[0]!.shape : broadcastShapes(op, ...values.map((value) => value.shape));
  const result = allocate(op, backend, def.result === "bool" ? "bool" : dtype, shape);
  const wanted = args.map((_, index): ComputeDtype => (index < condition ? "bool" : computeDtype(dtype)));
  const inputs = values.map((value) => viewOf(broadcastValue(value, shape)));
  const program = buildProgram(op, args, wanted, computeDtype(result.dtype));
  return run(backend, result, { kind: "elementwise", program, inputs, output: viewOf(result) });
}

/** Casts for the operands that are not in the wanted dtype yet, then the operation itself. */
function buildProgram(op: string, args: readonly Argument[], wanted: readonly ComputeDtype[], dtype: ComputeDtype): Instruction[] {
  const program: Instruction[] = [];
  let inputs = 0;
  const operands = args.map((argument, index): Operand => {
    const target = wanted[index]!;
    if (!isValue(argument)) return { constant: Number(argument), dtype: target };
    const input = { input: inputs++ };
    if (computeDtype(argument.dtype) === target) return input;
    program.push({ op: CAST, args: [input], dtype: target });
    return { step: program.length - 1 };
  });
  program.push({ op, args: operands, dtype });
  return program;
}

/** Folds sorted axes, which stay as length 1. `dtype` is the result's. */
export function reduce(op: string, kind: ReduceOp, value: Value, axes: readonly number[], dtype: Dtype): Value {
  const { backend } = value.storage;
  const shape = value.shape.map((length, axis) => (axes.includes(axis) ? 1 : length));
  const result = allocate(op, backend, dtype, shape);
  return run(backend, result, { kind: "reduce", op: kind, axes, input: viewOf(value), output: viewOf(result) });
}

/** [..., m, k] x [..., k, n] with broadcasting of the leading axes. The inner lengths agree already. */
export function matmul(a: Value, b: Value): Value {
  const backend = commonBackend("matmul", [a, b]);
  const promoted = promote(a.dtype, b.dtype);
  const dtype = promoted === "bool" ? "int32" : promoted;
  const batch = broadcastShapes("matmul", a.shape.slice(0, -2), b.shape.slice(0, -2));
  const result = allocate("matmul", backend, dtype, [...batch, a.shape.at(-2)!, b.shape.at(-1)!]);
  const operand = (value: Value): Value => broadcastValue(cast(value, dtype), [...batch, ...value.shape.slice(-2)]);
  const [left, right] = [operand(a), operand(b)];
  try {
    return run(backend, result, { kind: "matmul", a: viewOf(left), b: viewOf(right), output: viewOf(result) });
  } finally {
    left.storage.freeUnused();
    right.storage.freeUnused();
  }
}

export interface ComputeOptions {
  /** Whether the call takes an epilogue. */
  readonly fuses?: boolean;
}

/** Any other computation: `build` makes the call from the views of the result and of the inputs. All inputs must be on one device. */
export function compute(
  op: string,
  inputs: readonly Value[],
  dtype: Dtype,
  shape: Shape,
  build: (output: View, ...inputs: View[]) => Call,
  _options: ComputeOptions = {},
): Value {
  const backend = commonBackend(op, inputs);
  const result = allocate(op, backend, dtype, shape);
  return run(backend, result, build(viewOf(result), ...inputs.map(viewOf)));
}

/** A computation on the host, with any number of results; see `HostCall`. `inputs` are on one device, the results too. */
export function computeOnHost(op: string, inputs: readonly Value[], results: readonly { dtype: Dtype; shape: Shape }[], work: HostCall["compute"]): Value[] {
  const backend = commonBackend(op, inputs);
  const values = results.map(({ dtype, shape }) => allocate(op, backend, dtype, shape));
  try {
    backend.run({ kind: "host", name: op, inputs: inputs.map(viewOf), outputs: values.map(viewOf), compute: work });
    return values;
  } catch (error) {
    for (const value of values) value.storage.freeUnused();
    throw error;
  }
}

/** The value in another dtype; itself when it has the dtype already. */
export function cast(value: Value, dtype: Dtype): Value {
  return value.dtype === dtype ? value : copy("astype", value, dtype);
}

/** The value with its elements one after the other; itself when they are. */
export function contiguous(value: Value): Value {
  return isContiguous(value.shape, value.strides) ? value : copy("copy", value, value.dtype);
}

function copy(op: string, value: Value, dtype: Dtype): Value {
  const { backend } = value.storage;
  const result = allocate(op, backend, dtype, value.shape);
  return run(backend, result, { kind: "copy", input: viewOf(value), output: viewOf(result) });
}

/** A new value of the shape into which each part is copied at its window. */
export function assemble(op: string, dtype: Dtype, shape: Shape, parts: readonly { value: Value; window: (whole: Value) => Value }[]): Value {
  const backend = commonBackend(op, parts.map(({ value }) => value));
  const result = allocate(op, backend, dtype, shape);
  for (const { value, window } of parts) {
    if (sizeOf(value.shape) > 0) run(backend, result, { kind: "copy", input: viewOf(value), output: viewOf(window(result)) });
  }
  return result;
}

/** Between host memory and values on devices. */
import type { Backend } from "./backend.ts";
import { allocate, contiguous, run } from "./dispatch.ts";
import type { Dtype, TypedArray } from "./dtype.ts";
import { ConfigurationError, DeviceError } from "./errors.ts";
import { isRecording } from "./graph/execute.ts";
import { sizeOf, type Shape } from "./shape.ts";
import { broadcastValue, byteRange, viewOf, type Value } from "./value.ts";

/** Host elements (stored bits, row-major) as a value on a device. */
export function upload(op: string, backend: Backend, elements: ArrayBufferView, dtype: Dtype, shape: Shape): Value {
  const result = allocate(op, backend, dtype, shape);
  try {
    backend.write(result.storage.buffer, elements);
    return result;
  } catch (error) {
    result.storage.freeUnused();
    throw error;
  }
}

/** One host element repeated over a shape. */
export function fill(op: string, backend: Backend, element: TypedArray, dtype: Dtype, shape: Shape): Value {
  const one = upload(op, backend, element, dtype, []);
  try {
    const result = allocate(op, backend, dtype, shape);
    return run(result, { kind: "copy", input: viewOf(broadcastValue(one, shape)), output: viewOf(result) });
  } finally {
    one.storage.freeUnused();
  }
}

/** The stored bits of all elements, row-major. */
export async function download(value: Value): Promise<ArrayBuffer> {
  refuseWhileRecording("data");
  const packed = contiguous(value);
  try {
    return await packed.storage.backend.read(packed.storage.buffer, ...byteRange(packed, sizeOf(packed.shape)));
  } finally {
    packed.storage.freeUnused();
  }
}

/** The same at once. Throws `DeviceError` on a device that answers later only. */
export function downloadSync(op: string, value: Value): ArrayBuffer {
  refuseWhileRecording(op);
  const { backend } = value.storage;
  if (backend.readSync === undefined) {
    throw new DeviceError(op, `${backend.name} cannot be read at once`, "use await x.data()");
  }
  const packed = contiguous(value);
  try {
    return backend.readSync(packed.storage.buffer, ...byteRange(packed, sizeOf(packed.shape)));
  } finally {
    packed.storage.freeUnused();
  }
}

function refuseWhileRecording(op: string): void {
  if (!isRecording()) return;
  throw new ConfigurationError(op, "a tensor cannot be read inside a function that jit records", "return the tensor and read it outside");
}

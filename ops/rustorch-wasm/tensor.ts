/** RusTorch's tensor: float32 numbers in a shape, freed by hand. */
import { exactBackend } from "../device.ts";
import { DtypeError, ShapeError, ValidationError } from "../errors.ts";
import { describeValue } from "../sample.ts";
import { checkShape, formatShape, sizeOf, type Shape } from "../shape.ts";
import { Tensor } from "../tensor.ts";
import { upload } from "../transfer.ts";
import { guarded } from "./error.ts";

export class WasmTensor {
  /** The tensor of the library behind it. It is where it can be read at once: on wasm when that is there, never on webgpu. */
  readonly tensor: Tensor;

  /** Numbers, row-major, or a tensor of the library. Throws `WasmError` of type ValidationError when the numbers do not fill the shape. */
  constructor(data: Float32Array | readonly number[] | Tensor, shape?: readonly number[]) {
    this.tensor = guarded("WasmTensor.new", () => (data instanceof Tensor ? readable(data) : made(data, shape ?? [data.length])));
  }

  /** A copy of the numbers, row-major. */
  data(): Float32Array {
    return guarded("WasmTensor.data", () => this.tensor.dataSync() as Float32Array);
  }

  shape(): number[] {
    return [...this.tensor.shape];
  }

  /** Gives the memory back; the tensor cannot be used any more. */
  free(): void {
    this.tensor.dispose();
  }
}

function made(data: Float32Array | readonly number[], shape: Shape): Tensor {
  const op = "WasmTensor";
  if (!Array.isArray(data) && !ArrayBuffer.isView(data)) throw new ValidationError(op, `not numbers: ${describeValue(data)}`);
  const wrong = Array.isArray(data) ? data.findIndex((element) => typeof element !== "number") : -1;
  if (wrong >= 0) throw new DtypeError(op, `element ${wrong} is not a number: ${describeValue(data[wrong])}`);
  if (sizeOf(checkShape(op, shape)) !== data.length) throw new ShapeError(op, `${data.length} elements do not fill the shape: ${formatShape(shape)}`);
  return new Tensor(upload(op, exactBackend(), Float32Array.from(data), "float32", [...shape]), []);
}

function readable(tensor: Tensor): Tensor {
  if (tensor.device === "webgpu") throw new ValidationError("WasmTensor", "a tensor on webgpu cannot be read at once", 'move it first: await x.to("wasm")');
  return tensor.dtype === "float32" ? tensor : tensor.astype("float32");
}

/** What detectors learn from and score: float64 numbers that are all there, on a device that computes with them. */
import type { DeviceName } from "../backend.ts";
import { currentBackend, devices, loadBackend } from "../device.ts";
import { ShapeError, ValidationError } from "../errors.ts";
import { astype, reshape } from "../math/index.ts";
import { asRows, asSample, numbersNow, type Rows, type Sample } from "../sample.ts";
import { formatShape, type Shape } from "../shape.ts";
import { momentsOfRows } from "../stats/row-moments.ts";
import { Tensor } from "../tensor.ts";
import { upload } from "../transfer.ts";

/** A series or sample as float64 [n]. Throws `ShapeError` for other than one axis, `ValidationError` for no value and for one that is NaN or infinite. */
export async function exactSeries(op: string, x: Sample): Promise<Tensor> {
  const source = asSample(op, x);
  if (source.ndim !== 1) throw new ShapeError(op, `not one value after the other: ${formatShape(source.shape)}`, "a series has one axis");
  return exact(op, source);
}

/** Rows of features as float64 [n, features]. Throws `ShapeError` for another number of features, `ValidationError` for no row and for one with NaN or an infinity. */
export async function exactRows(op: string, x: Rows, features?: number): Promise<Tensor> {
  const source = asRows(op, x);
  const width = source.shape[1]!;
  if (features !== undefined && width !== features) throw new ShapeError(op, `rows of ${width} features, but it learnt from ${features}`);
  if (width === 0) throw new ShapeError(op, `no feature: ${formatShape(source.shape)}`);
  return exact(op, source);
}

/** Numbers of the host for what works at once. Throws as `exactSeries` does, and `DeviceError` for a tensor on webgpu. */
export function exactNumbers(op: string, x: Sample): Float64Array {
  const values = numbersNow(op, x);
  if (values.length === 0) throw new ValidationError(op, "no values: [0]");
  if (!values.every(Number.isFinite)) throw gapIn(op, values);
  return values;
}

/** The elements in float64, row-major. */
export const elementsOf = async (x: Tensor): Promise<Float64Array<ArrayBuffer>> => (await x.data()) as Float64Array<ArrayBuffer>;

/** Numbers of the host as a float64 tensor: on the device and in the scope of another, or on the chosen device or the best one that has float64. */
export async function exactTensor(op: string, values: Float64Array, shape: Shape, beside?: Tensor): Promise<Tensor> {
  const backend = await loadBackend(op, beside?.device ?? (await exactDevice()));
  return new Tensor(upload(op, backend, values, "float64", shape), beside === undefined ? [] : [beside]);
}

async function exact(op: string, source: Tensor): Promise<Tensor> {
  if (source.shape[0] === 0) throw new ValidationError(op, `no ${source.ndim === 1 ? "values" : "rows"}: ${formatShape(source.shape)}`);
  const isHere = currentBackend().name !== "webgpu" && source.device !== "webgpu";
  const numbers = astype(isHere ? source : await source.to(await exactDevice()), "float64");
  const [moments] = await momentsOfRows(op, reshape(numbers, [1, numbers.size])); // the fastest look at all of them
  const { nulls, min, max } = moments!;
  if (nulls > 0 || min === -Infinity || max === Infinity) throw gapIn(op, await elementsOf(numbers), source.shape[1]);
  return numbers;
}

function gapIn(op: string, elements: Float64Array, width?: number): ValidationError {
  const at = elements.findIndex((element) => !Number.isFinite(element));
  const place = width === undefined ? `value ${at}` : `row ${Math.floor(at / width)}, feature ${at % width}`;
  return new ValidationError(op, `${place} is not finite: ${elements[at]}`, "impute or drop what is missing first");
}

/** Webgpu has no float64: the kernels of wasm are the next best. */
async function exactDevice(): Promise<DeviceName> {
  const { name } = currentBackend();
  if (name !== "webgpu") return name;
  return (await devices()).some((device) => device.name === "wasm" && device.available) ? "wasm" : "cpu";
}

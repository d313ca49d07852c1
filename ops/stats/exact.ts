/** Samples where float64 is. */
import { computeDtype } from "../dtype.ts";
import { astype, reshape } from "../math/manipulation.ts";
import { asSample, type Sample } from "../sample.ts";
import type { Tensor } from "../tensor.ts";

/** The sample in float32 or float64, on a device that has float64 for what is accumulated of it: a tensor of webgpu is read and handed to another. */
export async function exactSample(op: string, x: Sample): Promise<Tensor> {
  const source = asSample(op, x);
  const near = source.device === "webgpu" ? reshape(asSample(op, await source.data()), source.shape) : source;
  if (near.dtype === "float64") return near;
  return astype(near, computeDtype(near.dtype) === "float32" ? "float32" : "float64");
}

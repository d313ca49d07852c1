/** Samples where float64 is. */
import { computeDtype } from "../dtype.ts";
import { astype, reshape } from "../math/manipulation.ts";
import { asSample, type Sample } from "../sample.ts";
import { scope } from "../scope.ts";
import type { Tensor } from "../tensor.ts";

/** The sample in float32 or float64, on a device that has float64 for what is accumulated of it: a tensor of webgpu is read and handed to another. */
export async function exactSample(op: string, x: Sample): Promise<Tensor> {
  if (isHostArray(x)) return scope(() => widened(asSample(op, x)));
  const source = asSample(op, x);
  if (source.device !== "webgpu") return widened(source);
  const numbers = await source.data();
  return scope(() => reshape(widened(asSample(op, numbers)), source.shape));
}

export const isHostArray = (x: Sample): boolean => Array.isArray(x) || ArrayBuffer.isView(x);

function widened(x: Tensor): Tensor {
  const dtype = computeDtype(x.dtype) === "float32" ? "float32" : "float64";
  return x.dtype === dtype ? x : astype(x, dtype);
}

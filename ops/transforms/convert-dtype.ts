/** Images of another dtype, in the range that the dtype has for images: [0, 1] for floats, up to the greatest number for integers. */
import { checkDtype, integerBounds, isFloat, type Dtype } from "../dtype.ts";
import { DtypeError } from "../errors.ts";
import { floorDivide, mul } from "../math/arithmetic.ts";
import { astype } from "../math/manipulation.ts";
import type { Tensor } from "../tensor.ts";
import { imageTransform, type ImageTransform } from "./transform.ts";

/**
 * Scaled from one dtype's range to the other's, as torchvision's `to_dtype(scale=True)`: 255 of uint8 is 1 of float32. Floats are cut, not rounded,
 * so that each integer has an equal share of [0, 1]. Throws `DtypeError` for bool, and from float32 to 32-bit integers, which it cannot fill.
 */
export function convertDtype(dtype: Dtype): ImageTransform {
  const op = "transforms.convertDtype";
  checkDtype(op, dtype);
  if (dtype === "bool") throw new DtypeError(op, "images are not bool", "compare with a number to get true and false");
  return imageTransform("convertDtype", { dtype }, (x) => scaledTo(op, x, dtype));
}

const greatest = (dtype: Dtype): number => integerBounds(dtype)[1];

export function scaledTo(op: string, x: Tensor, dtype: Dtype): Tensor {
  if (x.dtype === "bool") throw new DtypeError(op, "images are not bool", `cast with astype("${dtype}")`);
  if (x.dtype === dtype) return x;
  if (isFloat(x.dtype)) return isFloat(dtype) ? astype(x, dtype) : toInteger(op, x, dtype);
  if (isFloat(dtype)) return mul(astype(x, dtype), 1 / greatest(x.dtype));
  const [from, to] = [greatest(x.dtype) + 1, greatest(dtype) + 1];
  return from > to ? astype(floorDivide(x, from / to), dtype) : mul(astype(x, dtype), to / from);
}

function toInteger(op: string, x: Tensor, dtype: Dtype): Tensor {
  if (x.dtype !== "float64" && greatest(dtype) > 2 ** 24) {
    throw new DtypeError(op, `${x.dtype} has not enough digits for ${dtype}`, `convert to float64 first, or to uint8`);
  }
  const wide = x.dtype === "float64" ? x : astype(x, "float32");
  return astype(mul(wide, greatest(dtype) + 1 - 1e-3), dtype);
}

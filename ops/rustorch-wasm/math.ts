/** `WasmAdvancedMath`: functions of every element. */
import * as math from "../math/index.ts";
import type { Tensor } from "../tensor.ts";
import { guarded } from "./error.ts";
import { WasmTensor } from "./tensor.ts";

export class WasmAdvancedMath {
  sinh(tensor: WasmTensor): WasmTensor {
    return computed("sinh", () => math.sinh(tensor.tensor));
  }

  cosh(tensor: WasmTensor): WasmTensor {
    return computed("cosh", () => math.cosh(tensor.tensor));
  }

  tanh(tensor: WasmTensor): WasmTensor {
    return computed("tanh", () => math.tanh(tensor.tensor));
  }

  asin(tensor: WasmTensor): WasmTensor {
    return computed("asin", () => math.asin(tensor.tensor));
  }

  acos(tensor: WasmTensor): WasmTensor {
    return computed("acos", () => math.acos(tensor.tensor));
  }

  atan(tensor: WasmTensor): WasmTensor {
    return computed("atan", () => math.atan(tensor.tensor));
  }

  /** The angle of the points (x, y), from -π to π. */
  atan2(y: WasmTensor, x: WasmTensor): WasmTensor {
    return computed("atan2", () => math.atan2(y.tensor, x.tensor));
  }

  erf(tensor: WasmTensor): WasmTensor {
    return computed("erf", () => math.erf(tensor.tensor));
  }

  gamma(tensor: WasmTensor): WasmTensor {
    return computed("gamma", () => math.gamma(tensor.tensor));
  }

  clamp(tensor: WasmTensor, min: number, max: number): WasmTensor {
    return computed("clamp", () => math.clamp(tensor.tensor, min, max));
  }

  pow(base: WasmTensor, exponent: number): WasmTensor {
    return computed("pow", () => math.pow(base.tensor, exponent));
  }

  /** It holds nothing; here for programs that free everything. */
  free(): void {}
}

const computed = (name: string, work: () => Tensor): WasmTensor => guarded(`WasmAdvancedMath.${name}`, () => new WasmTensor(work()));

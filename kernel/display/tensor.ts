/** Tensors: what they are, how NumPy prints them, how their values are spread, and the first values for the grid. */
import type { Data } from "../../cells/json.ts";
import { MIME } from "../../cells/mime.ts";
import type { TensorView } from "../../cells/mime.ts";
import { isPackable, pack } from "../../cells/packed.ts";
import { formatArray, Tensor } from "../../ops/core.ts";
import type { TypedArray } from "../../ops/core.ts";
import type { Kind, Said } from "./kind.ts";

/** Values that travel to the page. */
const MAX_VALUES = 10_000;
const BINS = 32;

export const tensor: Kind = {
  name: "tensor",
  test: (value) => value instanceof Tensor && !value.disposed,
  describe(value: Tensor): Said | Promise<Said> {
    const { shape, dtype, device, nbytes } = value;
    const view = (data: TypedArray): Said => {
      const text = formatArray(data, shape, dtype);
      const spread = data.length > 0 ? spreadOf(data) : {};
      const first = data.length > MAX_VALUES ? data.subarray(0, MAX_VALUES) : data;
      const values = isPackable(first) ? { values: pack(first) } : {};
      const whole: TensorView = { shape: [...shape], dtype, device, nbytes, text, ...spread, ...values };
      return { data: { [MIME.tensor]: whole as unknown as Data, [MIME.text]: text } };
    };
    return device === "webgpu" ? value.data().then(view) : view(value.dataSync());
  },
};

/** Statistics and histogram over the finite values, in float64. */
function spreadOf(data: ArrayLike<number>): Pick<TensorView, "stats" | "histogram"> {
  let [min, max, sum, nans, infinities, zeros] = [Infinity, -Infinity, 0, 0, 0, 0];
  for (let i = 0; i < data.length; i++) {
    const value = data[i]!;
    if (Number.isNaN(value)) nans++;
    else if (value === Infinity || value === -Infinity) infinities++;
    else {
      if (value < min) min = value;
      if (value > max) max = value;
      if (value === 0) zeros++;
      sum += value;
    }
  }
  const count = data.length - nans - infinities;
  if (count === 0) return { stats: { min: NaN, max: NaN, mean: NaN, std: NaN, nans, infinities, zeros } };
  const mean = sum / count;
  const counts = Array.from({ length: BINS }, () => 0);
  const scale = max > min ? BINS / (max - min) : 0;
  let squares = 0;
  for (let i = 0; i < data.length; i++) {
    const value = data[i]!;
    if (!Number.isFinite(value)) continue;
    squares += (value - mean) ** 2;
    counts[Math.min(BINS - 1, Math.floor((value - min) * scale))]!++;
  }
  return { stats: { min, max, mean, std: Math.sqrt(squares / count), nans, infinities, zeros }, histogram: { min, max, counts } };
}

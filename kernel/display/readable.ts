/** Tensors on the GPU cannot be read at once: a console that prints them waits for their values. */
import { formatArray, Tensor } from "../../ops/core.ts";

/** Whether a value's text has to be waited for. */
export function isRemote(value: unknown): value is Tensor {
  return value instanceof Tensor && !value.disposed && value.device === "webgpu";
}

/** The text of a tensor once its values have arrived; what is known of it when they never do. */
export function arrivedText(tensor: Tensor): Promise<string> {
  const { shape, dtype } = tensor;
  return tensor.data().then(
    (data) => formatArray(data, shape, dtype),
    (error: unknown) => `${tensor.toString()} [not read: ${error instanceof Error ? error.message : String(error)}]`,
  );
}

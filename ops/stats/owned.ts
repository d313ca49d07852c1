/** Work that waits in between and leaves no tensors behind. */
import { scope } from "../scope.ts";
import { Tensor, valueOf } from "../tensor.ts";

/**
 * Runs work on data with a scope of its own: what is made before the first `await`, and whatever is computed from a tensor among the data, is disposed at the end, save
 * what the work returns. A tensor is passed on as one that belongs to the scope and shares the elements, because what is computed from it later belongs where it does.
 */
export function withOwned<Data, Result>(op: string, data: Data, work: (data: Data) => Promise<Result>): Promise<Result> {
  return scope(() => work(owned(op, data)));
}

function owned<Data>(op: string, data: Data): Data {
  if (data instanceof Tensor) return new Tensor(valueOf(op, data), [data]) as Data;
  return Array.isArray(data) && data.some((part) => part instanceof Tensor) ? (data.map((part: unknown) => owned(op, part)) as Data) : data;
}

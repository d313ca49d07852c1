/** Long work in slices, between which the host may do other things: draw, hear that the work is not wanted any more. */
import { ValidationError } from "../errors.ts";
import { nextTurn } from "../turn.ts";

export interface LongWork {
  /** Told now and then how much is done. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  /** Stops the work: the promise is rejected with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** Milliseconds after which the host gets its turn. */
const slice = 40;

/** Does the items from 0 to `total` in order; `work` does one or more from `first` on and returns the next one. */
export async function inSlices(total: number, { onProgress, signal }: LongWork, work: (first: number) => number | Promise<number>): Promise<void> {
  signal?.throwIfAborted();
  let since = performance.now();
  for (let done = 0; done < total; ) {
    done = await work(done);
    if (performance.now() - since < slice) continue;
    onProgress?.({ done, total });
    await nextTurn();
    signal?.throwIfAborted();
    since = performance.now();
  }
  onProgress?.({ done: total, total });
}

/** Throws `ValidationError` unless the number of resamples is whole and positive, and the seed one that Philox takes. */
export function checkResampling(op: string, resamples: number, seed: number): void {
  if (!Number.isInteger(resamples) || resamples < 1 || resamples >= 2 ** 32) throw new ValidationError(op, `invalid number of resamples: ${String(resamples)}`, "such as 9999");
  if (!Number.isSafeInteger(seed) || seed < 0) throw new ValidationError(op, `invalid seed: ${String(seed)}`, "a whole number from 0");
}

/** Results of a pipeline that are kept: the least recently used go first when there are too many bytes. */
import { within } from "../scope.ts";
import { slice } from "../math/slice.ts";
import { Tensor, valueOf } from "../tensor.ts";

export class ResultCache {
  readonly #most: number;
  readonly #kept = new Map<string, Tensor>();
  #bytes = 0;

  /** Keeps `most` bytes of tensors at most. */
  constructor(most: number) {
    this.#most = most;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get entries(): number {
    return this.#kept.size;
  }

  /** The result of that key, as a tensor that is the caller's to dispose. */
  get(key: string): Tensor | undefined {
    const tensor = this.#kept.get(key);
    if (tensor === undefined) return undefined;
    this.#kept.delete(key);
    this.#kept.set(key, tensor); // used last
    return slice(tensor);
  }

  has(key: string): boolean {
    return this.#kept.has(key);
  }

  /** Keeps a result, unless it alone is too large. The cache has a tensor of its own, which no scope owns: it shares the elements. */
  set(key: string, result: Tensor): void {
    if (result.nbytes > this.#most) return;
    this.delete(key);
    this.#kept.set(key, within(undefined, () => new Tensor(valueOf("transforms.pipeline", result), [])));
    this.#bytes += result.nbytes;
    for (const oldest of this.#kept.keys()) {
      if (this.#bytes <= this.#most) break;
      this.delete(oldest);
    }
  }

  delete(key: string): void {
    const tensor = this.#kept.get(key);
    if (tensor === undefined) return;
    this.#kept.delete(key);
    this.#bytes -= tensor.nbytes;
    tensor.dispose();
  }

  clear(): void {
    for (const key of this.#kept.keys()) this.delete(key);
  }
}

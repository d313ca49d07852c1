/** Results of a pipeline that are kept: the least recently used go first when there are too many bytes. */
import { within } from "../scope.ts";
import { slice } from "../math/slice.ts";
import { Tensor, valueOf } from "../tensor.ts";

interface Entry {
  readonly tensor: Tensor;
  /** What it keeps from being given back: a part of a tensor keeps all of it. */
  readonly bytes: number;
}

export class ResultCache {
  readonly #most: number;
  readonly #kept = new Map<string, Entry>();
  #bytes = 0;

  /** Keeps `most` bytes at most. */
  constructor(most: number) {
    this.#most = most;
  }

  /** Bytes that are kept, counted for each result, though results may share them. */
  get bytes(): number {
    return this.#bytes;
  }

  get entries(): number {
    return this.#kept.size;
  }

  /** The result of that key, as a tensor that is the caller's to dispose. */
  get(key: string): Tensor | undefined {
    const entry = this.#kept.get(key);
    if (entry === undefined) return undefined;
    this.#kept.delete(key);
    this.#kept.set(key, entry); // used last
    return slice(entry.tensor);
  }

  has(key: string): boolean {
    return this.#kept.has(key);
  }

  /** Keeps a result, unless it alone is too large. The cache has a tensor of its own, which no scope owns: it shares the elements. */
  set(key: string, result: Tensor): void {
    const value = valueOf("transforms.pipeline", result);
    const bytes = value.storage.byteLength;
    if (bytes > this.#most) return;
    this.delete(key);
    this.#kept.set(key, { tensor: within(undefined, () => new Tensor(value, [])), bytes });
    this.#bytes += bytes;
    for (const oldest of this.#kept.keys()) {
      if (this.#bytes <= this.#most) break;
      this.delete(oldest);
    }
  }

  delete(key: string): void {
    const entry = this.#kept.get(key);
    if (entry === undefined) return;
    this.#kept.delete(key);
    this.#bytes -= entry.bytes;
    entry.tensor.dispose();
  }

  clear(): void {
    for (const key of this.#kept.keys()) this.delete(key);
  }
}

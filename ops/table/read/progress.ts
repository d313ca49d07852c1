/** How a long read goes on: whoever watches is told how far it has come, the host gets its turn now and then, and a signal is heard. */
import { nextTurn } from "../../turn.ts";
import type { SourceOptions } from "./options.ts";

/** Milliseconds after which the host gets its turn: a frame. */
const slice = 16;

export class Progress {
  /** Read so far, as they came. */
  bytes = 0;
  /** Made so far. */
  rows = 0;
  readonly #total: number | undefined;
  readonly #options: SourceOptions;
  #since = performance.now();

  constructor(total: number | undefined, options: SourceOptions) {
    this.#total = total;
    this.#options = options;
  }

  tell(): void {
    this.#options.onProgress?.({ bytes: this.bytes, total: this.#total, rows: this.rows });
  }

  /** To be awaited after each step of the work. Throws the signal's reason. */
  async step(): Promise<void> {
    this.tell();
    if (performance.now() - this.#since >= slice) {
      await nextTurn();
      this.#since = performance.now();
    }
    this.throwIfAborted();
  }

  throwIfAborted(): void {
    this.#options.signal?.throwIfAborted();
  }
}

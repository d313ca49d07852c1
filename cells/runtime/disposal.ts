/** `using` at run time: what is to be disposed when a block ends, and the error that it ends with. */

interface Resource {
  dispose: () => unknown;
  isAsync: boolean;
}

/** The resources of one block. The compiled code adds them, reports what the block threw, and calls `end` or `endAsync` last. */
export class Disposal {
  readonly #resources: Resource[] = [];
  #failure: { error: unknown } | null = null;

  /** Takes what a `using` declares and hands it back. Throws `TypeError` when it cannot be disposed. */
  add<T>(value: T): T {
    if (value !== null && value !== undefined) this.#resources.push({ dispose: methodOf(value, [Symbol.dispose]), isAsync: false });
    return value;
  }

  /** The same for `await using`. */
  addAsync<T>(value: T): T {
    const none = value === null || value === undefined;
    this.#resources.push({ dispose: none ? () => undefined : methodOf(value, [Symbol.asyncDispose, Symbol.dispose]), isAsync: true });
    return value;
  }

  fail(error: unknown): void {
    this.#failure = { error: this.#failure ? suppress(error, this.#failure.error) : error };
  }

  /** Disposes in reverse order, then throws what the block or a disposal threw. */
  end(): void {
    for (let one = this.#resources.pop(); one; one = this.#resources.pop()) {
      try {
        one.dispose();
      } catch (error) {
        this.fail(error);
      }
    }
    if (this.#failure) throw this.#failure.error;
  }

  /** The same, waiting for each. */
  async endAsync(): Promise<void> {
    for (let one = this.#resources.pop(); one; one = this.#resources.pop()) {
      try {
        const done = one.dispose();
        if (one.isAsync) await done;
      } catch (error) {
        this.fail(error);
      }
    }
    if (this.#failure) throw this.#failure.error;
  }
}

function methodOf(value: object, keys: symbol[]): () => unknown {
  for (const key of keys) {
    const method = (value as Record<symbol, unknown>)[key];
    if (typeof method === "function") return () => method.call(value) as unknown;
  }
  throw new TypeError(`cannot be used with using: ${typeof value} has no [${keys.map(String).join("] or [")}]`);
}

/** An engine without `using` has no `SuppressedError` either. */
function suppress(error: unknown, suppressed: unknown): Error {
  if (typeof SuppressedError === "function") return new SuppressedError(error, suppressed, "an error was suppressed during disposal");
  return Object.assign(new Error("an error was suppressed during disposal"), { name: "SuppressedError", error, suppressed });
}

/** What the benchmark asks of a library, and the part that libraries of eager functions share. */
import type { Configuration } from "./job.ts";
import type { Input, Operation, Row } from "./rows.ts";

/** One row in one library, its inputs where the device is. */
export interface Runner {
  /** Computes the row that many times over and returns when the last one is done, not merely sent. */
  run(count: number): Promise<void>;
  /** The elements of the result, row-major as the row has them. */
  result(): Promise<ArrayLike<number>>;
  dispose(): void;
}

export interface Library {
  /** Undefined when the library has no such operation. */
  prepare(row: Row, inputs: readonly Input[]): Promise<Runner | undefined>;
}

/** Starts a library on a device. */
export type Start = (configuration: Configuration) => Promise<Library>;

export interface EagerLibrary<T> {
  readonly operations: Partial<Record<Operation, (...inputs: T[]) => T>>;
  upload(input: Input, row: Row): T;
  /** Gives memory back; what the inputs hold is kept until the runner is disposed. */
  dispose(value: T): void;
  read(value: T): Promise<ArrayLike<number>>;
  /** Makes sure that a result is being computed: for lazy libraries. */
  start?(value: T): void;
  /** Waits for the work on some results. */
  wait(values: readonly T[]): Promise<void>;
  /** Results that are held at once before they are waited for and disposed. Default: each is disposed at once, and the last one waited for. */
  readonly held?: number;
  /** Turns the result of a row into the row's own order of elements, where the library's differs. */
  arrange?(result: ArrayLike<number>, row: Row): ArrayLike<number>;
}

export function eager<T>(library: EagerLibrary<T>): Library {
  return {
    async prepare(row, inputs) {
      const operation = library.operations[row.operation];
      if (operation === undefined) return undefined;
      const values = inputs.map((input) => library.upload(input, row));
      await library.wait(values);
      const compute = (): T => operation(...values);
      const run = row.reads ? readEach(library, compute) : library.held === undefined ? disposeEach(library, compute) : holdSome(library, compute, library.held);
      return {
        run,
        async result() {
          const value = compute();
          const result = await library.read(value);
          library.dispose(value);
          return library.arrange?.(result, row) ?? result;
        },
        dispose: () => values.forEach((value) => library.dispose(value)),
      };
    },
  };
}

const readEach = <T>(library: EagerLibrary<T>, compute: () => T) => async (count: number): Promise<void> => {
  for (let i = 0; i < count; i++) {
    const value = compute();
    await library.read(value);
    library.dispose(value);
  }
};

const disposeEach = <T>(library: EagerLibrary<T>, compute: () => T) => async (count: number): Promise<void> => {
  for (let i = 1; i < count; i++) {
    const value = compute();
    library.start?.(value);
    library.dispose(value);
  }
  const last = compute();
  library.start?.(last);
  await library.wait([last]);
  library.dispose(last);
};

const holdSome = <T>(library: EagerLibrary<T>, compute: () => T, held: number) => async (count: number): Promise<void> => {
  for (let done = 0; done < count; done += held) {
    const values = Array.from({ length: Math.min(held, count - done) }, compute);
    await library.wait(values);
    for (const value of values) library.dispose(value);
  }
};

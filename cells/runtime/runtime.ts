/** What the code of a compiled cell calls: the `º` of its text. */
import { decorate } from "./decorators.ts";
import { Disposal } from "./disposal.ts";
import { buildEnum } from "./enums.ts";
import type { Box, Scope } from "./scope.ts";

/** What a kernel does for a running cell. Called as plain functions, without `this`. */
export interface Hooks {
  /** Raised (its first number not 0) while loops shall ask `guard` at every turn; two numbers, in shared memory so that others can raise it. */
  flag: Int32Array;
  /** Asked by loops, see `../transform/guards.ts`. Throws to end the cell; true asks for a `pause` where the loop may wait. */
  guard: () => boolean;
  /** Waits until a loop outside all functions may go on. */
  pause: () => Promise<void>;
  /** Every awaited value passes here; the promise it returns may be rejected to end the wait. */
  wait: (value: unknown) => unknown;
  /** Loads a module by the specifier as written, e.g. `npm:d3@7`. */
  import: (specifier: string, options?: unknown) => Promise<object>;
  /** `import.meta` of the cell. */
  meta: object;
}

export interface CellRuntime {
  box: (name: string) => Box;
  /** Stands in a local variable for a declaration that was not reached. */
  none: object;
  /** Reading any property throws what reading a variable before its declaration throws. */
  early: object;
  /** Writing any property throws what assigning to a constant throws. */
  readonly: object;
  flag: Int32Array;
  guard: () => boolean;
  pause: () => Promise<void>;
  wait: (value: unknown) => unknown;
  each: (iterable: AsyncIterable<unknown> | Iterable<unknown>) => AsyncIterable<unknown>;
  import: (specifier: unknown, names?: unknown) => Promise<object>;
  meta: object;
  enum: typeof buildEnum;
  decorate: typeof decorate;
  using: () => Disposal;
}

/** The runtime for one run of one cell. */
export function createRuntime(scope: Scope, hooks: Hooks): CellRuntime {
  return {
    box: (name) => scope.box(name),
    none: NONE,
    early: EARLY,
    readonly: READONLY,
    flag: hooks.flag,
    guard: hooks.guard,
    pause: hooks.pause,
    wait: hooks.wait,
    each: (iterable) => eachOf(iterable, hooks),
    import: (specifier, names) => importModule(String(specifier), names, hooks),
    meta: hooks.meta,
    enum: buildEnum,
    decorate,
    using: () => new Disposal(),
  };
}

const NONE = Object.freeze({});

const early = (name: string | symbol): never => {
  throw new ReferenceError(`Cannot access '${String(name)}' before initialization`);
};
const EARLY: object = new Proxy({}, { get: (_, name) => early(name), set: (_, name) => early(name) });

const READONLY: object = new Proxy(
  {},
  {
    set: (_, name) => {
      throw new TypeError(`Assignment to constant variable: '${String(name)}'`);
    },
  },
);

/** The module, after it was checked for the names that a static import takes from it. */
async function importModule(specifier: string, names: unknown, hooks: Hooks): Promise<object> {
  if (!Array.isArray(names)) return hooks.import(specifier, names);
  const module = await hooks.import(specifier);
  const missing = (names as string[]).find((name) => !(name in module));
  if (missing !== undefined) throw new SyntaxError(`module "${specifier}" has no export named "${missing}": if it is a type, use import type`);
  return module;
}

async function* eachOf(iterable: AsyncIterable<unknown> | Iterable<unknown>, { wait }: Hooks): AsyncGenerator<unknown, void> {
  const iterator: AsyncIterator<unknown> | Iterator<unknown> = Symbol.asyncIterator in iterable ? iterable[Symbol.asyncIterator]() : iterable[Symbol.iterator]();
  let isDone = false;
  try {
    for (;;) {
      const turn = (await wait(iterator.next())) as IteratorResult<unknown>;
      isDone = Boolean(turn.done);
      if (isDone) return;
      yield turn.value;
    }
  } finally {
    if (!isDone) await iterator.return?.();
  }
}

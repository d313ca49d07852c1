/** The variables that cells share: a box for each name, made when the first cell mentions it. */

/** Where a shared name lives. Compiled cells read and write `v`; `t` is what `typeof` looks at. */
export interface Box {
  v: unknown;
  readonly t: unknown;
}

export class Scope {
  readonly #boxes = new Map<string, Box>();
  readonly #known = new Set<string>();
  /** Names that functions of cells that ran use. Add `CompiledCell.captures` before a cell runs. */
  readonly captured = new Set<string>();
  /** Names that have a value. */
  readonly known: ReadonlySet<string> = this.#known;

  /** The box of a name. Reading an empty one reads the global of that name, or throws `ReferenceError`. */
  box(name: string): Box {
    let box = this.#boxes.get(name);
    if (!box) this.#boxes.set(name, (box = emptyBox(name, this.#known)));
    return box;
  }

  /** The value of a name. Throws `ReferenceError` when it has none. */
  get(name: string): unknown {
    return this.box(name).v;
  }

  /** Gives a name a value, as a cell's assignment does. */
  set(name: string, value: unknown): void {
    this.box(name).v = value;
  }
}

/**
 * A box whose `v` is an accessor until the first value comes and a plain field from then on, so that reading a variable
 * never asks whether it exists. Each box has a class of its own: the engine then learns the type of each variable apart,
 * and keeps a number in the box without making a new object for every assignment.
 */
function emptyBox(name: string, known: Set<string>): Box {
  class Variable {
    get v(): unknown {
      if (name in globalThis) return (globalThis as Record<string, unknown>)[name];
      throw new ReferenceError(`${name} is not defined`);
    }
    set v(value: unknown) {
      known.add(name);
      Object.defineProperty(this, "v", { value, writable: true, enumerable: true, configurable: true });
    }
    get t(): unknown {
      return known.has(name) ? this.v : (globalThis as Record<string, unknown>)[name];
    }
  }
  return new Variable();
}

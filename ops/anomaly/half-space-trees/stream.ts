/** Rows that come one after the other: each is scored by the window before, then counted in this one. At once, on the host: the oracle of the kernel, too. */
import { greatestWeight, leafValues, leavesOf, noMasses, type HalfSpaces, type Masses } from "./trees.ts";

export interface StreamOptions {
  /** Rows in a window. */
  readonly window: number;
  /** Whether features are brought to [0, 1] by the least and the greatest numbers so far. */
  readonly scale: boolean;
}

export class HalfSpaceStream {
  readonly #spaces: HalfSpaces;
  readonly #options: StreamOptions;
  readonly #reference: Int32Array;
  readonly #latest: Int32Array;
  readonly #range: Float64Array;
  #seen: number;
  #values: Float64Array;

  /** Goes on from what was learnt; that stays as it is. */
  constructor(spaces: HalfSpaces, options: StreamOptions, { reference, latest, range, seen }: Masses = noMasses(spaces)) {
    this.#spaces = spaces;
    this.#options = options;
    [this.#reference, this.#latest, this.#range, this.#seen] = [reference.slice(), latest.slice(), range.slice(), seen];
    this.#values = leafValues(spaces, reference, options.window);
  }

  get masses(): Masses {
    return { reference: this.#reference, latest: this.#latest, range: this.#range, seen: this.#seen };
  }

  /** In [0, 1], the greater the stranger; 0 before the first window is full. */
  score(row: ArrayLike<number>): number {
    const { window } = this.#options;
    if (this.#seen < window) return 0;
    const weight = this.leaves(row).reduce((sum, leaf) => sum + this.#values[leaf]!, 0);
    return 1 - weight / greatestWeight(this.#spaces, window);
  }

  /** The leaves that the row reaches now. */
  leaves(row: ArrayLike<number>): Int32Array {
    return leavesOf(this.#spaces, this.#scaled(row));
  }

  learn(row: ArrayLike<number>): void {
    if (this.#options.scale) this.#widen(row);
    for (const leaf of this.leaves(row)) this.#latest[leaf]!++;
    if (++this.#seen % this.#options.window > 0) return;
    this.#reference.set(this.#latest);
    this.#latest.fill(0);
    this.#values = leafValues(this.#spaces, this.#reference, this.#options.window);
  }

  #widen(row: ArrayLike<number>): void {
    const { features } = this.#spaces;
    for (let i = 0; i < features; i++) {
      this.#range[i] = Math.min(this.#range[i]!, row[i]!);
      this.#range[features + i] = Math.max(this.#range[features + i]!, row[i]!);
    }
  }

  /** As River's `MinMaxScaler`: 0 where the range has no width. */
  #scaled(row: ArrayLike<number>): ArrayLike<number> {
    if (!this.#options.scale) return row;
    const { features } = this.#spaces;
    return Float64Array.from(row, (value, i) => {
      const [low, high] = [this.#range[i]!, this.#range[features + i]!];
      return low === high ? 0 : (value - low) / (high - low);
    });
  }
}

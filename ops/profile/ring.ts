/** The newest spans as numbers, in arrays that grow to a bound and are then written over. */

const FIRST = 1024;
/** Spans that are kept. */
const CAPACITY = 65_536;

/** One span: its group's place in the recorder's list, and what differs within a group. */
export interface Entry {
  readonly group: number;
  readonly start: number;
  readonly ms: number;
  readonly bytes: number;
  /** For how many spans it stands. */
  readonly weight: number;
  readonly gpu: boolean;
}

export class Ring {
  #starts = new Float64Array(FIRST);
  #times = new Float64Array(FIRST);
  #bytes = new Float64Array(FIRST);
  #weights = new Uint8Array(FIRST);
  /** The group, times two, plus one for the GPU's clock. */
  #groups = new Uint32Array(FIRST);
  #count = 0;

  /** Spans that were written so far, those that are gone included. */
  get count(): number {
    return this.#count;
  }

  /** The number of the oldest span that is still here. */
  get first(): number {
    return Math.max(0, this.#count - CAPACITY);
  }

  push(group: number, start: number, ms: number, bytes: number, weight: number, gpu: boolean): void {
    if (this.#count === this.#starts.length && this.#count < CAPACITY) this.#grow();
    const at = this.#count++ & (this.#starts.length - 1);
    this.#starts[at] = start;
    this.#times[at] = ms;
    this.#bytes[at] = bytes;
    this.#weights[at] = weight;
    this.#groups[at] = group * 2 + (gpu ? 1 : 0);
  }

  /** The span of this number, from `first` to `count`. */
  at(number: number): Entry {
    const at = number & (this.#starts.length - 1);
    const group = this.#groups[at]!;
    return { group: group >> 1, start: this.#starts[at]!, ms: this.#times[at]!, bytes: this.#bytes[at]!, weight: this.#weights[at]!, gpu: (group & 1) === 1 };
  }

  #grow(): void {
    const length = this.#starts.length * 2;
    const grown = <A extends Float64Array | Uint32Array | Uint8Array>(from: A, to: A): A => {
      to.set(from);
      return to;
    };
    this.#starts = grown(this.#starts, new Float64Array(length));
    this.#times = grown(this.#times, new Float64Array(length));
    this.#bytes = grown(this.#bytes, new Float64Array(length));
    this.#weights = grown(this.#weights, new Uint8Array(length));
    this.#groups = grown(this.#groups, new Uint32Array(length));
  }
}

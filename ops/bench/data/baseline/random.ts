/** Data that is the same in every run: Marsaglia's xorshift, on 32 bits. */

export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = (Math.imul(seed, 0x9e3779b1) ^ 0x5bd1e995) >>> 0 || 1;
  }

  /** A whole number from 1 to 2^32 - 1. */
  word(): number {
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    return (this.#state >>>= 0);
  }

  /** In (0, 1). */
  uniform(): number {
    return this.word() / 2 ** 32;
  }

  /** With mean 0 and standard deviation 1. */
  normal(): number {
    return Math.sqrt(-2 * Math.log(this.uniform())) * Math.cos(2 * Math.PI * this.uniform());
  }

  /** A whole number from 0 to `bound - 1`. */
  below(bound: number): number {
    return Math.floor(this.uniform() * bound);
  }
}

/** Philox4x32-10: a counter and a key go through ten rounds of multiplication and become four random 32-bit words. */

/** The high word of the product of two words: by halves, all of which fit 32 bits. */
function high(a: number, b: number): number {
  const aLow = a & 0xffff;
  const bLow = b & 0xffff;
  const aHigh = a >>> 16;
  const bHigh = b >>> 16;
  const middle = (Math.imul(aHigh, bLow) + (Math.imul(aLow, bLow) >>> 16)) >>> 0;
  const carry = (Math.imul(aLow, bHigh) + (middle & 0xffff)) >>> 0;
  return (Math.imul(aHigh, bHigh) + (middle >>> 16) + (carry >>> 16)) | 0;
}

/** Writes the four words of a block. Plain variables throughout: with arrays taken apart, random numbers cost four times as much. */
export function writePhilox(words: Uint32Array, at: number, counter: readonly number[], key: readonly number[]): void {
  let c0 = counter[0]! | 0;
  let c1 = counter[1]! | 0;
  let c2 = counter[2]! | 0;
  let c3 = counter[3]! | 0;
  let k0 = key[0]! | 0;
  let k1 = key[1]! | 0;
  for (let round = 0; round < 10; round++) {
    const high0 = high(0xd2511f53, c0);
    const high1 = high(0xcd9e8d57, c2);
    const low0 = Math.imul(0xd2511f53, c0);
    c0 = high1 ^ c1 ^ k0;
    c1 = Math.imul(0xcd9e8d57, c2);
    c2 = high0 ^ c3 ^ k1;
    c3 = low0;
    k0 = (k0 + 0x9e3779b9) | 0;
    k1 = (k1 + 0xbb67ae85) | 0;
  }
  words[at] = c0;
  words[at + 1] = c1;
  words[at + 2] = c2;
  words[at + 3] = c3;
}

/** Blocks made ahead. */
const batch = 64;

/** The words of a seed, one after the other. */
export class Philox {
  readonly #key: readonly number[];
  readonly #words = new Uint32Array(4 * batch);
  #blocks = 0;
  #used = 4 * batch;

  constructor(seed: number) {
    this.#key = [seed >>> 0, Math.floor(seed / 2 ** 32)];
  }

  /** The next word is the first of a new block. */
  startBlock(): void {
    this.#used = (this.#used + 3) & ~3;
  }

  /** A whole number from 0 to 2^32 - 1. */
  word(): number {
    if (this.#used === this.#words.length) this.#refill();
    return this.#words[this.#used++]!;
  }

  /** A number in [0, 1) with 53 random bits. */
  uniform53(): number {
    const high = this.word() >>> 5;
    return (high * 2 ** 26 + (this.word() >>> 6)) / 2 ** 53;
  }

  #refill(): void {
    for (let i = 0; i < batch; i++, this.#blocks++) {
      writePhilox(this.#words, 4 * i, [this.#blocks >>> 0, Math.floor(this.#blocks / 2 ** 32), 0, 0], this.#key);
    }
    this.#used = 0;
  }
}

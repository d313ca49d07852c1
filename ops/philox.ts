/** Philox4x32-10: a counter and a key go through ten rounds of multiplication and become four random 32-bit words. */

/** The high and low words of a 32 x 32 bit product; both factors unsigned. */
function multiply(a: number, b: number): [high: number, low: number] {
  const [aHigh, aLow, bHigh, bLow] = [a >>> 16, a & 0xffff, b >>> 16, b & 0xffff];
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
  const carry = aLow * bHigh + (middle & 0xffff);
  return [(aHigh * bHigh + Math.floor(middle / 0x10000) + Math.floor(carry / 0x10000)) >>> 0, Math.imul(a, b) >>> 0];
}

/** The four words of a block. */
export function philox(counter: readonly number[], key: readonly number[]): number[] {
  let [c0, c1, c2, c3] = counter as [number, number, number, number];
  let [k0, k1] = key as [number, number];
  for (let round = 0; round < 10; round++) {
    const [high0, low0] = multiply(0xd2511f53, c0);
    const [high1, low1] = multiply(0xcd9e8d57, c2);
    [c0, c1, c2, c3] = [(high1 ^ c1 ^ k0) >>> 0, low1, (high0 ^ c3 ^ k1) >>> 0, low0];
    k0 = (k0 + 0x9e3779b9) >>> 0;
    k1 = (k1 + 0xbb67ae85) >>> 0;
  }
  return [c0, c1, c2, c3];
}

/** The words of a seed, one after the other. */
export class Philox {
  readonly #key: readonly number[];
  #block = 0;
  #words: number[] = [];
  #used = 4;

  constructor(seed: number) {
    this.#key = [seed >>> 0, Math.floor(seed / 2 ** 32)];
  }

  /** The next word is the first of a new block. */
  startBlock(): void {
    this.#used = 4;
  }

  /** A whole number from 0 to 2^32 - 1. */
  word(): number {
    if (this.#used === 4) {
      this.#words = philox([this.#block >>> 0, Math.floor(this.#block / 2 ** 32), 0, 0], this.#key);
      this.#block++;
      this.#used = 0;
    }
    return this.#words[this.#used++]!;
  }

  /** A number in [0, 1) with 53 random bits. */
  uniform53(): number {
    const high = this.word() >>> 5;
    return (high * 2 ** 26 + (this.word() >>> 6)) / 2 ** 53;
  }
}

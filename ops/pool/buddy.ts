/** A space of blocks whose sizes are powers of two. A block is halved until it fits; free halves of one block become whole again. */
import type { FreeSpace, Reserve, Space } from "./space.ts";

/** The exponent of the smallest block: 64 bytes. */
const smallest = 6;

export class BuddySpace implements Space {
  /** Starts of free blocks, relative to the base, by the exponent of their size. */
  readonly #free: Set<number>[] = [];
  readonly #base: number;
  readonly #reserve: Reserve;
  /** The exponent of the whole, once something was handed out. */
  #whole = 0;

  constructor(start: number, reserve: Reserve) {
    this.#base = start;
    this.#reserve = reserve;
  }

  allocate(size: number): number | undefined {
    const order = orderOf(size);
    let from = this.#atLeast(order);
    while (from === undefined) {
      if (!this.#double(order)) return undefined;
      from = this.#atLeast(order);
    }
    const [block] = this.#of(from);
    this.#of(from).delete(block!);
    for (let half = from - 1; half >= order; half--) this.#of(half).add(block! + 2 ** half);
    return this.#base + block!;
  }

  #of(order: number): Set<number> {
    return (this.#free[order] ??= new Set());
  }

  #atLeast(order: number): number | undefined {
    for (let at = order; at <= this.#whole; at++) if (this.#of(at).size > 0) return at;
    return undefined;
  }

  /** Doubles the whole; the new half is free. */
  #double(order: number): boolean {
    const next = this.#whole === 0 ? Math.max(order, 20) : this.#whole + 1;
    if (!this.#reserve(this.#base + 2 ** next)) return false;
    if (this.#whole === 0) this.#of(next).add(0);
    else this.#join(2 ** this.#whole, this.#whole, next);
    this.#whole = next;
    return true;
  }

  release(start: number, size: number): void {
    this.#join(start - this.#base, orderOf(size), this.#whole);
  }

  /** Frees a block, together with its other half as long as that is free too. */
  #join(block: number, order: number, limit: number): void {
    let at = block;
    for (; order < limit; order++) {
      const half = 2 ** order;
      const buddy = Math.floor(at / half) % 2 === 0 ? at + half : at - half;
      if (!this.#of(order).delete(buddy)) break;
      at = Math.min(at, buddy);
    }
    this.#of(order).add(at);
  }

  free(): FreeSpace {
    let [bytes, largest, ranges] = [0, 0, 0];
    this.#free.forEach((blocks, order) => {
      bytes += blocks.size * 2 ** order;
      ranges += blocks.size;
      if (blocks.size > 0) largest = 2 ** order;
    });
    return { bytes, largest, ranges };
  }
}

const orderOf = (size: number): number => Math.max(smallest, Math.ceil(Math.log2(size)));

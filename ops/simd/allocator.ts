/** Hands out ranges of a growing address space, aligned to 64 bytes. Knows addresses only, not the memory behind them. */

const alignment = 64;

/** A free range. */
interface Hole {
  start: number;
  size: number;
}

/** Rounded up so that few different sizes exist: multiples of 64, and from 512 on eight steps for each doubling. */
export function sizeClass(byteLength: number): number {
  const step = Math.max(alignment, 2 ** (Math.floor(Math.log2(Math.max(byteLength, 1))) - 3));
  return Math.max(alignment, Math.ceil(byteLength / step) * step);
}

export class Allocator {
  /** Freed ranges by size class, used again whole. */
  readonly #free = new Map<number, number[]>();
  /** Ranges that were merged of freed ones when the space ran out. */
  #holes: Hole[] = [];
  #top: number;
  readonly #reserve: (end: number) => boolean;

  /** `reserve` makes addresses below `end` usable, or returns false when it cannot. */
  constructor(start: number, reserve: (end: number) => boolean) {
    this.#top = start;
    this.#reserve = reserve;
  }

  /** The start of a range of `sizeClass(byteLength)` bytes; undefined when there is no room. */
  allocate(byteLength: number): number | undefined {
    const size = sizeClass(byteLength);
    return this.#free.get(size)?.pop() ?? this.#takeHole(size) ?? this.#takeTop(size) ?? this.#takeMerged(size);
  }

  release(start: number, byteLength: number): void {
    const size = sizeClass(byteLength);
    const list = this.#free.get(size);
    if (list === undefined) this.#free.set(size, [start]);
    else list.push(start);
  }

  #takeTop(size: number): number | undefined {
    const start = this.#top;
    if (!this.#reserve(start + size)) return undefined;
    this.#top = start + size;
    return start;
  }

  #takeHole(size: number): number | undefined {
    const hole = this.#holes.find((candidate) => candidate.size >= size);
    if (hole === undefined) return undefined;
    const { start } = hole;
    hole.start += size;
    hole.size -= size;
    if (hole.size === 0) this.#holes.splice(this.#holes.indexOf(hole), 1);
    return start;
  }

  /** Merges neighbours among the free ranges; the one that ends at the top goes back to it. */
  #takeMerged(size: number): number | undefined {
    const ranges = [...this.#holes];
    for (const [length, starts] of this.#free) for (const start of starts) ranges.push({ start, size: length });
    this.#free.clear();
    this.#holes = [];
    for (const range of ranges.toSorted((a, b) => a.start - b.start)) {
      const last = this.#holes.at(-1);
      if (last !== undefined && last.start + last.size === range.start) last.size += range.size;
      else this.#holes.push({ ...range });
    }
    const last = this.#holes.at(-1);
    if (last !== undefined && last.start + last.size === this.#top) this.#top = this.#holes.pop()!.start;
    return this.#takeHole(size) ?? this.#takeTop(size);
  }
}

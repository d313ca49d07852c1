/** A space with a list of its free ranges, in the order of their addresses. */
import type { FreeSpace, Reserve, Space } from "./space.ts";

interface Hole {
  start: number;
  size: number;
}

type Fit = "first-fit" | "best-fit" | "worst-fit";

/** Whether a hole that is long enough should take the place of the one found before. */
const isBetter: Record<Fit, (hole: Hole, found: Hole) => boolean> = {
  "first-fit": () => false,
  "best-fit": (hole, found) => hole.size < found.size,
  "worst-fit": (hole, found) => hole.size > found.size,
};

export class FreeListSpace implements Space {
  readonly #holes: Hole[] = [];
  readonly #reserve: Reserve;
  readonly #isBetter: (hole: Hole, found: Hole) => boolean;
  /** Where nothing was handed out yet. */
  #top: number;

  constructor(fit: Fit, start: number, reserve: Reserve) {
    this.#isBetter = isBetter[fit];
    this.#top = start;
    this.#reserve = reserve;
  }

  allocate(size: number): number | undefined {
    return this.#takeHole(size) ?? this.#takeTop(size);
  }

  #takeHole(size: number): number | undefined {
    let found: Hole | undefined;
    for (const hole of this.#holes) if (hole.size >= size && (found === undefined || this.#isBetter(hole, found))) found = hole;
    if (found === undefined) return undefined;
    const { start } = found;
    found.start += size;
    found.size -= size;
    if (found.size === 0) this.#holes.splice(this.#holes.indexOf(found), 1);
    return start;
  }

  #takeTop(size: number): number | undefined {
    const start = this.#top;
    if (!this.#reserve(start + size)) return undefined;
    this.#top = start + size;
    return start;
  }

  release(start: number, size: number): void {
    const at = this.#placeOf(start);
    const [before, after] = [this.#holes[at - 1], this.#holes[at]];
    const joinsBefore = before !== undefined && before.start + before.size === start;
    const joinsAfter = after !== undefined && start + size === after.start;
    if (joinsBefore) before.size += size + (joinsAfter ? after.size : 0);
    else if (joinsAfter) [after.start, after.size] = [start, after.size + size];
    else this.#holes.splice(at, 0, { start, size });
    if (joinsBefore && joinsAfter) this.#holes.splice(at, 1);
    this.#lowerTop();
  }

  /** What is free at the end belongs to the top again. */
  #lowerTop(): void {
    const last = this.#holes.at(-1);
    if (last === undefined || last.start + last.size !== this.#top) return;
    this.#top = last.start;
    this.#holes.pop();
  }

  /** How many holes begin before an address. */
  #placeOf(start: number): number {
    let [low, high] = [0, this.#holes.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#holes[middle]!.start < start) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  free(): FreeSpace {
    let [bytes, largest] = [0, 0];
    for (const { size } of this.#holes) {
      bytes += size;
      largest = Math.max(largest, size);
    }
    return { bytes, largest, ranges: this.#holes.length };
  }
}

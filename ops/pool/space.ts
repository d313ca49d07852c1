/** Ranges of an address space, handed out by one of four strategies. Knows addresses only, not the memory behind them. */
import { BuddySpace } from "./buddy.ts";
import { FreeListSpace } from "./free-list.ts";

/**
 * Which free range serves a request: the first that is long enough; the shortest that is; the longest; or halves of powers of two
 * (Knuth, "The art of computer programming", volume 1, 2.5).
 */
export type Strategy = "first-fit" | "best-fit" | "worst-fit" | "buddy";

export const strategies: readonly Strategy[] = ["best-fit", "first-fit", "worst-fit", "buddy"];

export interface FreeSpace {
  /** Free bytes below the end of what was ever handed out. */
  readonly bytes: number;
  /** The longest free range. */
  readonly largest: number;
  readonly ranges: number;
}

export interface Space {
  /** The start of a range; undefined when there is no room. Sizes are multiples of the alignment, 64 bytes. */
  allocate(size: number): number | undefined;
  /** Takes a range back, with the size it was asked for. Neighbouring free ranges become one. */
  release(start: number, size: number): void;
  free(): FreeSpace;
}

/** Makes addresses below `end` usable, or returns false when it cannot. */
export type Reserve = (end: number) => boolean;

export function createSpace(strategy: Strategy, start: number, reserve: Reserve): Space {
  return strategy === "buddy" ? new BuddySpace(start, reserve) : new FreeListSpace(strategy, start, reserve);
}

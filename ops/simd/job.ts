/**
 * Work that can be cut into ranges: stages that run one after the other on each range. Every argument of a kernel is a number that moves
 * with the range, so that a range can be handed to a thread as a few numbers.
 */
import type { Context } from "./kernel.ts";

/** `base + first * perFirst + count * perCount`; a bare number is the base alone. `perWorker` moves scratch room apart: the n-th worker adds n of it. */
export type RangedArgument = number | { readonly base?: number; readonly perFirst?: number; readonly perCount?: number; readonly perWorker?: number };

export interface Stage {
  /** The kernel's name. */
  readonly kernel: string;
  readonly args: readonly RangedArgument[];
}

export interface Job {
  /** How many items there are in all: elements, rows, tiles. */
  readonly size: number;
  /** Items that the stages run on at a time. Default: all that a worker was given. */
  readonly block?: number;
  /** The fewest items that are worth a worker's while; ranges are multiples of it. */
  readonly grain: number;
  readonly stages: readonly Stage[];
}

/** How many workers may share a job now, this thread included: so much room must be had where `perWorker` is used. */
export const workersOf = (_context: Context): number => 1;

/** Runs a job and returns when it is done. */
export function runJob({ kernels }: Context, { size, block = size, stages }: Job): void {
  for (let first = 0; first < size; first += block) {
    const count = Math.min(block, size - first);
    for (const { kernel, args } of stages) kernels[kernel]!(...args.map((argument) => valueOf(argument, first, count)));
  }
}

function valueOf(argument: RangedArgument, first: number, count: number): number {
  if (typeof argument === "number") return argument;
  const { base = 0, perFirst = 0, perCount = 0 } = argument;
  return base + first * perFirst + count * perCount;
}

/**
 * Work that can be cut into ranges: stages that run one after the other on each range. Every argument of a kernel is a number that moves
 * with the range, so that a range can be handed to a thread as a few numbers. Results must not depend on where the cuts are, or the
 * job names the `block` that its stages run on at a time: then they are the same for any number of threads, bit by bit.
 */
import type { Context } from "./kernel.ts";
import { chunkOf, type Team } from "./threads.ts";

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
  /** The fewest items that are worth a worker's while; ranges are multiples of it, and of the block. */
  readonly grain: number;
  readonly stages: readonly Stage[];
}

/** How many workers may share a job now, this thread included: so much room must be had where `perWorker` is used. */
export const workersOf = ({ team }: Context): number => team?.size ?? 1;

/** Runs a job and returns when it is done. */
export function runJob(context: Context, job: Job): void {
  const { team } = context;
  const { size, grain, stages } = job;
  const alone = (): void => runRange(context, job, 0, size);
  if (team === undefined || size < 2 * grain) return alone();
  team.offer();
  if (team.size < 2) return alone();
  // The grain stands for what an item takes: it is larger where items are cheaper.
  const cost = ((stages.length * 31 + grain) * 8191 + size) | 0;
  team.worth.run({ name: stages.at(-1)?.kernel ?? "", cost, grains: size / grain, alone, shared: () => shareJob(context, team, job) });
}

/** Runs a job on all threads. Returns false when they cannot: then nothing was done. */
export function shareJob(context: Context, team: Team, job: Job): boolean {
  const { size, block = 0, grain } = job;
  const workers = Math.min(team.size, Math.floor(size / grain));
  const chunk = chunkOf(size, block === 0 ? grain : Math.ceil(grain / block) * block, workers);
  if (!team.write((put, placeOf) => encode(job, chunk, put, placeOf))) return false;
  team.share(size, chunk, workers, (first, end) => runRange(context, job, first, end));
  return true;
}

/** As `worker.js` reads it. */
function encode({ size, block = chunkOfAll, stages }: Job, chunk: number, put: (value: number) => void, placeOf: (kernel: string) => number): void {
  for (const value of [size, chunk, block, stages.length]) put(value);
  for (const { kernel, args } of stages) {
    put(placeOf(kernel));
    put(args.length);
    for (const argument of args) {
      const { base = 0, perFirst = 0, perCount = 0, perWorker = 0 } = typeof argument === "number" ? { base: argument } : argument;
      for (const value of [base, perFirst, perCount, perWorker]) put(value);
    }
  }
}

/** No block: a range is run at once. */
const chunkOfAll = Infinity;

/** This thread is worker 0. Arguments are moved from block to block: working out each anew takes as long as a short stage. */
function runRange({ kernels }: Context, { block = chunkOfAll, stages }: Job, first: number, end: number): void {
  if (first >= end) return;
  const whole = Math.min(block, end - first);
  const calls = stages.map(({ kernel, args }) => ({
    run: kernels[kernel]!,
    args: args.map((argument) => valueOf(argument, first, whole)),
    steps: args.map((argument) => (typeof argument === "number" ? 0 : (argument.perFirst ?? 0) * whole)),
  }));
  let at = first;
  for (; at + whole <= end; at += whole) {
    for (const { run, args, steps } of calls) {
      run(...args);
      for (let i = 0; i < args.length; i++) args[i]! += steps[i]!;
    }
  }
  if (at < end) for (const { kernel, args } of stages) kernels[kernel]!(...args.map((argument) => valueOf(argument, at, end - at)));
}

function valueOf(argument: RangedArgument, first: number, count: number): number {
  if (typeof argument === "number") return argument;
  const { base = 0, perFirst = 0, perCount = 0 } = argument;
  return base + first * perFirst + count * perCount;
}

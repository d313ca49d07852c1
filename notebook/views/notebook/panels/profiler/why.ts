/**
 * Why an operation takes the time it takes, in words. What one call must compute and move is held against what this machine reaches at
 * most; the larger of the two times is the least that the call can take.
 */
import type { DeviceCeilings } from "../../../../../kernel/wire/profile.ts";
import { showRate, showShare, showTime } from "../parts/numbers.ts";
import { seesWork, type Operation } from "./operations.ts";

type Bound = "overhead" | "bandwidth" | "compute" | "below" | "other";

export interface Reason {
  bound: Bound;
  /** A few words. */
  verdict: string;
  /** What follows from it. */
  advice: string;
  /** Of what the machine reaches, from 0 to 1; null when that is not known. */
  reach: number | null;
}

/** A call of less than this is mostly the way to the device. Milliseconds. */
const SHORT = 0.05;
/** Reaching less than this, an operation is not held up by a roof. */
const FAR = 0.3;
/** Arrays of fewer bytes, all together, stay in a cache. */
const CACHED = 2 ** 21;

const OTHERS: Partial<Record<Operation["kind"], [verdict: string, advice: string]>> = {
  compile: ["Compiling", "Done once for a kernel; running it again costs nothing. Many different shapes make many kernels."],
  upload: ["Copying to the device", "Make tensors once, and outside of loops."],
  readback: ["Copying from the device", "Read results seldom: data(), item() and display wait for everything that was asked for."],
  wait: ["Waiting for the device", "Nothing is lost by itself: this is when the device works off what was queued."],
  host: ["Done on the host", "The device has no kernel for it, so its numbers were read, computed in plain loops, and written back."],
};

export function reasonOf(operation: Operation, ceilings: DeviceCeilings | null): Reason {
  const other = OTHERS[operation.kind];
  if (other) return { bound: "other", verdict: other[0], advice: other[1], reach: null };
  const { calls, ms, flops, bytes, clock } = operation;
  if (!seesWork(operation, clock)) return { bound: "other", verdict: "Handed to the GPU", advice: "This GPU has no clock for its work; the time is what it took to hand it over.", reach: null };
  if (!ceilings) return { bound: "other", verdict: "Not compared yet", advice: "What this machine reaches is measured when the kernel is idle.", reach: null };
  const [each, computing, moving] = [ms / calls, flops / calls / ceilings.gflops / 1e6, bytes / calls / bandwidth(bytes / calls, ceilings) / 1e6];
  const least = Math.max(computing, moving);
  const reach = Math.min(1, least / each);
  if (each < SHORT && reach < FAR) {
    return { bound: "overhead", verdict: "Overhead-bound", advice: `A call takes ${showTime(each)} where its work needs ${showTime(least)}: use larger tensors, or fewer operations.`, reach };
  }
  if (reach < FAR) {
    const advice = `A call takes ${showTime(each)} where its work needs ${showTime(least)}: neither memory nor arithmetic holds it up. Thin shapes and first calls reach less.`;
    return { bound: "below", verdict: `${showShare(reach)} of its roof`, advice, reach };
  }
  return moving >= computing ? bandwidthBound(operation, ceilings, reach) : computeBound(operation, ceilings, reach);
}

/** 10^9 bytes a second that arrays of this size can reach. */
const bandwidth = (bytes: number, { gbs, cachedGbs }: DeviceCeilings): number => (bytes < CACHED ? cachedGbs : gbs);

function bandwidthBound({ gbs, bytes, calls }: Operation, ceilings: DeviceCeilings, reach: number): Reason {
  const roof = bandwidth(bytes / calls, ceilings);
  const found = `It moves ${showRate(gbs)} of ${showRate(roof)} GB/s`;
  const advice = reach > 0.5 ? `${found}: only fewer bytes make it faster, by fusing operations or by a smaller dtype.` : `${found}, ${showShare(reach)} of what is possible.`;
  return { bound: "bandwidth", verdict: "Bandwidth-bound", advice, reach };
}

function computeBound({ gflops }: Operation, ceilings: DeviceCeilings, reach: number): Reason {
  const found = `It does ${showRate(gflops)} of ${showRate(ceilings.gflops)} GFLOP/s`;
  const advice = reach > 0.5 ? `${found}: near what this machine can do; only less work makes it faster.` : `${found}, ${showShare(reach)} of what is possible.`;
  return { bound: "compute", verdict: "Compute-bound", advice, reach };
}

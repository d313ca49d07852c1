/**
 * Spans as blocks for a timeline: so few that a page can draw them while a cell runs a million operations. Of many short spans that follow each
 * other in a lane one block remains; what is long stays apart.
 */
import type { Group } from "../../ops/profile/group.ts";
import type { Ring } from "../../ops/profile/ring.ts";
import { BLOCK_FIELDS } from "../wire/profile.ts";

/** Blocks of one message. */
const MOST = 1_000;
/** Kinds of spans, and the GPU. */
const LANES = 7;

interface Block {
  start: number;
  end: number;
  busy: number;
  spans: number;
  /** The longest span's. */
  group: number;
  longest: number;
}

export interface Blocks {
  /** The blocks of all spans since the last time, in rows of `BLOCK_FIELDS` numbers; see `ProfileData.blocks`. */
  next(): Float64Array;
}

export function createBlocks(ring: Ring, groups: readonly Group[]): Blocks {
  let seen = 0;
  /** When the GPU is done with what was placed so far: it tells how long work took, not when. */
  let gpuFree = 0;

  function next(): Float64Array {
    const from = Math.max(seen, ring.first);
    seen = ring.count;
    const width = seen - from > MOST ? widthOf(ring, from, seen) : 0;
    const open = new Map<string, Block>();
    const blocks: Block[] = [];
    for (let number = from; number < seen; number++) {
      const { group, start: began, ms, weight, gpu } = ring.at(number);
      const start = gpu ? Math.max(began, gpuFree) : began;
      if (gpu) gpuFree = start + ms;
      const lane = gpu ? "gpu" : groups[group]!.kind;
      const last = open.get(lane);
      if (last !== undefined && start + ms - last.start <= width) extend(last, start, ms, weight, group);
      else {
        const block = { start, end: start + ms, busy: ms, spans: weight, group, longest: ms };
        open.set(lane, block);
        blocks.push(block);
      }
    }
    return rowsOf(blocks);
  }

  return { next };
}

/** How long a block may be, in milliseconds, so that there are not too many of them. */
function widthOf(ring: Ring, from: number, to: number): number {
  const last = ring.at(to - 1);
  return ((last.start + last.ms - ring.at(from).start) * LANES) / MOST;
}

function extend(block: Block, start: number, ms: number, weight: number, group: number): void {
  block.start = Math.min(block.start, start);
  block.end = Math.max(block.end, start + ms);
  // Those that were not looked at lie in between.
  block.busy = Math.min(block.end - block.start, block.busy + ms * weight);
  block.spans += weight;
  if (ms > block.longest) Object.assign(block, { longest: ms, group });
}

function rowsOf(blocks: readonly Block[]): Float64Array {
  const rows = new Float64Array(blocks.length * BLOCK_FIELDS);
  for (const [index, { start, end, busy, spans, group }] of blocks.entries()) rows.set([start, end - start, busy, spans, group], index * BLOCK_FIELDS);
  return rows;
}

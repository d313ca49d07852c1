/** What a kernel tells of its work while the page watches: types, and the widths of the rows in the arrays. */
import type { Device } from "./messages.ts";

/** Numbers of a block: when it began, how long it lasted, how much of that was work (ms), how many spans it stands for, the group of the longest. */
export const BLOCK_FIELDS = 5;

/**
 * Numbers of a sum: the group's place, calls, those that were looked at, those that the GPU's clock measured, ms without what lay inside, the
 * longest ms, bytes. Where fewer calls were looked at than made, calls, ms and bytes are estimates.
 */
export const SUM_FIELDS = 7;

export const spanKinds = ["kernel", "compile", "upload", "readback", "wait", "host"] as const;
export type SpanKind = (typeof spanKinds)[number];

/** Spans of one operation on one set of shapes, caused by one cell. */
export interface ProfileGroup {
  /** Null when no cell caused it. */
  cell: string | null;
  kind: SpanKind;
  /** The operation, or the fused ones joined with " + ". */
  name: string;
  device: Device;
  /** Of the inputs and of the outputs: `[2, 3] [3, 4] → [2, 4]`; empty when there is no call. */
  shapes: string;
  /** Floating-point operations of one call. */
  flops: number;
  /** The operations that run as one, in order; empty when there is no call. */
  steps: string[];
}

/** One run of a cell, times as in the blocks. */
export interface CellRunTime {
  run: string;
  cell: string;
  start: number;
  /** Null while it lasts. */
  ms: number | null;
}

/** News since the last message, but for `sums`, which are whole. Times are milliseconds since the kernel began. */
export interface ProfileData {
  /** Forget what came before. */
  fresh: boolean;
  /** The kernel's clock now. */
  now: number;
  /** New ones; a group's place is the count of those before it. */
  groups: ProfileGroup[];
  /** Of the groups that had calls since the last time, in rows of `SUM_FIELDS` numbers. */
  sums: Float64Array;
  /** In rows of `BLOCK_FIELDS` numbers. */
  blocks: Float64Array;
  /** Runs that began or ended. */
  runs: CellRunTime[];
}

/** What runs for a group. */
export interface KernelSource {
  /** What each step does, such as `%2 = add(%1, 1)`. */
  plan: string[];
  /** Shader text or the names of kernels; null when the device does not tell. */
  source: string | null;
}

/** What a device of this machine reaches at most. */
export interface DeviceCeilings {
  device: Device;
  /** 10^9 floating-point operations a second. */
  gflops: number;
  measuredBy: "registers" | "matmul";
  /** 10^9 bytes a second on arrays that no cache holds. */
  gbs: number;
  /** The same on arrays that a cache holds. */
  cachedGbs: number;
}

/** A tensor that a variable holds, itself or inside lists and objects. */
export interface HeldTensor {
  /** `weights`, `model.layers[0].weight` */
  name: string;
  cell: string;
  shape: number[];
  dtype: string;
  device: Device;
  bytes: number;
}

/** The memory pool of a device. */
export interface PoolData {
  device: Device;
  /** Bytes of blocks in use, of what was asked for in them, and of blocks that wait to be used again. */
  liveBytes: number;
  requestedBytes: number;
  idleBytes: number;
  /** The share of the free address space outside its longest range, from 0 to 1. */
  fragmentation: number;
  /** By size in bytes: blocks in use, blocks that wait. */
  classes: { size: number; live: number; idle: number }[];
}

/** What one place of the notebook holds. */
export interface PlaceData {
  /** `cell 3`, `cell 3, line 4` */
  place: string;
  cell: string | null;
  buffers: number;
  bytes: number;
  /** Buffers that nobody disposed, so that the garbage collector had to find them. */
  collected: number;
}

/** What the library holds at one moment. */
export interface MemoryData {
  /** Milliseconds since the kernel began. */
  now: number;
  /** On all devices. */
  bytes: number;
  tensors: number;
  peakBytes: number;
  /** The share of requests that a pool served from released memory, from 0 to 1. */
  hitRate: number;
  pools: PoolData[];
  /** The greatest holders. */
  places: PlaceData[];
  /** What could be done better, in sentences. */
  advice: string[];
  /** What variables hold; only when it was looked at again. */
  held?: HeldTensor[];
}

/**
 * What the page knows of the kernel's work: groups of equal spans with their sums, and blocks for the timeline in columns of numbers, of which the
 * newest 100,000 are kept. Nothing here is drawn, and nothing is a signal: a cell may send thousands of numbers a second.
 */
import { BLOCK_FIELDS, SUM_FIELDS, type CellRunTime, type ProfileData, type ProfileGroup, type SpanKind } from "../../../../../kernel/wire/profile.ts";

/** A power of two. */
const MAX_BLOCKS = 131_072;

export interface GroupSums extends ProfileGroup {
  /** Its place, by which the kernel knows it. */
  index: number;
  calls: number;
  /** Calls that were looked at; when fewer than `calls`, the sums are estimates. */
  spans: number;
  gpuCalls: number;
  ms: number;
  maxMs: number;
  bytes: number;
}

export type Lane = SpanKind | "gpu";

/** One row of the timeline: a span, or many short ones that followed each other. */
export interface Block {
  start: number;
  ms: number;
  /** Of `ms`, what was work. */
  busyMs: number;
  spans: number;
  /** The group of the longest of them. */
  group: number;
}

export class ProfileStore {
  readonly groups: GroupSums[] = [];
  readonly runs = new Map<string, CellRunTime>();
  /** The kernel's clock at the last news. */
  now = 0;
  #blocks = new Float64Array(1024 * BLOCK_FIELDS);
  #count = 0;

  /** Takes news of the kernel in. */
  take({ fresh, now, groups, sums, blocks, runs }: ProfileData): void {
    if (fresh) this.#forget();
    this.now = now;
    for (const group of groups) this.groups.push({ ...group, index: this.groups.length, calls: 0, spans: 0, gpuCalls: 0, ms: 0, maxMs: 0, bytes: 0 });
    for (let at = 0; at < sums.length; at += SUM_FIELDS) {
      const group = this.groups[sums[at]!];
      if (group) [group.calls, group.spans, group.gpuCalls, group.ms, group.maxMs, group.bytes] = [sums[at + 1]!, sums[at + 2]!, sums[at + 3]!, sums[at + 4]!, sums[at + 5]!, sums[at + 6]!];
    }
    for (let at = 0; at < blocks.length; at += BLOCK_FIELDS) this.#push(blocks, at);
    for (const run of runs) this.runs.set(run.run, run);
  }

  /** Numbers of the blocks that are kept: from `first` to `count`. */
  get count(): number {
    return this.#count;
  }

  get first(): number {
    return Math.max(0, this.#count - MAX_BLOCKS);
  }

  block(number: number): Block {
    const at = this.#place(number);
    const row = this.#blocks;
    return { start: row[at]!, ms: row[at + 1]!, busyMs: row[at + 2]!, spans: row[at + 3]!, group: row[at + 4]! };
  }

  /** Where the work of a block was done. */
  laneOf(group: number): Lane {
    const { kind, gpuCalls } = this.groups[group]!;
    return gpuCalls > 0 && kind === "kernel" ? "gpu" : kind;
  }

  #place(number: number): number {
    return (number & (this.#blocks.length / BLOCK_FIELDS - 1)) * BLOCK_FIELDS;
  }

  #push(blocks: Float64Array, at: number): void {
    if (this.#count * BLOCK_FIELDS === this.#blocks.length && this.#count < MAX_BLOCKS) {
      const grown = new Float64Array(this.#blocks.length * 2);
      grown.set(this.#blocks);
      this.#blocks = grown;
    }
    this.#blocks.set(blocks.subarray(at, at + BLOCK_FIELDS), this.#place(this.#count++));
  }

  #forget(): void {
    this.groups.length = 0;
    this.runs.clear();
    this.#count = 0;
  }
}

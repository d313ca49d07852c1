/**
 * Memory that is used again. A released block waits, by its size class, for the next request of about its size; what waits longest goes
 * back to the host first. Behind it is whatever makes blocks: the address space of the WASM memory, GPU buffers, `ArrayBuffer`s.
 */

import { configuration } from "../configure.ts";

/** Makes blocks and takes them back. */
export interface BlockSource<Block> {
  /** Undefined when there is no room. */
  create(size: number): Block | undefined;
  destroy(block: Block, size: number): void;
}

/**
 * How near the memory is to its end: more than half of it in use is "high", more than four fifths "critical". A pool then keeps a quarter of what
 * it may keep idle, or nothing.
 */
export type Pressure = "low" | "high" | "critical";

/** What a pool did and holds. */
export interface PoolUse {
  /** "low" where nobody knows how much memory there is. */
  readonly pressure: Pressure;
  /** Requests that an idle block served. */
  readonly hits: number;
  /** Bytes of the blocks that served them: so much memory was not asked of the host. */
  readonly reusedBytes: number;
  /** Requests that a new block had to be made for. */
  readonly misses: number;
  /** Bytes of the blocks in use, as large as their classes. */
  readonly liveBytes: number;
  /** Bytes that were asked for. */
  readonly requestedBytes: number;
  readonly idleBytes: number;
  /** The most that was ever held, in use and idle. */
  readonly peakBytes: number;
  readonly classes: readonly PoolClass[];
}

interface PoolClass {
  /** Bytes of a block. */
  readonly size: number;
  /** Blocks in use. */
  readonly live: number;
  /** Blocks that wait. */
  readonly idle: number;
}

export interface PoolOptions {
  /** Sizes are multiples of it; 256 on the GPU. */
  readonly alignment: number;
  /** Idle bytes that are kept at most, unless `configure` says otherwise. */
  readonly keptBytes: number;
  /** Bytes that there are in all. Default: nobody knows. */
  readonly capacity?: number;
}

/** The share of the idle bytes that may be kept. */
const keptShare: Record<Pressure, number> = { low: 1, high: 0.25, critical: 0 };

interface Idle<Block> {
  readonly block: Block;
  /** When it was released. */
  readonly tick: number;
}

interface SizeClass<Block> {
  readonly size: number;
  live: number;
  /** The oldest first. */
  readonly idle: Idle<Block>[];
}

/** A block may be this much larger than what was asked for. */
const bestFit = 1.25;

/** Rounded up so that few different sizes exist: from eight times the alignment on, eight steps for each doubling. */
export function sizeClass(byteLength: number, alignment: number): number {
  const step = Math.max(alignment, 2 ** (31 - Math.clz32(Math.min(byteLength, 2 ** 31)) - 3));
  return Math.max(alignment, Math.ceil(byteLength / step) * step);
}

export class Pool<Block> {
  readonly #source: BlockSource<Block>;
  readonly #options: PoolOptions;
  readonly #classes = new Map<number, SizeClass<Block>>();
  #hits = 0;
  #reusedBytes = 0;
  #misses = 0;
  #liveBytes = 0;
  #requestedBytes = 0;
  #idleBytes = 0;
  #peakBytes = 0;
  #tick = 0;

  constructor(source: BlockSource<Block>, options: PoolOptions) {
    this.#source = source;
    this.#options = options;
  }

  /** A block of at least that size, and its own size, by which it is given back. Undefined when there is no room, not even after all idle blocks are gone. */
  take(byteLength: number): { block: Block; size: number } | undefined {
    const wanted = this.#class(sizeClass(byteLength, this.#options.alignment));
    const found = wanted.idle.length > 0 ? wanted : this.#larger(wanted.size);
    const taken = found === undefined ? this.#make(wanted) : this.#reuse(found);
    if (taken === undefined) return undefined;
    this.#requestedBytes += byteLength;
    this.#liveBytes += taken.size;
    this.#peakBytes = Math.max(this.#peakBytes, this.#liveBytes + this.#idleBytes);
    if (this.#idleBytes > 0) this.#keepLess();
    return taken;
  }

  #class(size: number): SizeClass<Block> {
    const known = this.#classes.get(size);
    if (known !== undefined) return known;
    const made = { size, live: 0, idle: [] };
    this.#classes.set(size, made);
    return made;
  }

  #larger(size: number): SizeClass<Block> | undefined {
    if (this.#idleBytes < size) return undefined;
    let best: SizeClass<Block> | undefined;
    for (const other of this.#classes.values()) {
      if (other.idle.length > 0 && other.size > size && other.size <= size * bestFit && (best === undefined || other.size < best.size)) best = other;
    }
    return best;
  }

  #reuse(from: SizeClass<Block>): { block: Block; size: number } {
    const { block } = from.idle.pop()!; // the latest, which is most likely in the cache
    from.live++;
    this.#hits++;
    this.#reusedBytes += from.size;
    this.#idleBytes -= from.size;
    return { block, size: from.size };
  }

  #make(wanted: SizeClass<Block>): { block: Block; size: number } | undefined {
    let block = this.#source.create(wanted.size);
    if (block === undefined && this.trim(0) > 0) block = this.#source.create(wanted.size);
    if (block === undefined) return undefined;
    wanted.live++;
    this.#misses++;
    return { block, size: wanted.size };
  }

  /** Takes a block back, to use it again. `keep` false destroys it. */
  give(block: Block, size: number, byteLength: number, keep = true): void {
    const own = this.#class(size);
    own.live--;
    this.#liveBytes -= size;
    this.#requestedBytes -= byteLength;
    if (!keep) return this.#source.destroy(block, size);
    own.idle.push({ block, tick: this.#tick++ });
    this.#idleBytes += size;
    this.#keepLess();
  }

  get #pressure(): Pressure {
    const share = this.#liveBytes / (this.#options.capacity ?? Infinity);
    if (share > 0.8) return "critical";
    return share > 0.5 ? "high" : "low";
  }

  /** Lets go of what is idle beyond what may be kept now. */
  #keepLess(): void {
    const keptBytes = (configuration().pool?.keptBytes ?? this.#options.keptBytes) * keptShare[this.#pressure];
    if (this.#idleBytes > keptBytes) this.trim(keptBytes);
  }

  /** Gives idle blocks back to the host, those that wait longest first, until no more than `bytes` are idle. Returns how many bytes went. */
  trim(bytes: number): number {
    const before = this.#idleBytes;
    while (this.#idleBytes > bytes) {
      let oldest: SizeClass<Block> | undefined;
      for (const other of this.#classes.values()) if (other.idle.length > 0 && (oldest === undefined || other.idle[0]!.tick < oldest.idle[0]!.tick)) oldest = other;
      const { block } = oldest!.idle.shift()!;
      this.#idleBytes -= oldest!.size;
      this.#source.destroy(block, oldest!.size);
    }
    for (const [size, { live, idle }] of this.#classes) if (live === 0 && idle.length === 0) this.#classes.delete(size);
    return before - this.#idleBytes;
  }

  use(): PoolUse {
    return {
      pressure: this.#pressure,
      hits: this.#hits,
      reusedBytes: this.#reusedBytes,
      misses: this.#misses,
      liveBytes: this.#liveBytes,
      requestedBytes: this.#requestedBytes,
      idleBytes: this.#idleBytes,
      peakBytes: this.#peakBytes,
      classes: Array.from(this.#classes.values(), ({ size, live, idle }) => ({ size, live, idle: idle.length })).toSorted((a, b) => a.size - b.size),
    };
  }
}

/**
 * The bytes behind tensors. A storage knows how many tensors look at it and how many waiting computations will read it; when both are
 * gone its buffer goes back to the device, or, if nobody disposes, when the garbage collector finds that nothing reaches it any more.
 * A storage may start without a buffer, with a source that computes it when somebody asks for the bytes.
 */
import type { Backend, Buffer } from "./backend.ts";
import { originNow } from "./origins.ts";
import { unweigh, weigh } from "./pressure.ts";

/** What is left of a storage once it is unreachable. */
interface Holding {
  readonly backend: Backend;
  readonly buffer: Buffer;
  readonly origin: ReturnType<typeof originNow>;
  tensors: number;
}

/** Some hosts at the edge have no such registry: there only disposing gives memory back. */
const unreachable = typeof FinalizationRegistry === "undefined" ? undefined : new FinalizationRegistry<Holding>(giveBackCollected);

function giveBackCollected(holding: Holding): void {
  if (holding.origin !== undefined) holding.origin.collected++;
  giveBack(holding);
}

const total = { bytes: 0, tensors: 0, peakBytes: 0 };

function giveBack({ backend, buffer, tensors, origin }: Holding): void {
  count(origin, -1, -buffer.byteLength);
  total.tensors -= tensors;
  if (backend.name !== "cpu") unweigh(buffer.byteLength);
  backend.release(buffer);
}

function count(origin: Holding["origin"], buffers: number, bytes: number): void {
  total.bytes += bytes;
  total.peakBytes = Math.max(total.peakBytes, total.bytes);
  if (origin === undefined) return;
  origin.buffers += buffers;
  origin.bytes += bytes;
}

/** How a storage that has no buffer will get one. */
export interface Source {
  /** Computes the storage: gives it a buffer with `allocate`, fills it, and calls `settle`. */
  realize(storage: Storage): void;
  /** A storage waits for it: what it will read must stay. */
  hold(): void;
  /** The storage has its buffer, or will never need one: what it would have read is free to go. */
  drop(): void;
}

export class Storage {
  readonly backend: Backend;
  readonly byteLength: number;
  #holding: Holding | undefined;
  /** Where the computation was asked for, which may run later. */
  readonly #origin = originNow();
  #source: Source | undefined;
  #tensors = 0;
  #users = 0;
  /** Whether no tensor looks at it any more, and none will. */
  #abandoned = false;
  /** Only held: see `pressure.ts`. */
  weight: ArrayBuffer | undefined;

  /** With a source nothing is allocated yet. Throws `MemoryError` when the device has no room. */
  constructor(backend: Backend, byteLength: number, source?: Source) {
    this.backend = backend;
    this.byteLength = byteLength;
    this.#source = source;
    if (source === undefined) this.allocate();
    else source.hold();
  }

  /** What will compute it; undefined when it has its buffer. */
  get source(): Source | undefined {
    return this.#source;
  }

  /** The bytes, computed now when they were not yet. */
  get buffer(): Buffer {
    if (this.#holding === undefined || this.#source !== undefined) this.#source!.realize(this);
    return this.#holding!.buffer;
  }

  /** Makes room. Throws `MemoryError` when the device has none. */
  allocate(): Buffer {
    const { backend, byteLength } = this;
    const buffer = backend.allocate(byteLength);
    this.#holding = { backend, buffer, origin: this.#origin, tensors: this.#tensors };
    total.tensors += this.#tensors;
    count(this.#origin, 1, byteLength);
    if (backend.name !== "cpu") this.weight = weigh(byteLength);
    unreachable?.register(this, this.#holding, this);
    return buffer;
  }

  /** The buffer holds what the source describes. */
  settle(): void {
    const source = this.#source;
    this.#source = undefined;
    source?.drop();
  }

  /** The computation failed: the buffer goes back, the source stays. */
  unsettle(): void {
    if (this.#source !== undefined) this.#giveBack();
  }

  /** How many waiting computations will read it. */
  get users(): number {
    return this.#users;
  }

  addUser(): void {
    this.#users++;
  }

  removeUser(): void {
    this.#users--;
    if (this.#abandoned) this.freeUnused();
  }

  /** One more tensor looks at the buffer. */
  retain(): void {
    this.#tensors++;
    if (this.#holding === undefined) return;
    this.#holding.tensors++;
    total.tensors++;
  }

  /** One tensor fewer. */
  release(): void {
    this.#tensors--;
    if (this.#holding !== undefined) {
      this.#holding.tensors--;
      total.tensors--;
    }
    this.freeUnused();
  }

  /** No tensor will be made of it any more: gives the buffer back as soon as neither a tensor nor a waiting computation needs it. */
  freeUnused(): void {
    if (this.#tensors > 0) return;
    this.#abandoned = true;
    if (this.#users > 0) return;
    this.#giveBack();
    this.settle();
  }

  #giveBack(): void {
    const holding = this.#holding;
    if (holding === undefined) return;
    this.#holding = undefined;
    this.weight = undefined;
    unreachable?.unregister(this);
    giveBack(holding);
  }
}

/** What all storages hold together. */
export const held: Readonly<typeof total> = total;

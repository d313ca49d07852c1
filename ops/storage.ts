/**
 * Buffers that know how many tensors look at them. A buffer goes back to its device when the last of them is disposed,
 * or, if nobody disposes, when the garbage collector finds that no tensor reaches it any more.
 */
import type { Backend, Buffer } from "./backend.ts";
import { unweigh, weigh } from "./pressure.ts";

/** What is left of a storage once it is unreachable. */
interface Holding {
  readonly backend: Backend;
  readonly buffer: Buffer;
  tensors: number;
}

const unreachable = new FinalizationRegistry<Holding>(giveBack);
const total = { bytes: 0, tensors: 0, peakBytes: 0 };

function giveBack({ backend, buffer, tensors }: Holding): void {
  total.bytes -= buffer.byteLength;
  total.tensors -= tensors;
  if (backend.name !== "cpu") unweigh(buffer.byteLength);
  backend.release(buffer);
}

export class Storage {
  readonly #holding: Holding;
  #freed = false;
  /** Only held: see `pressure.ts`. */
  weight: ArrayBuffer | undefined;

  /** Throws `MemoryError` when the device has no room. */
  constructor(backend: Backend, byteLength: number) {
    this.#holding = { backend, buffer: backend.allocate(byteLength), tensors: 0 };
    total.bytes += byteLength;
    total.peakBytes = Math.max(total.peakBytes, total.bytes);
    if (backend.name !== "cpu") this.weight = weigh(byteLength);
    unreachable.register(this, this.#holding, this);
  }

  get backend(): Backend {
    return this.#holding.backend;
  }

  get buffer(): Buffer {
    return this.#holding.buffer;
  }

  /** One more tensor looks at the buffer. */
  retain(): void {
    this.#holding.tensors++;
    total.tensors++;
  }

  /** One tensor fewer. */
  release(): void {
    this.#holding.tensors--;
    total.tensors--;
    this.freeUnused();
  }

  /** Gives the buffer back if no tensor looks at it: for intermediate results that no tensor was made of. */
  freeUnused(): void {
    if (this.#freed || this.#holding.tensors > 0) return;
    this.#freed = true;
    this.weight = undefined;
    unreachable.unregister(this);
    giveBack(this.#holding);
  }
}

export interface MemoryUse {
  /** Bytes that tensors hold on all devices. */
  readonly bytes: number;
  /** Tensors that are neither disposed nor collected; views count. */
  readonly tensors: number;
  /** The most bytes ever held at once. */
  readonly peakBytes: number;
}

/** What the library holds now. */
export function memory(): MemoryUse {
  return { ...total };
}

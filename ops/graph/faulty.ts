/** For tests: the cpu device, except that its n-th use fails. */
import type { Call } from "../backend.ts";
import { CpuBackend } from "../cpu/index.ts";
import type { CpuBuffer } from "../cpu/elements.ts";
import { TesseraError } from "../errors.ts";
import { Tensor } from "../tensor.ts";
import { upload } from "../transfer.ts";

/** What a use of the device throws. */
export class Fault extends TesseraError {
  constructor() {
    super("faulty", "this use of the device was chosen to fail");
  }
}

export class FaultyBackend extends CpuBackend {
  /** Uses until one fails; endless by default. A use is an allocation, a call, a read or a write. */
  left = Infinity;
  /** What ran so far. */
  readonly calls: Call[] = [];

  #use(): void {
    if (this.left-- === 0) throw new Fault();
  }

  override allocate(byteLength: number): CpuBuffer {
    this.#use();
    return super.allocate(byteLength);
  }

  override run(call: Call): void {
    this.#use();
    this.calls.push(call);
    super.run(call);
  }

  override write(...args: Parameters<CpuBackend["write"]>): void {
    this.#use();
    super.write(...args);
  }

  override readSync(...args: Parameters<CpuBackend["readSync"]>): ArrayBuffer {
    this.#use();
    return super.readSync(...args);
  }

  /** A float32 tensor on this device. */
  tensor(elements: readonly number[], shape: readonly number[] = [elements.length]): Tensor {
    return new Tensor(upload("tensor", this, Float32Array.from(elements), "float32", shape), []);
  }
}

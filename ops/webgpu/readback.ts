/** Copies from the GPU to the host through a few staging buffers that are used again. */
import type { Batch } from "./batch.ts";
import type { GpuBuffer } from "./buffers.ts";
import type { Faults } from "./faults.ts";

const usage = 0x1 | 0x8; // MAP_READ | COPY_DST
const mapRead = 0x1;
const kept = 4;
const questions = 16;

export class Readback {
  readonly #device: GPUDevice;
  readonly #faults: Faults;
  readonly #batch: Batch;
  readonly #idle: GPUBuffer[] = [];

  constructor(device: GPUDevice, faults: Faults, batch: Batch) {
    this.#device = device;
    this.#faults = faults;
    this.#batch = batch;
  }

  /** A copy of bytes as they are after everything recorded so far, which is submitted. */
  async read(source: GpuBuffer, byteOffset: number, byteLength: number): Promise<ArrayBuffer> {
    if (byteLength === 0) return new ArrayBuffer(0);
    const start = Math.floor(byteOffset / 4) * 4;
    const size = Math.ceil((byteOffset + byteLength) / 4) * 4 - start;
    const staging = this.#take(size);
    // The copy fails with its batch, so only what that batch computes may be read with it.
    if (source.computed !== this.#batch.number) this.#batch.submit();
    this.#batch.copyOut(source.gpu, start, staging, size);
    this.#batch.submit();
    try {
      await this.#map(staging, size);
    } catch (error) {
      staging.destroy();
      throw error;
    }
    const bytes = staging.getMappedRange(0, size).slice(byteOffset - start, byteOffset - start + byteLength);
    staging.unmap();
    this.#giveBack(staging);
    return bytes;
  }

  /** Chromium looks whether the GPU is done when it is asked something, else every 2 ms: questions make a short read 4 times as fast. */
  async #map(staging: GPUBuffer, size: number): Promise<void> {
    const mapped = staging.mapAsync(mapRead, 0, size);
    for (let asked = 0; asked < questions && staging.mapState === "pending"; asked++) {
      this.#device.pushErrorScope("validation");
      await Promise.race([mapped, this.#device.popErrorScope().catch(() => mapped)]); // of a lost device: then the map fails too
    }
    await mapped;
  }

  #take(size: number): GPUBuffer {
    const index = this.#idle.findIndex((buffer) => buffer.size >= size);
    const [buffer] = index < 0 ? [] : this.#idle.splice(index, 1);
    return buffer ?? this.#faults.watch("out-of-memory", () => this.#device.createBuffer({ size: Math.max(65536, 2 ** Math.ceil(Math.log2(size))), usage }));
  }

  /** Smallest first, so that a short read does not take the longest buffer. */
  #giveBack(buffer: GPUBuffer): void {
    this.#idle.push(buffer);
    this.#idle.sort((a, b) => a.size - b.size);
    if (this.#idle.length > kept) this.#idle.shift()?.destroy();
  }
}

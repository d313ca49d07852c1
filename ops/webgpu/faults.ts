/**
 * What went wrong on the GPU, which tells it late and to nobody in particular. Errors are caught in scopes, tied to the
 * batch that was being recorded, and thrown when a buffer of that batch or a later one is read. Never swallowed.
 */
import { ComputationError, DeviceError, MemoryError, type TesseraError } from "../errors.ts";
import type { GpuBuffer } from "./buffers.ts";

interface Fault {
  /** Results of these batches cannot be trusted: the failed one and those recorded before the failure was known. */
  readonly from: number;
  readonly to: number;
  readonly error: TesseraError;
}

export class Faults {
  readonly #device: GPUDevice;
  readonly #currentBatch: () => number;
  readonly #pending = new Set<Promise<void>>();
  readonly #faults: Fault[] = [];
  #unread: TesseraError | undefined;
  #lost: DeviceError | undefined;

  constructor(device: GPUDevice, currentBatch: () => number) {
    this.#device = device;
    this.#currentBatch = currentBatch;
    device.addEventListener("uncapturederror", ({ error }) => (this.#unread ??= toError(error)));
    void device.lost.then(({ reason, message }) => {
      this.#lost = new DeviceError("webgpu", `the GPU was lost: ${message || reason}`, "its tensors are gone: choose the device again with setDevice and make them anew");
    });
  }

  /** Does the work with an error scope around it. */
  watch<Result>(filter: GPUErrorFilter, work: () => Result): Result {
    const batch = this.#currentBatch();
    this.#device.pushErrorScope(filter);
    try {
      return work();
    } finally {
      const seen = this.#device.popErrorScope().then(
        (error) => {
          if (error !== null) this.#faults.push({ from: batch, to: this.#currentBatch(), error: toError(error) });
        },
        () => {}, // the scope of a lost device; `checkDevice` tells
      );
      this.#pending.add(seen);
      void seen.then(() => this.#pending.delete(seen));
    }
  }

  /** Waits until every scope so far has told its outcome. */
  async settle(): Promise<void> {
    await Promise.all(this.#pending);
  }

  /** Why a buffer's contents cannot be trusted, as far as is known. */
  of({ spoiled, computed }: GpuBuffer): TesseraError | undefined {
    return spoiled ?? this.#faults.find(({ from, to }) => from <= computed && computed <= to)?.error;
  }

  /** Throws, once, an error that no scope caught. */
  throwUnread(): void {
    const error = this.#unread;
    this.#unread = undefined;
    if (error !== undefined) throw error;
  }

  /** Throws `DeviceError` when the device is lost. */
  checkDevice(): void {
    if (this.#lost !== undefined) throw this.#lost;
  }
}

function toError(error: GPUError): TesseraError {
  if (error instanceof GPUOutOfMemoryError) return new MemoryError("webgpu", `the GPU has no room: ${error.message}`, "release tensors, or work on smaller pieces");
  return new ComputationError("webgpu", `the GPU refused a computation: ${error.message}`);
}

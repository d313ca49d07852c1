/**
 * Windows on the memory for a few numbers at a time. They live as long as the memory does not grow: making one takes longer than most
 * small calls.
 */
import type { ComputeDtype, TypedArray } from "../dtype.ts";

export class Views {
  readonly #memory: WebAssembly.Memory;
  #bytes = new Uint8Array(0);
  #float32 = new Float32Array(0);
  #float64 = new Float64Array(0);
  #int32 = new Int32Array(0);
  #uint32 = new Uint32Array(0);

  constructor(memory: WebAssembly.Memory) {
    this.#memory = memory;
  }

  /** Sees to it that the views reach so far. Growing detaches them, or leaves them short when the memory is shared. */
  #reach(end: number): void {
    if (this.#bytes.length >= end) return;
    const { buffer } = this.#memory;
    this.#bytes = new Uint8Array(buffer);
    this.#float32 = new Float32Array(buffer);
    this.#float64 = new Float64Array(buffer);
    this.#int32 = new Int32Array(buffer);
    this.#uint32 = new Uint32Array(buffer);
  }

  /** Writes a number so many times. */
  fill(dtype: ComputeDtype, pointer: number, count: number, value: number): void {
    const shift = dtype === "float64" ? 3 : dtype === "bool" ? 0 : 2;
    this.#reach(pointer + (count << shift));
    const view = this.#viewOf(dtype);
    const start = pointer >>> shift;
    for (let i = start; i < start + count; i++) view[i] = value;
  }

  #viewOf(dtype: ComputeDtype): TypedArray {
    switch (dtype) {
      case "float32":
        return this.#float32;
      case "float64":
        return this.#float64;
      case "int32":
        return this.#int32;
      case "uint32":
        return this.#uint32;
      case "bool":
        return this.#bytes;
    }
  }

  /** Writes an element of so many bytes so many times, whatever it is. */
  repeat(source: number, target: number, count: number, bytes: number): void {
    this.#reach(Math.max(source + bytes, target + count * bytes));
    for (let i = 0; i < count * bytes; i++) this.#bytes[target + i] = this.#bytes[source + (i % bytes)]!;
  }

  /** Writes integers one after the other. */
  write(pointer: number, ...lists: readonly (readonly number[])[]): void {
    let at = pointer >>> 2;
    for (const list of lists) {
      this.#reach((at + list.length) * 4);
      for (const value of list) this.#int32[at++] = value;
    }
  }
}

/// <reference lib="esnext.disposable" preserve="true" />
/**
 * The tensor: a value with a lifetime. It knows its shape, how to be read and how to be disposed; the operations are
 * functions in `math/` and `nn/`, which `methods.ts` also hangs on it.
 */
import type { DeviceName } from "./backend.ts";
import { loadBackend } from "./device.ts";
import { bytesOf, storageArray, type Dtype, type TypedArray } from "./dtype.ts";
import { DisposedError, ShapeError } from "./errors.ts";
import { formatArray } from "./format/index.ts";
import { decodeStored } from "./half.ts";
import { nest, type Nested } from "./nested.ts";
import { leaveScope, owningScope, resumeHere, within, type Scope } from "./scope.ts";
import { formatShape, sizeOf, type Shape } from "./shape.ts";
import { Storage, type Source } from "./storage.ts";
import { download, downloadSync, upload } from "./transfer.ts";
import type { Value } from "./value.ts";

/** Engines without `using` lack the symbol; what lowers `using` for them looks for the same one. */
const disposeSymbol: symbol = Symbol.dispose ?? Symbol.for("Symbol.dispose");

/** Of a disposed tensor: nobody asks it for bytes. */
const noSource: Source = { realize: () => {}, hold: () => {}, drop: () => {} };

let readValue: (tensor: Tensor) => Value | undefined;
let readScope: (tensor: Tensor) => Scope | undefined;

/** An array of numbers of one dtype on a device. Made by `tensor`, `zeros`, ... and by operations; never changed by one. */
export class Tensor {
  #value: Value;
  #scope: Scope | undefined;
  #disposed = false;

  static {
    readValue = (tensor) => (tensor.#disposed ? undefined : tensor.#value);
    readScope = (tensor) => tensor.#scope;
    Object.defineProperty(Tensor.prototype, disposeSymbol, { value: Tensor.prototype.dispose, configurable: true });
  }

  /** Not for users: operations wrap their results with it. `sources` are the tensors the value was computed from. */
  constructor(value: Value, sources: readonly Tensor[]) {
    this.#value = value;
    this.#scope = owningScope(sources.map(readScope));
    this.#scope?.add(this);
    value.storage.retain();
  }

  /** The length of each axis; `[]` for a single number. */
  get shape(): Shape {
    return this.#value.shape;
  }

  get dtype(): Dtype {
    return this.#value.dtype;
  }

  get device(): DeviceName {
    return this.#value.storage.backend.name;
  }

  /** The number of elements. */
  get size(): number {
    return sizeOf(this.shape);
  }

  /** The number of axes. */
  get ndim(): number {
    return this.shape.length;
  }

  /** Bytes of the elements. Views share bytes, so the sum over tensors may be more than `memory().bytes`. */
  get nbytes(): number {
    return this.size * bytesOf(this.dtype);
  }

  /**
   * A copy of the elements, row-major, in a typed array of the dtype; float16 and bfloat16 come as `Float32Array`,
   * bool as `Uint8Array` of 0 and 1. Throws `DisposedError`.
   */
  data(): Promise<TypedArray> {
    return this.#read("data", (elements) => elements);
  }

  /** The same at once. On cpu and wasm only: throws `DeviceError` on webgpu. */
  dataSync(): TypedArray {
    return decode(this.dtype, downloadSync("dataSync", valueOf("dataSync", this)));
  }

  /** The elements as nested arrays; booleans for bool; the bare element for no axes. */
  array(): Promise<Nested> {
    return this.#read("array", (elements) => nest(plain(this.dtype, elements), this.shape));
  }

  /** The only element as a number, 0 or 1 for bool. Throws `ShapeError` when there is not exactly one. */
  item(): Promise<number> {
    return this.#read("item", (elements) => {
      if (elements.length !== 1) throw new ShapeError("item", `not a single element: ${formatShape(this.shape)}`);
      return elements[0]!;
    });
  }

  /** The tensor on another device; a new one that shares the elements when it is there already. */
  to(device: DeviceName): Promise<Tensor> {
    const scope = owningScope([this.#scope]);
    const value = valueOf("to", this);
    value.storage.addUser(); // the tensor may be disposed before the device is there
    const moving = moved(value, device).then((there) => within(scope, () => new Tensor(there, [this])));
    return resumeHere(moving.finally(() => value.storage.removeUser()), scope);
  }

  /**
   * Computes the elements, if they wait for it, and settles with the tensor when the device has them. Reading does so by itself; this is
   * for computing ahead, and for measuring. Throws `DisposedError`, and what went wrong on the device.
   */
  ready(): Promise<this> {
    const compute = async (): Promise<this> => {
      const { storage } = valueOf("ready", this);
      void storage.buffer;
      await storage.backend.finish?.();
      return this;
    };
    return resumeHere(compute(), this.#scope);
  }

  #read<T>(op: string, finish: (elements: TypedArray) => T): Promise<T> {
    const read = async (): Promise<T> => {
      const value = valueOf(op, this);
      return finish(decode(value.dtype, await download(value)));
    };
    return resumeHere(read(), this.#scope);
  }

  /** As NumPy prints it. On webgpu, which cannot be read at once, and after `dispose`, only what is known of it. */
  toString(): string {
    const { dtype, shape, device } = this;
    if (this.#disposed) return `Tensor(${dtype} ${formatShape(shape)}, disposed)`;
    if (this.#value.storage.backend.readSync === undefined) return `Tensor(${dtype} ${formatShape(shape)} on ${device})`;
    return formatArray(this.dataSync(), shape, dtype);
  }

  /** What `console.log` shows in Node and Deno. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.toString();
  }

  get disposed(): boolean {
    return this.#disposed;
  }

  /** Gives the memory back now, unless a view still shares it. Using the tensor afterwards throws `DisposedError`; disposing it again does nothing. */
  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    leaveScope(this.#scope, this);
    const { storage } = this.#value;
    storage.release();
    // What waits for it may be forgotten and collected: then this tensor, which a variable may hold for long, must not keep the bytes.
    if (storage.users > 0) this.#value = { ...this.#value, storage: new Storage(storage.backend, 0, noSource) };
  }

  /** For `using`: disposes at the end of the block. */
  declare readonly [Symbol.dispose]: () => void;
}

function decode(dtype: Dtype, bytes: ArrayBuffer): TypedArray {
  return decodeStored(dtype, storageArray(dtype, bytes));
}

async function moved(value: Value, device: DeviceName): Promise<Value> {
  const backend = await loadBackend("to", device);
  if (backend === value.storage.backend) return value;
  return upload("to", backend, new Uint8Array(await download(value)), value.dtype, value.shape);
}

function plain(dtype: Dtype, elements: TypedArray): ArrayLike<number | boolean> {
  return dtype === "bool" ? Array.from(elements, (element) => element !== 0) : elements;
}

/** The value inside. Throws `DisposedError`. */
export function valueOf(op: string, tensor: Tensor): Value {
  const value = readValue(tensor);
  if (value !== undefined) return value;
  throw new DisposedError(op, "tensor was disposed", "return it from its scope, or dispose it later");
}


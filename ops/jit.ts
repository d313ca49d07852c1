/**
 * Functions of tensors, recorded once and replayed. The first call with arguments of some shapes and dtypes runs the function and writes down the
 * calls that reach the device, after fusion; later ones make the buffers and repeat the calls, without running the function.
 */
import type { Backend, Buffer, Call, View } from "./backend.ts";
import { mapViews, outputsOf, inputsOf } from "./calls.ts";
import { currentBackend } from "./device.ts";
import { allocate, run } from "./dispatch.ts";
import { bytesOf } from "./dtype.ts";
import { ConfigurationError } from "./errors.ts";
import { execute, isRecording, setCallRecorder } from "./graph/execute.ts";
import { newStorage } from "./graph/realize.ts";
import { scope } from "./scope.ts";
import type { Storage } from "./storage.ts";
import { Tensor, valueOf } from "./tensor.ts";
import { setViewObserver, viewOf, wholeValue, type Value } from "./value.ts";

/** A tensor, or tensors in an array or in the values of an object. */
export type Tensors = Tensor | readonly Tensor[] | { readonly [name: string]: Tensor };

/** Where a buffer comes from when a recording is replayed: an argument's place, the step that makes it, or what the function held itself. */
type Slot = { readonly argument: number } | { readonly made: number } | { readonly held: Storage };

interface Step {
  readonly backend: Backend;
  readonly call: Call;
  /** By buffer, for all views of the call. */
  readonly slots: ReadonlyMap<Buffer, Slot>;
  readonly makes: readonly { readonly id: number; readonly byteLength: number }[];
  /** What no later step reads. */
  readonly frees: readonly number[];
}

type Window = Omit<Value, "storage">;

interface Recording {
  readonly steps: readonly Step[];
  readonly results: readonly { readonly slot: Slot; readonly window: Window }[];
  readonly arrange: (tensors: readonly Tensor[]) => Tensors;
}

/**
 * A function that does what `fn` does, faster from the second call on. `fn` takes tensors and plain numbers, strings and booleans, and returns a
 * tensor, or tensors in an array or object; it is run once for each combination of shapes, dtypes, devices and plain arguments. It must not wait or read
 * tensors (a `ConfigurationError`), and what else it does, such as drawing random numbers or printing, happens in that first run only.
 */
export function jit<Args extends readonly Argument[], Result extends Tensors>(fn: (...args: Args) => Result): (...args: Args) => Result {
  const recordings = new Map<string, Recording>();
  return (...args) => {
    if (isRecording()) return fn(...args); // part of an outer function that is recorded
    const key = [idOf(currentBackend()), ...args.map(keyOf)].join(";");
    const recording = recordings.get(key);
    if (recording !== undefined) return replay(recording, args) as Result;
    const [recorded, result] = record(fn as unknown as (...args: readonly Argument[]) => Tensors, args);
    recordings.set(key, recorded);
    return result as Result;
  };
}

type Argument = Tensor | number | string | boolean;

function keyOf(arg: Argument): string {
  if (!(arg instanceof Tensor)) return JSON.stringify([typeof arg, Object.is(arg, -0) ? "-0" : String(arg)]);
  const { storage, dtype, shape, strides, offset } = valueOf("jit", arg);
  return [idOf(storage.backend), dtype, shape, strides, offset].join("|");
}

const ids = new WeakMap<Backend, number>();
let lastId = 0;

/** A device that was lost and made anew is another one. */
function idOf(backend: Backend): number {
  let id = ids.get(backend);
  if (id === undefined) ids.set(backend, (id = ++lastId));
  return id;
}

/** Runs the function and writes down what it did. */
function record(fn: (...args: readonly Argument[]) => Tensors, args: readonly Argument[]): [Recording, Tensors] {
  let recording: Recording | undefined;
  const result = scope(() => {
    const own = args.map((arg) => (arg instanceof Tensor ? copyOf(arg) : arg));
    const calls: Recorded[] = [];
    const used = new Map<Buffer, Storage>();
    setCallRecorder((backend, call) => void calls.push({ backend, call }));
    setViewObserver((buffer, storage) => {
      if (!used.has(buffer)) storage.addUser(); // stays until it is known whether the recording needs it
      used.set(buffer, storage);
    });
    try {
      const returned = fn(...own);
      for (const tensor of tensorsIn(returned)) viewOf(valueOf("jit", tensor));
      recording = new Writer(valuesIn(own), used).write(calls, returned);
      return returned;
    } finally {
      setCallRecorder(undefined);
      setViewObserver(undefined);
      for (const storage of used.values()) storage.removeUser();
    }
  });
  return [recording!, result];
}

const valuesIn = (args: readonly Argument[]): Value[] => args.filter((arg) => arg instanceof Tensor).map((tensor) => valueOf("jit", tensor));

/** The same window on bytes of its own: so a recording tells an argument from the others, and from what the function holds itself. */
function copyOf(tensor: Tensor): Tensor {
  const value = valueOf("jit", tensor);
  const { storage, dtype } = value;
  const whole = wholeValue(storage, dtype, [storage.byteLength / bytesOf(dtype)]);
  const copy = allocate("jit", storage.backend, dtype, whole.shape);
  run(copy, { kind: "copy", input: viewOf(whole), output: viewOf(copy) });
  return new Tensor({ ...value, storage: copy.storage }, []);
}

function tensorsIn(result: Tensors): readonly Tensor[] {
  const found = result instanceof Tensor ? [result] : Object.values(result ?? {});
  if (found.length > 0 && found.every((part) => part instanceof Tensor)) return found;
  throw new ConfigurationError("jit", `the function returned no tensors: ${String(result)}`, "return a tensor, or an array or object of tensors; read them outside");
}

interface Recorded {
  readonly backend: Backend;
  readonly call: Call;
}

class Writer {
  readonly #slots = new Map<Buffer, Slot>();
  readonly #used: ReadonlyMap<Buffer, Storage>;
  #made = 0;

  constructor(args: readonly Value[], used: ReadonlyMap<Buffer, Storage>) {
    this.#used = used;
    args.forEach(({ storage }, argument) => this.#slots.set(storage.buffer, { argument }));
  }

  write(calls: readonly Recorded[], result: Tensors): Recording {
    const tensors = tensorsIn(result);
    const drafts = calls.map((call) => this.#step(call));
    const results = tensors.map((tensor) => {
      const { storage, ...window } = valueOf("jit", tensor);
      return { slot: this.#slotOf(storage.buffer), window };
    });
    const kept = new Set(results.map(({ slot }) => ("made" in slot ? slot.made : -1)));
    const last = new Map<number, number>();
    drafts.forEach(({ slots }, i) => slots.forEach((slot) => "made" in slot && last.set(slot.made, i)));
    const steps = drafts.map((draft, i): Step => ({ ...draft, frees: [...last].filter(([id, at]) => at === i && !kept.has(id)).map(([id]) => id) }));
    return { steps, results, arrange: arrangementOf(result) };
  }

  #step({ backend, call }: Recorded): Omit<Step, "frees"> {
    const slots = new Map<Buffer, Slot>();
    for (const { buffer } of inputsOf(call)) slots.set(buffer, this.#slotOf(buffer));
    const makes: { id: number; byteLength: number }[] = [];
    for (const { buffer } of outputsOf(call)) {
      const known = this.#slots.get(buffer); // several calls may write parts of one buffer
      const slot = known !== undefined && "made" in known ? known : { made: this.#made++ };
      if (slot !== known) makes.push({ id: slot.made, byteLength: buffer.byteLength });
      this.#slots.set(buffer, slot);
      slots.set(buffer, slot);
    }
    return { backend, call, slots, makes };
  }

  /** A buffer that no argument has and no call made was there before, or was filled from the host: it is kept as it is. */
  #slotOf(buffer: Buffer): Slot {
    const known = this.#slots.get(buffer);
    if (known !== undefined) return known;
    const storage = this.#used.get(buffer)!;
    storage.addUser();
    const slot = { held: storage };
    this.#slots.set(buffer, slot);
    return slot;
  }
}

/** How to arrange tensors as in a result. */
function arrangementOf(result: Tensors): Recording["arrange"] {
  if (result instanceof Tensor) return ([only]) => only!;
  if (Array.isArray(result)) return (tensors) => tensors;
  const names = Object.keys(result);
  return (tensors) => Object.fromEntries(names.map((name, i) => [name, tensors[i]!]));
}

function replay({ steps, results, arrange }: Recording, args: readonly Argument[]): Tensors {
  const values = valuesIn(args);
  const made = new Map<number, Storage>();
  const storageOf = (slot: Slot): Storage => {
    if ("argument" in slot) return values[slot.argument]!.storage;
    return "made" in slot ? made.get(slot.made)! : slot.held;
  };
  const finished = new Set<number>();
  try {
    for (const { backend, call, slots, makes, frees } of steps) {
      for (const { id, byteLength } of makes) made.set(id, newStorage("jit", backend, byteLength, () => `the result of ${call.kind}`));
      execute(backend, mapViews(call, (view): View => ({ ...view, buffer: storageOf(slots.get(view.buffer)!).buffer })));
      for (const id of frees) {
        made.get(id)!.freeUnused();
        finished.add(id);
      }
    }
  } catch (error) {
    for (const [id, storage] of made) if (!finished.has(id)) storage.freeUnused();
    throw error;
  }
  const tensors = args.filter((source) => source instanceof Tensor);
  return arrange(results.map(({ slot, window }) => new Tensor({ ...window, storage: storageOf(slot) }, tensors)));
}

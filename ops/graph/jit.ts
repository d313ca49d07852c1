/**
 * Functions of tensors, recorded once and replayed. The first call with arguments of some shapes and dtypes runs the function and writes down the
 * calls that reach the device, after fusion; later ones make the buffers and repeat the calls, without running the function.
 */
import type { Backend, Buffer, View } from "../backend.ts";
import { mapViews } from "../calls.ts";
import { currentBackend } from "../device.ts";
import { allocate, run } from "../dispatch.ts";
import { bytesOf } from "../dtype.ts";
import { execute, isRecording, setCallRecorder } from "./execute.ts";
import { newStorage } from "./realize.ts";
import { RecordingWriter, tensorsIn, type Recorded, type Recording, type Slot, type Tensors } from "./recording.ts";
import { scope } from "../scope.ts";
import type { Storage } from "../storage.ts";
import { Tensor, valueOf } from "../tensor.ts";
import { setViewObserver, viewOf, wholeValue, type Value } from "../value.ts";

export type { Tensors } from "./recording.ts";

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
      recording = new RecordingWriter(valuesIn(own), used).write(calls, returned);
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

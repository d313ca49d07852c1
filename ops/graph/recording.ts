/** What a recorded function did: the calls in order, with where each buffer comes from, so that they can be repeated on others. */
import type { Backend, Buffer, Call } from "../backend.ts";
import { inputsOf, outputsOf } from "../calls.ts";
import { ConfigurationError } from "../errors.ts";
import type { Storage } from "../storage.ts";
import { Tensor, valueOf } from "../tensor.ts";
import type { Value } from "../value.ts";

/** A tensor, or tensors in an array or in the values of an object. */
export type Tensors = Tensor | readonly Tensor[] | { readonly [name: string]: Tensor };

/** Where a buffer comes from when a recording is replayed: an argument's place, the step that makes it, or what the function held itself. */
export type Slot = { readonly argument: number } | { readonly made: number } | { readonly held: Storage };

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

export interface Recording {
  readonly steps: readonly Step[];
  readonly results: readonly { readonly slot: Slot; readonly window: Window }[];
  readonly arrange: (tensors: readonly Tensor[]) => Tensors;
}

/** Throws `ConfigurationError` for anything else than tensors. */
export function tensorsIn(result: Tensors): readonly Tensor[] {
  const found = result instanceof Tensor ? [result] : Object.values(result ?? {});
  if (found.length > 0 && found.every((part) => part instanceof Tensor)) return found;
  throw new ConfigurationError("jit", `the function returned no tensors: ${String(result)}`, "return a tensor, or an array or object of tensors; read them outside");
}

/** A call as it ran. */
export interface Recorded {
  readonly backend: Backend;
  readonly call: Call;
}

/** Writes a recording, of the calls on arguments that share no buffers; `used` has the storages that they saw. */
export class RecordingWriter {
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

/** Waiting elementwise operations written as one program over the arrays they start from. */
import type { Backend, Instruction, Operand } from "../backend.ts";
import { CAST } from "../defs/definition.ts";
import { computeDtype, type ComputeDtype } from "../dtype.ts";
import { isContiguous, shapesEqual, sizeOf, type Shape } from "../shape.ts";
import type { Storage } from "../storage.ts";
import { broadcastValue, type Value } from "../value.ts";
import { isValue, nodeOf, type ElementwiseNode } from "./node.ts";

/** What costs no more operations an element than this is rather computed again than stored and read. */
const cheap = 4;

/** A program, and what it reads: values of its domain's shape. */
export interface Program {
  readonly instructions: readonly Instruction[];
  readonly leaves: readonly Value[];
  /** The storages whose nodes became steps. */
  readonly members: readonly Storage[];
}

/** Whether a value shows all of a waiting result in order, so that it may stand for it. */
export function isWhole({ storage, shape, strides, offset }: Value): boolean {
  const node = nodeOf(storage);
  return node !== undefined && offset === 0 && sizeOf(shape) === sizeOf(node.shape) && isContiguous(shape, strides);
}

/** The waiting elementwise node that a value shows, if it may become a step over that shape: storing a half float would round it, so that must be stored. */
export function inlinable(value: Value, shape: Shape): ElementwiseNode | undefined {
  const node = nodeOf(value.storage);
  if (node?.kind !== "elementwise" || computeDtype(node.dtype) !== node.dtype) return undefined;
  if (value.shape === shape && node.shape === shape && value.offset === 0 && isContiguous(shape, value.strides)) return node;
  return shapesEqual(value.shape, shape) && shapesEqual(node.shape, shape) && isWhole(value) ? node : undefined;
}

/** Writes the program that computes an elementwise node. */
export function programOf(storage: Storage, node: ElementwiseNode): Program {
  const writer = new ProgramWriter(storage.backend, node);
  writer.write(storage, node);
  return writer;
}

class ProgramWriter implements Program {
  readonly instructions: Instruction[] = [];
  readonly leaves: Value[] = [];
  readonly members: Storage[] = [];
  readonly #shape: Shape;
  readonly #maxInputs: number;
  readonly #written = new Map<Storage, Operand>();
  /** Operands that are still to be written, each perhaps a leaf. */
  #open = 0;
  /** How often each waiting result is read by what may become a step. */
  readonly #readers = new Map<Storage, number>();

  constructor({ maxInputs = 16 }: Backend, root: ElementwiseNode) {
    this.#shape = root.shape;
    this.#maxInputs = maxInputs;
    this.#countReaders(root);
  }

  #countReaders(node: ElementwiseNode): void {
    for (const value of node.inputs) {
      const below = inlinable(value, this.#shape);
      if (below === undefined) continue;
      const readers = this.#readers.get(value.storage) ?? 0;
      this.#readers.set(value.storage, readers + 1);
      if (readers === 0) this.#countReaders(below);
    }
  }

  write(storage: Storage, node: ElementwiseNode): Operand {
    const { def } = node;
    this.#open += node.inputs.length;
    const args = node.args.map((argument, index): Operand => {
      const wanted: ComputeDtype = def?.operands === "select" && index === 0 ? "bool" : node.operands;
      if (!isValue(argument)) return { constant: Number(argument), dtype: wanted };
      this.#open--;
      const operand = this.#operand(argument);
      if (def === undefined || computeDtype(argument.dtype) === wanted) return operand;
      return this.#push({ op: CAST, args: [operand], dtype: wanted });
    });
    const operand = this.#push({ op: def?.name ?? CAST, args, dtype: computeDtype(node.dtype) });
    this.#written.set(storage, operand);
    this.members.push(storage);
    return operand;
  }

  #push(instruction: Instruction): Operand {
    this.instructions.push(instruction);
    return { step: this.instructions.length - 1 };
  }

  #operand(value: Value): Operand {
    const { storage, dtype } = value;
    const node = inlinable(value, this.#shape);
    if (node !== undefined) {
      const written = this.#written.get(storage);
      if (written !== undefined) return written;
      if (this.#mayBeStep(storage, node)) return this.write(storage, node);
    }
    const { shape, strides, offset } = broadcastValue(value, this.#shape);
    const known = this.leaves.findIndex((leaf) => leaf.storage === storage && leaf.offset === offset && leaf.dtype === dtype && shapesEqual(leaf.strides, strides));
    if (known >= 0) return { input: known };
    this.leaves.push({ storage, dtype, shape, strides, offset });
    return { input: this.leaves.length - 1 };
  }

  /** Not when others wait for it too, or it was a step before: then it is computed once for all, unless that costs more than computing it again. */
  #mayBeStep(storage: Storage, node: ElementwiseNode): boolean {
    if (this.leaves.length + this.#open + node.inputs.length > this.#maxInputs) return false;
    if ((node.def?.flops ?? 1) <= cheap && node.inputs.every((input) => nodeOf(input.storage) === undefined)) return true;
    return !node.inlined && this.#readers.get(storage) === storage.users;
  }
}

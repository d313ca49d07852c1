/**
 * Computations that wait. An operation makes a node instead of running; the storage of its result has the node as its source. A node
 * runs, together with its neighbours where they fuse, when somebody asks for the bytes.
 */
import type { Call, View } from "../backend.ts";
import type { ComputeDtype, Dtype } from "../dtype.ts";
import type { OpDef } from "../defs/definition.ts";
import type { Shape } from "../shape.ts";
import type { Source, Storage } from "../storage.ts";
import type { Value } from "../value.ts";

/** An operand of an elementwise operation. */
export type Argument = Value | number | boolean;

export const isValue = (argument: Argument): argument is Value => typeof argument === "object";

/** Runs the node of a storage. Set by `realize.ts`, which knows how nodes fuse. */
let realizer: (storage: Storage) => void;

export function setRealizer(realize: (storage: Storage) => void): void {
  realizer = realize;
}

abstract class WaitingNode implements Source {
  readonly op: string;
  readonly dtype: Dtype;
  readonly shape: Shape;
  readonly inputs: readonly Value[];
  /** Waiting nodes below, this one included; one that is reached twice counts twice. */
  readonly steps: number;
  /** Bytes that must stay because of it. */
  readonly heldBytes: number;
  /** Whether it ran inside another node's kernel, so that its own storage stayed empty. A second time it is computed for itself. */
  inlined = false;

  constructor(op: string, dtype: Dtype, shape: Shape, inputs: readonly Value[]) {
    this.op = op;
    this.dtype = dtype;
    this.shape = shape;
    this.inputs = inputs;
    let [steps, heldBytes] = [1, 0];
    for (const { storage } of inputs) {
      const below = storage.source as Node | undefined;
      steps += below?.steps ?? 0;
      heldBytes += below?.heldBytes ?? storage.byteLength;
    }
    this.steps = steps;
    this.heldBytes = heldBytes;
  }

  realize(storage: Storage): void {
    realizer(storage);
  }

  hold(): void {
    for (const { storage } of this.inputs) storage.addUser();
  }

  drop(): void {
    for (const { storage } of this.inputs) storage.removeUser();
  }
}

/** One elementwise operation, broadcast over its shape. */
export class ElementwiseNode extends WaitingNode {
  readonly kind = "elementwise";
  /** Undefined for a cast. */
  readonly def: OpDef | undefined;
  readonly args: readonly Argument[];
  /** What the operands are brought to; the first of a choice to bool. */
  readonly operands: ComputeDtype;

  /** `values` are those among the arguments. */
  constructor(op: string, def: OpDef | undefined, args: readonly Argument[], values: readonly Value[], operands: ComputeDtype, dtype: Dtype, shape: Shape) {
    super(op, dtype, shape, values);
    this.def = def;
    this.args = args;
    this.operands = operands;
  }
}

/** Any other call whose result may go through an epilogue before it is stored. */
export class CallNode extends WaitingNode {
  readonly kind = "call";
  readonly build: (output: View, ...inputs: View[]) => Call;
  /** Whether the elements of the first input may be computed on the way, by a prologue. */
  readonly takesPrologue: boolean;

  constructor(op: string, inputs: readonly Value[], dtype: Dtype, shape: Shape, build: CallNode["build"], takesPrologue: boolean) {
    super(op, dtype, shape, inputs);
    this.build = build;
    this.takesPrologue = takesPrologue;
  }
}

export type Node = ElementwiseNode | CallNode;

/** The node that will compute a storage. */
export const nodeOf = (storage: Storage): Node | undefined => storage.source as Node | undefined;

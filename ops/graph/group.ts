/**
 * Which waiting nodes run as one kernel. A group is a chain of elementwise steps; or a call (a product, a fold, a convolution) with the chain
 * that its first input comes from and the chain that its result goes through. What a group reads is computed before it.
 *
 * The boundaries: an intermediate result that several groups would read is stored, unless it is cheap; shapes differ (a broadcast result is
 * stored); a half float is stored, because storing rounds; a kernel reads no more arrays than the device can bind.
 */
import type { Call, Chain, Instruction, Operand, View } from "../backend.ts";
import { computeDtype } from "../dtype.ts";
import { contiguousStrides, shapesEqual, type Shape } from "../shape.ts";
import type { Storage } from "../storage.ts";
import type { Value } from "../value.ts";
import { nodeOf, type CallNode } from "./node.ts";
import { inlinable, isWhole, programOf, type Program } from "./program.ts";

export interface Group {
  readonly target: Storage;
  /** The waiting storages that are computed on the way and never stored, in order. */
  readonly passed: readonly Storage[];
  /** What is read, each as the shape in which the call reads it. */
  readonly leaves: readonly Value[];
  /** The shape of the result as the call writes it. */
  readonly shape: Shape;
  /** The call, from views of the result and of the leaves. */
  readonly build: (output: View, leaves: readonly View[]) => Call;
}

/** The group that computes a waiting storage. Changes nothing. */
export function groupOf(target: Storage): Group {
  const node = nodeOf(target)!;
  if (node.kind === "call") return callGroup(target, node);
  const program = programOf(target, node);
  const host = program.leaves.findIndex((leaf) => mayHost(leaf, program));
  if (host >= 0) return epilogueGroup(target, program, host);
  const { instructions, leaves, members } = program;
  return {
    target,
    passed: members.slice(0, -1),
    leaves,
    shape: node.shape,
    build: (output, inputs) => ({ kind: "elementwise", program: instructions, inputs, output }),
  };
}

/** A call on its own, or with its prologue. */
function callGroup(target: Storage, node: CallNode): Group {
  const { inputs, build, shape } = node;
  const prologue = node.takesPrologue ? prologueOf(inputs[0]!) : undefined;
  if (prologue === undefined) return { target, passed: [], leaves: inputs, shape, build: (output, leaves) => build(output, ...leaves) };
  const { instructions, leaves, members } = prologue;
  return {
    target,
    passed: members,
    leaves: [...leaves, ...inputs.slice(1)],
    shape,
    build(output, views) {
      const chain: Chain = { program: instructions, inputs: views.slice(1, leaves.length) };
      return { ...build(output, views[0]!, ...views.slice(leaves.length)), prologue: chain } as Call;
    },
  };
}

function prologueOf(value: Value): Program | undefined {
  const node = inlinable(value, value.shape);
  if (node === undefined || node.inlined || value.storage.users > 1) return undefined;
  return programOf(value.storage, node);
}

/** Whether a leaf is the result of a waiting call that only this program reads. */
function mayHost(leaf: Value, { members }: Program): boolean {
  const node = nodeOf(leaf.storage);
  if (node?.kind !== "call" || node.inlined || computeDtype(node.dtype) !== node.dtype) return false;
  if (!isWhole(leaf) || restride(leaf, node.shape) === undefined) return false;
  let readers = 0;
  for (const member of members) for (const input of nodeOf(member)!.inputs) if (input.storage === leaf.storage) readers++;
  return readers === leaf.storage.users;
}

/** A call with a program as its epilogue: the hosting leaf becomes the chain's first input. */
function epilogueGroup(target: Storage, { instructions, leaves, members }: Program, host: number): Group {
  const { storage } = leaves[host]!;
  const node = nodeOf(storage) as CallNode;
  const call = callGroup(storage, node);
  const others = leaves.filter((_, index) => index !== host).map((leaf) => restride(leaf, node.shape)!);
  const program = instructions.map((instruction) => withHostFirst(instruction, host));
  return {
    target,
    passed: [...call.passed, storage, ...members.slice(0, -1)],
    leaves: [...call.leaves, ...others],
    shape: node.shape,
    build: (output, views) =>
      ({ ...call.build(output, views.slice(0, call.leaves.length)), epilogue: { program, inputs: views.slice(call.leaves.length) } }) as Call,
  };
}

function withHostFirst(instruction: Instruction, host: number): Instruction {
  const place = (input: number): number => (input === host ? 0 : input < host ? input + 1 : input);
  return { ...instruction, args: instruction.args.map((arg): Operand => ("input" in arg ? { input: place(arg.input) } : arg)) };
}

/** The same window in a shape that differs by axes of length 1 only; undefined for another shape. */
function restride(value: Value, shape: Shape): Value | undefined {
  const long = (lengths: Shape): number[] => lengths.filter((length) => length !== 1);
  if (!shapesEqual(long(value.shape), long(shape))) return undefined;
  const strides = value.strides.filter((_, axis) => value.shape[axis] !== 1);
  let next = 0;
  return { ...value, shape, strides: shape.map((length) => (length === 1 ? 0 : strides[next++]!)) };
}

/** The view that a group writes. */
export function outputView({ target, shape }: Group, buffer: View["buffer"]): View {
  return { buffer, dtype: nodeOf(target)!.dtype, shape, strides: contiguousStrides(shape), offset: 0 };
}

/** The plan behind a tensor that waits: which operations run as one kernel, what that saves, and the kernels themselves. */
import type { Buffer, DeviceName, View } from "../backend.ts";
import { bytesOf, type Dtype } from "../dtype.ts";
import { formatShape, sizeOf, type Shape } from "../shape.ts";
import { valueOf, type Tensor } from "../tensor.ts";
import type { Value } from "../value.ts";
import { outputView, type Group } from "./group.ts";
import { nodeOf } from "./node.ts";
import { planOf } from "./plan.ts";

/** Operations that run as one kernel. */
export interface PlannedGroup {
  /** In order; the last one's result is stored. */
  readonly ops: readonly string[];
  readonly dtype: Dtype;
  readonly shape: Shape;
  /** What it reads. */
  readonly inputs: readonly { readonly dtype: Dtype; readonly shape: Shape }[];
  /** Bytes of its inputs, a repeated element counted once, and of its result. */
  readonly bytes: number;
  /** Bytes that the results in between would have taken to write and to read again. */
  readonly bytesSaved: number;
  /** What runs: WGSL on webgpu, the names of the kernels on wasm, nothing on cpu. */
  readonly source: string;
}

/** What `explain` tells. */
export class Explanation {
  readonly device: DeviceName;
  /** In the order in which they run. Empty when the tensor is computed already. */
  readonly groups: readonly PlannedGroup[];

  constructor(device: DeviceName, groups: readonly PlannedGroup[]) {
    this.device = device;
    this.groups = groups;
  }

  get bytesSaved(): number {
    return this.groups.reduce((sum, group) => sum + group.bytesSaved, 0);
  }

  /** A line for each group. */
  toString(): string {
    if (this.groups.length === 0) return `computed already, on ${this.device}`;
    const lines = this.groups.map(({ ops, dtype, shape, inputs, bytes, bytesSaved }, i) => {
      const reads = inputs.map((input) => formatShape(input.shape)).join(", ");
      return `${i + 1}. ${ops.join(" + ")}: ${reads} -> ${formatShape(shape)} ${dtype}, ${bytes} bytes moved, ${bytesSaved} saved`;
    });
    return [`${lines.length} ${lines.length === 1 ? "kernel" : "kernels"} on ${this.device}, ${this.bytesSaved} bytes saved by fusion`, ...lines].join("\n");
  }

  /** What `console.log` shows in Node and Deno. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.toString();
  }
}

/** The plan for computing a tensor: what runs, in which order, and what fusion saves. Runs nothing. Throws `DisposedError`. */
export function explain(x: Tensor): Explanation {
  const { storage } = valueOf("explain", x);
  return new Explanation(storage.backend.name, planOf(storage).map(describeGroup));
}

function describeGroup(group: Group): PlannedGroup {
  const { target, passed, leaves } = group;
  const { dtype, shape } = nodeOf(target)!;
  return {
    ops: [...passed, target].map((storage) => nodeOf(storage)!.op),
    dtype,
    shape,
    inputs: leaves.map((leaf) => ({ dtype: leaf.dtype, shape: leaf.shape })),
    bytes: leaves.reduce((sum, leaf) => sum + bytesRead(leaf), target.byteLength),
    bytesSaved: passed.reduce((sum, storage) => sum + 2 * storage.byteLength, 0),
    source: sourceOf(group),
  };
}

function bytesRead({ dtype, shape, strides }: Value): number {
  return bytesOf(dtype) * sizeOf(shape.filter((_, axis) => strides[axis] !== 0));
}

function sourceOf(group: Group): string {
  const { backend, byteLength } = group.target;
  if (backend.describe === undefined) return "";
  const placeholder = (bytes: number): Buffer => ({ device: backend.name, byteLength: bytes });
  const views = group.leaves.map(({ storage, dtype, shape, strides, offset }): View => ({ buffer: placeholder(storage.byteLength), dtype, shape, strides, offset }));
  return backend.describe(group.build(outputView(group, placeholder(byteLength)), views));
}

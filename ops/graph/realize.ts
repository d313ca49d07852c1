/** Computes what waits: the group of a storage, after what the group reads. */
import type { Backend } from "../backend.ts";
import { MemoryError } from "../errors.ts";
import { formatShape } from "../shape.ts";
import { Storage } from "../storage.ts";
import { viewOf } from "../value.ts";
import { execute } from "./execute.ts";
import { groupOf, outputView } from "./group.ts";
import { nodeOf, setRealizer } from "./node.ts";

function realize(storage: Storage): void {
  const group = groupOf(storage);
  const leaves = group.leaves.map(viewOf); // computes those that wait, and perhaps, for one of them, what this group passes
  const { op, dtype, shape } = nodeOf(storage)!;
  const buffer = withRoom(op, storage.backend, storage.byteLength, () => `${formatShape(shape)} of ${dtype}`, () => storage.allocate());
  try {
    execute(storage.backend, group.build(outputView(group, buffer), leaves));
  } catch (error) {
    storage.unsettle();
    throw error;
  }
  for (const passed of group.passed) {
    const node = nodeOf(passed);
    if (node !== undefined) node.inlined = true;
  }
  storage.settle();
}

setRealizer(realize);

/** A storage with its buffer. Throws `MemoryError` that names the operation and what did not fit. */
export function newStorage(op: string, backend: Backend, byteLength: number, what: () => string): Storage {
  return withRoom(op, backend, byteLength, what, () => new Storage(backend, byteLength));
}

function withRoom<T>(op: string, backend: Backend, byteLength: number, what: () => string, allocate: () => T): T {
  try {
    return allocate();
  } catch (error) {
    if (!(error instanceof MemoryError)) throw error;
    throw new MemoryError(op, `no room on ${backend.name} for ${what()}: ${byteLength} bytes`, "dispose tensors, or work in parts");
  }
}

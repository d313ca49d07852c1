/** Computes what waits: group by group, as planned. */
import type { Backend } from "../backend.ts";
import { MemoryError } from "../errors.ts";
import { formatShape } from "../shape.ts";
import { Storage } from "../storage.ts";
import { viewOf } from "../value.ts";
import { execute } from "./execute.ts";
import { outputView, type Group } from "./group.ts";
import { nodeOf, setRealizer } from "./node.ts";
import { planOf } from "./plan.ts";

function realize(storage: Storage): void {
  const waiting = [...planOf(storage)];
  if (waiting.length === 1) return run(waiting[0]!);
  waiting.forEach(hold); // what one group computes may be the last that another's input waited for
  try {
    while (waiting.length > 0) {
      run(waiting[0]!);
      letGo(waiting.shift()!);
    }
  } finally {
    waiting.forEach(letGo);
  }
}

const hold = ({ leaves }: Group): void => leaves.forEach((leaf) => leaf.storage.addUser());
const letGo = ({ leaves }: Group): void => leaves.forEach((leaf) => leaf.storage.removeUser());

/** Computes a group whose leaves are computed. */
function run(group: Group): void {
  const { target } = group;
  const { op, dtype, shape } = nodeOf(target)!;
  const leaves = group.leaves.map(viewOf);
  const buffer = withRoom(op, target.backend, target.byteLength, () => `${formatShape(shape)} of ${dtype}`, () => target.allocate());
  try {
    execute(target.backend, group.build(outputView(group, buffer), leaves));
  } catch (error) {
    target.unsettle();
    throw error;
  }
  for (const passed of group.passed) {
    const node = nodeOf(passed);
    if (node !== undefined) node.inlined = true;
  }
  target.settle();
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

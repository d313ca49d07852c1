/**
 * Walks over the elements of a call in blocks that stay in the cache. A walk is a list of stages, each of which runs one kernel on the
 * block; lanes tell where the numbers of a block are. Where nothing has to be kept between stages the block is everything.
 */
import type { Instruction, View } from "../backend.ts";
import { bytesOf, computeDtype, type ComputeDtype, type Dtype } from "../dtype.ts";
import { CAST } from "../defs/definition.ts";
import { opDef } from "../defs/index.ts";
import { isContiguous } from "../shape.ts";
import { runInJavaScript } from "./fallback.ts";
import { addressOf, kernel, type Context } from "./kernel.ts";
import { coalesce, isRepeated, writeWindow } from "./strided.ts";

/** Elements of a block: 8 KB of float32 a lane. */
const blockLength = 2048;

/** Repeated numbers are written this often, for the kernel that takes the most at once. */
const repeats = 16;

/** Where a lane's numbers are: element i of the call at `base + i * step`; a step of 0 means that each block starts at `base`. */
interface Place {
  readonly base: number;
  readonly step: number;
}

export interface Lane extends Place {
  readonly dtype: Dtype;
  /** Whether all elements are the one at `base`. */
  readonly repeated: boolean;
}

/** The dtypes to go through from one to another. */
function conversions(from: Dtype, to: Dtype): Dtype[] {
  if (from === to) return [];
  return [computeDtype(from), computeDtype(to), to].filter((name, i, all) => name !== (i === 0 ? from : all[i - 1]));
}

type Stage = (first: number, count: number) => void;

const addressIn = (place: Place, first: number): number => place.base + first * place.step;

export class Walk {
  readonly #context: Context;
  readonly #size: number;
  readonly #stages: Stage[] = [];
  #blocked = false;

  constructor(context: Context, size: number) {
    this.#context = context;
    this.#size = size;
  }

  run(): void {
    const length = this.#blocked ? blockLength : this.#size;
    for (let first = 0; first < this.#size; first += length) {
      const count = Math.min(length, this.#size - first);
      for (const stage of this.#stages) stage(first, count);
    }
  }

  /** The stored bits of a view. */
  input(view: View): Lane {
    const { dtype } = view;
    const bytes = bytesOf(dtype);
    if (this.#size > 1 && isRepeated(view)) return this.#repeat(view);
    if (isContiguous(view.shape, view.strides)) return { base: addressOf(view), step: bytes, dtype, repeated: false };
    const place = this.#block(dtype);
    const window = coalesce(view);
    const meta = writeWindow(this.#context, window);
    const gather = kernel(this.#context, `gather_${bytes}`);
    const [source, rank] = [addressOf(view), window.shape.length];
    this.#stages.push((first, count) => gather(place.base, source, meta, rank, first, count));
    return { ...place, dtype, repeated: false };
  }

  constant(value: number, dtype: ComputeDtype): Lane {
    const { heap, scratch } = this.#context;
    const { pointer } = scratch.take(repeats * bytesOf(dtype));
    heap.view(dtype, pointer, repeats).fill(value);
    return { base: pointer, step: 0, dtype, repeated: true };
  }

  #repeat(view: View): Lane {
    const { heap, scratch } = this.#context;
    const { pointer } = scratch.take(repeats * bytesOf(view.dtype));
    const element = heap.view(view.dtype, addressOf(view), 1)[0]!;
    heap.view(view.dtype, pointer, repeats).fill(element);
    return { base: pointer, step: 0, dtype: view.dtype, repeated: true };
  }

  /** The lane's numbers in another dtype, through the compute dtypes. */
  convert(lane: Lane, dtype: Dtype): Lane {
    return conversions(lane.dtype, dtype).reduce<Lane>((source, to) => this.#convertOnce(source, to), lane);
  }

  /** Writes the lane's numbers into a view of any dtype. */
  store(lane: Lane, view: View): void {
    const path = conversions(lane.dtype, view.dtype);
    const place = placeOf(view);
    const ready = path.slice(0, -1).reduce<Lane>((source, to) => this.#convertOnce(source, to), this.#spread(lane));
    if (place === undefined) this.#scatter(path.length > 0 ? this.#convertOnce(ready, view.dtype) : ready, view);
    else if (path.length > 0) this.#convertOnce(ready, view.dtype, place);
    else if (ready.base !== place.base) this.#copy(ready, place);
  }

  #convertOnce(lane: Lane, dtype: Dtype, target?: Place): Lane {
    const run = kernel(this.#context, `convert_${lane.dtype}_${dtype}`);
    const place = target ?? (lane.repeated ? this.#repeatedPlace(dtype) : this.#block(dtype));
    if (lane.repeated) run(place.base, lane.base, repeats);
    else this.#stages.push((first, count) => run(addressIn(place, first), addressIn(lane, first), count));
    return { ...place, dtype, repeated: lane.repeated };
  }

  /** A repeated number as a block of equal ones. */
  #spread(lane: Lane): Lane {
    if (!lane.repeated) return lane;
    const { heap } = this.#context;
    const place = this.#block(lane.dtype);
    this.#stages.push((_first, count) => heap.view(lane.dtype, place.base, count).fill(heap.view(lane.dtype, lane.base, 1)[0]!));
    return { ...place, dtype: lane.dtype, repeated: false };
  }

  #copy(lane: Lane, target: Place): void {
    const { heap } = this.#context;
    const bytes = bytesOf(lane.dtype);
    this.#stages.push((first, count) => {
      const from = addressIn(lane, first);
      heap.bytes.copyWithin(addressIn(target, first), from, from + count * bytes);
    });
  }

  #repeatedPlace(dtype: Dtype): Place {
    return { base: this.#context.scratch.take(repeats * bytesOf(dtype)).pointer, step: 0 };
  }

  /** One step of a program. Its result goes to `target` where it can, or to a block. */
  apply({ op, dtype }: Instruction, lanes: readonly Lane[], target?: Place): Lane {
    if (op === CAST) return this.convert(lanes[0]!, dtype);
    const place = target ?? this.#block(dtype);
    const run = this.#kernelFor(op, dtype, lanes);
    this.#stages.push((first, count) => run(addressIn(place, first), first, count));
    return { ...place, dtype, repeated: false };
  }

  #kernelFor(op: string, dtype: ComputeDtype, lanes: readonly Lane[]): (out: number, first: number, count: number) => void {
    const operands = op === "where" ? lanes[1]!.dtype : lanes[0]!.dtype;
    const run = this.#context.kernels[op === "where" ? `where_${bytesOf(operands) * 8}` : `${op}_${operands}`];
    if (run === undefined) return runInJavaScript(this.#context.heap, opDef(op), dtype, lanes);
    const unit = dtype === "bool" ? 1 : bytesOf(dtype); // kernels that yield bool count elements, which are bytes
    const [a, b, c] = lanes as [Lane, Lane?, Lane?];
    const stride = (lane: Lane): number => (lane.repeated ? 0 : 16);
    if (b === undefined) {
      return (out, first, count) => run(out, addressIn(a, first), count * unit);
    }
    if (c === undefined) {
      return (out, first, count) => run(out, addressIn(a, first), stride(a), addressIn(b, first), stride(b), count * unit);
    }
    return (out, first, count) =>
      run(out, addressIn(a, first), stride(a), addressIn(b, first), stride(b), addressIn(c, first), stride(c), count * unit);
  }

  #scatter(lane: Lane, view: View): void {
    const window = coalesce(view);
    const meta = writeWindow(this.#context, window);
    const scatter = kernel(this.#context, `scatter_${bytesOf(view.dtype)}`);
    const [target, rank] = [addressOf(view), window.shape.length];
    this.#stages.push((first, count) => scatter(target, addressIn(lane, first), meta, rank, first, count));
  }

  #block(dtype: Dtype): Place {
    this.#blocked = true;
    const { pointer } = this.#context.scratch.take(Math.min(blockLength, this.#size) * bytesOf(dtype));
    return { base: pointer, step: 0 };
  }
}

/** Where a contiguous view wants its elements; undefined for others. */
export function placeOf(view: View): Place | undefined {
  return isContiguous(view.shape, view.strides) ? { base: addressOf(view), step: bytesOf(view.dtype) } : undefined;
}

/**
 * Walks over the elements of a call in blocks that stay in the cache. A walk is a list of stages, each of which runs one kernel on the
 * block; lanes tell where the numbers of a block are. Where one block holds everything, stages run at once, as they are named: small
 * calls are many, and a list would cost more than their work.
 */
import type { Instruction, Operand, View } from "../backend.ts";
import { bytesOf, computeDtype, type ComputeDtype, type Dtype } from "../dtype.ts";
import { CAST } from "../defs/definition.ts";
import { opDef } from "../defs/index.ts";
import { isContiguous } from "../shape.ts";
import { flatLoop, sumLoop } from "./emit/index.ts";
import { runInJavaScript } from "./fallback.ts";
import { runJob, workersOf, type RangedArgument, type Stage } from "./job.ts";
import { addressOf, kernel, kernelName, type Context } from "./kernel.ts";
import { coalesce, isRepeated, writeWindow, type Window } from "./strided.ts";

/** Elements of a block: 16 KB of float32 a lane. Half or twice as much is no faster. */
export const blockLength = 4096;

/** Elements at a time where nothing is kept between stages. Engines put faster code in place between calls only, so there must be some. */
const pieceLength = 16384;

/** Elements that are worth a thread's while. */
const grain = 16384;

/** Repeated numbers are written this often, for the kernel that takes the most at once. */
const repeats = 16;

/** Where numbers are: element i of the call at `base + i * step`; a step of 0 means that each block starts at `base`, for worker n `perWorker` n further. */
interface Place {
  readonly base: number;
  readonly step: number;
  readonly perWorker?: number | undefined;
}

export interface Lane extends Place {
  readonly dtype: Dtype;
  /** Whether all elements are the one at `base`. */
  readonly repeated: boolean;
}

/** Work on elements `first` to `first + count` that only this thread can do. */
type HostStage = (first: number, count: number) => void;

export class Walk {
  readonly #context: Context;
  readonly #size: number;
  /** Elements of an item: blocks are whole items. */
  readonly #unit: number;
  /** Items of a block. */
  readonly #block: number;
  /** Whether results may go straight to their place: kernels write whole vectors, and what lies beyond a block's end another thread may have written. */
  readonly #isEven: boolean;
  readonly #isOneBlock: boolean;
  readonly #stages: (Stage | HostStage)[] = [];
  /** Room of lanes that are read no more, by bytes an element. */
  readonly #free = new Map<number, Place[]>();
  #isBlocked = false;

  /** Over `size` elements, in blocks of as many whole `unit`s as fit, at least one. */
  constructor(context: Context, size: number, unit = 1) {
    this.#context = context;
    this.#size = size;
    this.#unit = unit;
    this.#block = Math.max(1, Math.floor(blockLength / unit));
    this.#isOneBlock = size <= this.#block * unit;
    this.#isEven = this.#isOneBlock || unit === 1 || unit % 16 === 0;
  }

  /** Runs what has not run yet. */
  run(): void {
    if (this.#stages.length === 0) return;
    const size = this.#size / this.#unit;
    const block = this.#isBlocked ? this.#block : Math.ceil(pieceLength / this.#unit);
    const shared = this.#stages.filter((stage) => typeof stage !== "function");
    if (shared.length === this.#stages.length) return runJob(this.#context, { size, block, grain: Math.ceil(grain / this.#unit), stages: shared });
    for (let first = 0; first < size; first += block) {
      const count = Math.min(block, size - first);
      for (const stage of this.#stages) {
        if (typeof stage === "function") stage(first * this.#unit, count * this.#unit);
        else kernel(this.#context, stage.kernel)(...stage.args.map((arg) => valueAt(arg, first, count)));
      }
    }
  }

  /** Adds a stage: a kernel and its arguments. */
  stage(name: string, ...args: RangedArgument[]): void {
    if (this.#isOneBlock) kernel(this.#context, name)(...args.map((arg) => valueAt(arg, 0, this.#size / this.#unit)));
    else this.#stages.push({ kernel: name, args });
  }

  #hostStage(work: HostStage): void {
    if (this.#isOneBlock) work(0, this.#size);
    else this.#stages.push(work);
  }

  /** The address of a block's numbers, as an argument. */
  at(place: Place): RangedArgument {
    if (this.#isOneBlock || (place.step === 0 && place.perWorker === undefined)) return place.base;
    return place.step === 0 ? { base: place.base, perWorker: place.perWorker! } : { base: place.base, perFirst: place.step * this.#unit };
  }

  /** So much for each element of a block, as an argument. */
  count(each: number): RangedArgument {
    return this.#isOneBlock ? this.#size * each : { perCount: each * this.#unit };
  }

  /** The items of a block, as an argument. */
  items(): RangedArgument {
    return this.#isOneBlock ? this.#size / this.#unit : { perCount: 1 };
  }

  /** The address of something that has so many bytes for each item, as an argument. */
  perItem(base: number, bytes: number): RangedArgument {
    return { base, perFirst: bytes };
  }

  /** The number of the first element of a block, as an argument. */
  #first(): RangedArgument {
    return { perFirst: this.#unit };
  }

  /** The stored bits of a view. */
  input(view: View): Lane {
    const { dtype } = view;
    const bytes = bytesOf(dtype);
    if (isContiguous(view.shape, view.strides)) return { base: addressOf(view), step: bytes, dtype, repeated: false };
    if (this.#size > 1 && isRepeated(view)) return this.#repeat(view);
    const place = this.room(dtype);
    this.gather(view, place);
    return { ...place, dtype, repeated: false };
  }

  /** Brings a view's elements to a place, one after the other. */
  gather(view: View, place: Place): void {
    const window = coalesce(view);
    this.stage(`gather_${bytesOf(view.dtype)}`, this.at(place), addressOf(view), this.#window(window), window.shape.length, this.#first(), this.count(1));
  }

  /** A window for each worker, because the kernels count in it. */
  #window(window: Window): RangedArgument {
    const workers = this.#isOneBlock ? 1 : workersOf(this.#context);
    return { base: writeWindow(this.#context, window, workers), perWorker: window.shape.length * 12 };
  }

  constant(value: number, dtype: ComputeDtype): Lane {
    const { heap, scratch } = this.#context;
    const { pointer } = scratch.take(repeats * bytesOf(dtype));
    heap.views.fill(dtype, pointer, repeats, value);
    return { base: pointer, step: 0, dtype, repeated: true };
  }

  #repeat(view: View): Lane {
    const { heap, scratch } = this.#context;
    const { pointer } = scratch.take(repeats * bytesOf(view.dtype));
    heap.views.repeat(addressOf(view), pointer, repeats, bytesOf(view.dtype));
    return { base: pointer, step: 0, dtype: view.dtype, repeated: true };
  }

  /** Runs a program on lanes: as one loop where it may be, or step by step. The result goes to `target` where it has the dtype, or to a block. */
  program(program: readonly Instruction[], inputs: readonly Lane[], target?: Place, targetDtype?: Dtype): Lane {
    const { dtype } = program.at(-1)!;
    const loop = this.#isOneBlock ? undefined : flatLoop(this.#context, program, inputs, (value, type) => this.constant(value, type), this.#size);
    if (loop === undefined) return this.#steps(program, inputs, target, targetDtype);
    const place = (dtype === targetDtype && this.#isEven ? target : undefined) ?? this.room(dtype);
    this.stage(loop.kernel, this.at(place), ...loop.lanes.map((lane) => this.at(lane)), ...loop.lanes.map(() => 0), 1, this.count(1));
    return { base: place.base, step: place.step, perWorker: place.perWorker, dtype, repeated: false };
  }

  /**
   * Sums what a program yields, as one loop: two float64 for every block go to `parts`. Returns the elements of a block; undefined where
   * there is no such loop, and nothing was planned.
   */
  sums(program: readonly Instruction[], inputs: readonly Lane[], parts: number): number | undefined {
    const loop = this.#isOneBlock ? undefined : sumLoop(this.#context, program, inputs, (value, type) => this.constant(value, type), this.#size);
    if (loop === undefined) return undefined;
    const block = (this.#isBlocked ? this.#block : pieceLength) * this.#unit;
    this.stage(loop.kernel, this.perItem(parts, 16 / block), ...loop.lanes.map((lane) => this.at(lane)), ...loop.lanes.map(() => 0), 1, this.count(1));
    return block;
  }

  #steps(program: readonly Instruction[], inputs: readonly Lane[], target?: Place, targetDtype?: Dtype): Lane {
    const steps: Lane[] = [];
    const lastUse = lastUses(program);
    const lane = (operand: Operand): Lane => {
      if ("input" in operand) return inputs[operand.input]!;
      return "step" in operand ? steps[operand.step]! : this.constant(operand.constant, operand.dtype);
    };
    for (const instruction of program) {
      const index = steps.length;
      const operands = instruction.args.map(lane);
      const isLast = index === program.length - 1 && instruction.dtype === targetDtype && this.#isEven;
      const result = this.#apply(instruction, operands, isLast ? target : undefined);
      steps.push(result);
      const isSame = operands.includes(result); // a cast to the dtype it has: both keep the room for good
      if (isSame) lastUse[index] = Infinity;
      for (const arg of instruction.args) {
        if (!("step" in arg) || lastUse[arg.step] !== index) continue;
        lastUse[arg.step] = Infinity;
        if (!isSame) this.#release(steps[arg.step]!);
      }
    }
    return steps.at(-1)!;
  }

  /** The lane's numbers in another dtype, through the compute dtypes. */
  convert(lane: Lane, dtype: Dtype): Lane {
    let result = lane;
    for (const to of conversions(lane.dtype, dtype)) result = this.#convertOnce(result, to);
    return result;
  }

  /** Writes the lane's numbers into a view of any dtype. */
  store(lane: Lane, view: View): void {
    const path = conversions(lane.dtype, view.dtype);
    const place = placeOf(view);
    let ready = this.spread(lane);
    for (const to of path.slice(0, -1)) ready = this.#convertOnce(ready, to);
    if (place === undefined) this.#scatter(path.length > 0 ? this.#convertOnce(ready, view.dtype) : ready, view);
    else if (path.length > 0 && this.#isEven) this.#convertOnce(ready, view.dtype, place);
    else if (path.length > 0) this.store(this.#convertOnce(ready, view.dtype), view);
    else if (ready.base !== place.base) this.stage("copy_bytes", this.at(place), this.at(ready), this.count(bytesOf(view.dtype)));
  }

  #convertOnce(lane: Lane, dtype: Dtype, target?: Place): Lane {
    const name = `convert_${lane.dtype}_${dtype}`;
    const place = target ?? (lane.repeated ? this.#repeatedPlace(dtype) : this.room(dtype));
    if (lane.repeated) kernel(this.#context, name)(place.base, lane.base, repeats);
    else this.stage(name, this.at(place), this.at(lane), this.count(1));
    return { ...place, dtype, repeated: lane.repeated };
  }

  /** A repeated number as a block of equal ones. */
  spread(lane: Lane): Lane {
    if (!lane.repeated) return lane;
    const bytes = bytesOf(lane.dtype);
    const place = this.room(lane.dtype);
    this.stage(`gather_${bytes}`, this.at(place), lane.base, this.#window({ shape: [this.#size], strides: [0] }), 1, 0, this.count(1));
    return { ...place, dtype: lane.dtype, repeated: false };
  }

  #repeatedPlace(dtype: Dtype): Place {
    return { base: this.#context.scratch.take(repeats * bytesOf(dtype)).pointer, step: 0 };
  }

  /** One step of a program. */
  #apply({ op, dtype }: Instruction, lanes: readonly Lane[], target?: Place): Lane {
    if (op === CAST) return target === undefined ? this.convert(lanes[0]!, dtype) : this.#castTo(lanes[0]!, dtype, target);
    const isRepeated = lanes.every((lane) => lane.repeated);
    const place = isRepeated ? this.#repeatedPlace(dtype) : (target ?? this.room(dtype));
    const operands = op === "where" ? lanes[1]!.dtype : lanes[0]!.dtype;
    const name = op === "where" ? `where_${bytesOf(operands) * 8}` : kernelName(op, operands);
    const compiled = this.#context.kernels[name];
    if (compiled === undefined) {
      const run = runInJavaScript(this.#context.heap, opDef(op), dtype, lanes);
      if (isRepeated) run(place.base, 0, repeats);
      else this.#hostStage((first, count) => run(place.base + first * place.step, first, count));
    } else if (isRepeated) {
      const operandsAndStrides = lanes.length === 1 ? [lanes[0]!.base] : lanes.flatMap((lane) => [lane.base, 0]);
      compiled(place.base, ...operandsAndStrides, repeats * (dtype === "bool" ? 1 : bytesOf(dtype)));
    } else if (this.#isOneBlock && lanes.length === 2) {
      const [a, b] = lanes as [Lane, Lane];
      // Most steps of small calls: without lists of arguments they take half the time.
      compiled(place.base, a.base, strideOf(a), b.base, strideOf(b), this.#size * (dtype === "bool" ? 1 : bytesOf(dtype)));
    } else {
      const unit = this.count(dtype === "bool" ? 1 : bytesOf(dtype)); // kernels that yield bool count elements, which are bytes
      const [a, b, c] = lanes as [Lane, Lane?, Lane?];
      if (b === undefined) this.stage(name, this.at(place), this.at(a), unit);
      else if (c === undefined) this.stage(name, this.at(place), this.at(a), strideOf(a), this.at(b), strideOf(b), unit);
      else this.stage(name, this.at(place), this.at(a), strideOf(a), this.at(b), strideOf(b), this.at(c), strideOf(c), unit);
    }
    return { base: place.base, step: place.step, perWorker: place.perWorker, dtype, repeated: isRepeated };
  }

  /** A conversion that is the last step. */
  #castTo(lane: Lane, dtype: ComputeDtype, target: Place): Lane {
    const ready = this.spread(lane);
    return ready.dtype === dtype ? ready : this.#convertOnce(ready, dtype, target);
  }

  #scatter(lane: Lane, view: View): void {
    const window = coalesce(view);
    this.stage(`scatter_${bytesOf(view.dtype)}`, addressOf(view), this.at(lane), this.#window(window), window.shape.length, this.#first(), this.count(1));
  }

  /** Room for a block of numbers. */
  room(dtype: Dtype): Place {
    this.#isBlocked = true;
    const bytes = bytesOf(dtype);
    const free = this.#free.get(bytes)?.pop();
    if (free !== undefined) return free;
    if (this.#isOneBlock) return { base: this.#context.scratch.take(this.#size * bytes).pointer, step: 0 };
    const perWorker = this.#block * this.#unit * bytes + 64; // kernels may write that far beyond the last element
    return { base: this.#context.scratch.take(perWorker * workersOf(this.#context)).pointer, step: 0, perWorker };
  }

  /** Gives back the room of a step that no later one reads. */
  #release(lane: Lane): void {
    if (lane.step !== 0 || lane.repeated) return;
    const bytes = bytesOf(lane.dtype);
    const places = this.#free.get(bytes);
    if (places === undefined) this.#free.set(bytes, [lane]);
    else places.push(lane);
  }
}

const strideOf = (lane: Lane): number => (lane.repeated ? 0 : 16);

/** The argument of this thread for a range of items. */
function valueAt(arg: RangedArgument, first: number, count: number): number {
  return typeof arg === "number" ? arg : (arg.base ?? 0) + first * (arg.perFirst ?? 0) + count * (arg.perCount ?? 0);
}

/** For each step the last one that reads it; Infinity for the result. */
function lastUses(program: readonly Instruction[]): number[] {
  const last: number[] = program.map(() => Infinity);
  program.forEach(({ args }, index) => {
    for (const arg of args) if ("step" in arg) last[arg.step] = index;
  });
  return last;
}

/** The dtypes to go through from one to another. */
function conversions(from: Dtype, to: Dtype): Dtype[] {
  if (from === to) return [];
  return [computeDtype(from), computeDtype(to), to].filter((name, i, all) => name !== (i === 0 ? from : all[i - 1]));
}

/** Where a contiguous view wants its elements; undefined for others. */
export function placeOf(view: View): Place | undefined {
  return isContiguous(view.shape, view.strides) ? { base: addressOf(view), step: bytesOf(view.dtype) } : undefined;
}

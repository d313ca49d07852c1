/**
 * The threads of the wasm device. Workers hold an instance of the kernels each, on one shared memory, and wait there for jobs: they spin
 * for a moment and then sleep. A job is a list of numbers in shared memory; nothing is posted. The caller works too. Everyone claims
 * ranges from one counter, so that a core which is busy with something else takes fewer of them and nobody waits for a worker that
 * has not come yet: when no range is left, the caller closes the job and waits only for those who are inside.
 */
import { configuration } from "../configure.ts";
import source from "./worker.js?raw";
import { Worth } from "./worth.ts";

/** Places of 32-bit numbers in the shared memory, a cache line apart where different threads write them; and the byte where the job begins. */
const layout = { generation: 0, sleeping: 16, inside: 32, next: 48, open: 64, members: 65, ready: 66, failed: 67, numbers: 512 } as const;
const capacity = 4096; // numbers of a job

/** Bytes for modules that are made at run time, and of their table. */
const moduleBytes = 2 ** 18;
const moduleTable = 4096;

/** More threads than this share no memory bandwidth worth having. */
const mostThreads = 8;

/** Milliseconds that a worker spins for the next job: calls of a chain follow each other faster, and waking up takes 0.02 ms. */
const patience = 0.1;

/** How often the caller looks whether the others are done before it sleeps. */
const looks = 20_000;

/** Ranges a thread should get of a job, so that nobody waits long for the last one. */
const rangesPerThread = 8;

interface Thread {
  postMessage(message: unknown): void;
  /** Node: lets the process end although the thread runs. */
  unref?(): void;
  addEventListener?(type: "error", listener: () => void): void;
  on?(type: "error", listener: () => void): void;
}

type ThreadClass = new (source: string, options?: { eval: true }) => Thread;

interface NodeModule {
  readonly Worker: ThreadClass;
  availableParallelism?(): number;
}

interface Host {
  process?: { getBuiltinModule?(name: string): NodeModule | undefined };
  Worker?: ThreadClass;
  crossOriginIsolated?: boolean;
  navigator?: { hardwareConcurrency?: number };
}

const host = globalThis as unknown as Host;

const nodeModule = (name: string): NodeModule | undefined => host.process?.getBuiltinModule?.(name);

/** How many threads there may be here: 1 where memory cannot be shared or `configure` says so. */
export function threadLimit(): number {
  if (typeof SharedArrayBuffer === "undefined" || host.crossOriginIsolated === false) return 1;
  const cores = nodeModule("node:os")?.availableParallelism?.() ?? host.navigator?.hardwareConcurrency ?? 1;
  return Math.max(1, Math.min(Math.floor(configuration().threads ?? cores), mostThreads));
}

/** Starts a thread from the text that the package carries: no policy that allows workers of one's own, and no bundler, has to know a file for it. */
function starter(): () => Thread {
  const NodeWorker = nodeModule("node:worker_threads")?.Worker;
  if (NodeWorker !== undefined) return () => new NodeWorker(source, { eval: true });
  const { Worker: WebWorker } = host as Required<Host>;
  const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" })); // kept: workers read it later
  return () => new WebWorker(url);
}

/** Whether this thread may sleep; a browser's main thread may not. */
function maySleep(state: Int32Array): boolean {
  try {
    Atomics.wait(state, layout.inside, -1);
    return true;
  } catch {
    return false;
  }
}

export class Team {
  /** Threads that share the next job, this one included. Changes between calls only. */
  size = 1;
  readonly worth = new Worth();
  readonly #limit: number;
  readonly #module: WebAssembly.Module;
  readonly #memory: WebAssembly.Memory;
  readonly #places: Map<string, number>;
  readonly #exports: number;
  /** Modules that were made at run time, for the workers to compile: a table of places and lengths, then their bytes. */
  readonly #modules = new SharedArrayBuffer(moduleBytes);
  #modulesEnd = moduleTable;
  readonly #shared: SharedArrayBuffer;
  readonly #state: Int32Array;
  readonly #numbers: Float64Array;
  readonly #maySleep: boolean;
  #offers = 0;
  #failed = false;

  /** `limit` threads at most. Workers start later, when there is work for them. */
  constructor(limit: number, module: WebAssembly.Module, memory: WebAssembly.Memory) {
    this.#limit = limit;
    this.#module = module;
    this.#memory = memory;
    this.#places = new Map(WebAssembly.Module.exports(module).map(({ name }, place) => [name, place]));
    this.#exports = this.#places.size;
    this.#shared = new SharedArrayBuffer(layout.numbers + capacity * 8);
    this.#state = new Int32Array(this.#shared);
    this.#numbers = new Float64Array(this.#shared, layout.numbers);
    this.#maySleep = maySleep(this.#state);
  }

  /** How many threads share large calls, once they have started. 1 when they could not. */
  get threads(): number {
    return this.#failed ? 1 : this.#limit;
  }

  /** Counts those who have come. Called between calls, because a call reckons with the number it found. */
  muster(): void {
    this.size = this.#failed ? 1 : 1 + Atomics.load(this.#state, layout.ready);
  }

  /** There is work for several. The first time is let pass: starting workers would delay the first result. */
  offer(): void {
    this.#offers++;
    if (this.#offers === 2 && this.#limit > 1) this.#start();
  }

  #start(): void {
    try {
      const start = starter();
      for (let i = 1; i < this.#limit; i++) {
        const worker = start();
        const fail = (): void => void (this.#failed = true);
        if (worker.on === undefined) worker.addEventListener?.("error", fail);
        else worker.on("error", fail);
        worker.postMessage({ module: this.#module, memory: this.#memory, shared: this.#shared, modules: this.#modules, layout, patience });
        worker.unref?.();
      }
    } catch {
      this.#failed = true; // a policy forbids workers, or the host has none: one thread, and `threads` says so
    }
  }

  /** Lets jobs name a further kernel: the function `run` of a module. Workers compile it when they meet it; jobs that name one for which there was no room run on one thread. */
  add(name: string, bytes: Uint8Array): void {
    const index = this.#places.size - this.#exports;
    const end = this.#modulesEnd + bytes.length;
    if ((index + 1) * 8 > moduleTable || end > moduleBytes) return;
    new Uint8Array(this.#modules).set(bytes, this.#modulesEnd);
    new Int32Array(this.#modules, index * 8, 2).set([this.#modulesEnd, bytes.length]);
    this.#modulesEnd = end;
    this.#places.set(name, this.#places.size);
  }

  /** Writes a job down. `encode` gets a function that appends a number. Returns false when the job is too long or names a kernel that the workers do not have. */
  write(encode: (put: (value: number) => void, placeOf: (kernel: string) => number) => void): boolean {
    let length = 0;
    let isKnown = true;
    const put = (value: number): void => void (this.#numbers[length++] = value); // beyond the end nothing is written
    encode(put, (kernel) => {
      const place = this.#places.get(kernel);
      isKnown &&= place !== undefined;
      return place ?? 0;
    });
    return isKnown && length <= capacity;
  }

  /** Runs the job that was written, on so many threads: calls `work` for every range that this one claims, and returns when all are done. */
  share(size: number, chunk: number, workers: number, work: (first: number, end: number) => void): void {
    const state = this.#state;
    Atomics.store(state, layout.members, this.size); // not `workers`: whoever wakes first may help
    Atomics.store(state, layout.next, 0);
    Atomics.store(state, layout.open, 1);
    Atomics.add(state, layout.generation, 1);
    if (Atomics.load(state, layout.sleeping) > 0) Atomics.notify(state, layout.generation, workers - 1);
    let hasFailed = false;
    try {
      for (let first; (first = Atomics.add(state, layout.next, 1) * chunk) < size; ) work(first, Math.min(size, first + chunk));
    } finally {
      Atomics.store(state, layout.open, 0);
      this.#join();
      hasFailed = Atomics.exchange(state, layout.failed, 0) === 1; // also when this thread failed, or the next job would be blamed
    }
    if (hasFailed) throw new Error("a thread of the wasm device failed in a kernel");
  }

  #join(): void {
    const state = this.#state;
    for (let i = 0; i < looks; i++) if (Atomics.load(state, layout.inside) === 0) return;
    for (let inside; (inside = Atomics.load(state, layout.inside)) > 0; ) if (this.#maySleep) Atomics.wait(state, layout.inside, inside);
  }
}

/** How many items a thread claims at a time. */
export const chunkOf = (size: number, unit: number, workers: number): number => Math.max(1, Math.ceil(size / (workers * rangesPerThread * unit))) * unit;

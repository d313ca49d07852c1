/** What this machine could do at most: the roofs of the roofline plot. Measured when somebody asks, and once. */
import type { Backend, Call, DeviceName, View } from "../backend.ts";
import { currentBackend, loadBackend } from "../device.ts";
import { contiguousStrides } from "../shape.ts";
import { nextTurn } from "../turn.ts";
import { unwatched } from "./watch.ts";

export interface Ceilings {
  readonly device: DeviceName;
  /** 10^9 floating-point operations (float32) a second. */
  readonly gflops: number;
  /** What reached `gflops`: multiplications with additions that touch no memory, on all threads, or, where nobody measures them, the fastest product of matrices. */
  readonly measuredBy: "registers" | "matmul";
  /** 10^9 bytes a second, read and written, on arrays that no cache holds. */
  readonly gbs: number;
  /** The same on arrays that a cache holds. */
  readonly cachedGbs: number;
}

const LARGE = 2 ** 26;
const SMALL = 2 ** 19;
/** Milliseconds that each measurement lasts. */
const PATIENCE = 120;

const measured = new Map<Backend, Promise<Ceilings>>();

/**
 * The most that a device of this machine reaches, in operations and in bytes a second. The first call of a device measures for about
 * half a second, and what runs meanwhile makes it less; later ones answer at once. Default: the device of new tensors.
 * Throws `DeviceError` when the host lacks the device, `MemoryError` when there is no room for two arrays of 64 MB.
 */
export async function ceilings(device: DeviceName = currentBackend().name): Promise<Ceilings> {
  const backend = await loadBackend("ceilings", device);
  const known = measured.get(backend);
  if (known !== undefined) return known;
  // A profile that is being taken is about other work.
  const measuring = unwatched(() => measure(backend));
  measured.set(backend, measuring);
  measuring.catch(() => measured.delete(backend));
  return measuring;
}

async function measure(backend: Backend): Promise<Ceilings> {
  const gbs = await copyRate(backend, LARGE);
  const cachedGbs = Math.max(gbs, await copyRate(backend, SMALL));
  const product = await productRate(backend);
  const registers = registerRate(backend);
  // The large arrays would wait in the pool for a request that never comes.
  backend.trim();
  const measuredBy = registers > product ? "registers" : "matmul";
  return { device: backend.name, gflops: Math.max(registers, product), measuredBy, gbs, cachedGbs };
}

/** The best of a few measurements; 0 where nobody measures it. */
const registerRate = (backend: Backend): number => Math.max(...Array.from({ length: 3 }, () => backend.maddCeiling?.() ?? 0)) / 1e9;

/** 10^9 bytes a second that a copy of so many bytes reads and writes. */
async function copyRate(backend: Backend, bytes: number): Promise<number> {
  return withArrays(backend, [bytes, bytes], async ([input, output], wait) => {
    const call: Call = { kind: "copy", input: input!, output: output! };
    // Many small copies are one measurement: the clock is too coarse for one.
    const times = Math.max(1, 2 ** 24 / bytes);
    const copy = (): void => {
      for (let index = 0; index < times; index++) backend.run(call);
    };
    return (2 * bytes * times) / (await bestTime(copy, wait)) / 1e6;
  });
}

/** 10^9 operations a second of a product of square matrices, as large as the device can do in a moment. */
async function productRate(backend: Backend): Promise<number> {
  const side = backend.name === "cpu" ? 128 : 1024;
  return withArrays(backend, Array.from({ length: 3 }, () => side * side * 4), async ([a, b, output], wait) => {
    const square = (view: View): View => ({ ...view, shape: [side, side], strides: [side, 1] });
    const call: Call = { kind: "matmul", a: square(a!), b: square(b!), output: square(output!) };
    return (2 * side ** 3) / (await bestTime(() => backend.run(call), wait)) / 1e6;
  });
}

/** Runs `work` with arrays of float32 ones, and with what waits until the device has done everything. */
async function withArrays<T>(backend: Backend, sizes: readonly number[], work: (views: View[], wait: () => Promise<unknown>) => Promise<T>): Promise<T> {
  const buffers: View["buffer"][] = [];
  try {
    for (const size of sizes) buffers.push(backend.allocate(size));
    for (const buffer of buffers) backend.write(buffer, new Float32Array(buffer.byteLength / 4).fill(1));
    const views = buffers.map((buffer): View => {
      const shape = [buffer.byteLength / 4];
      return { buffer, dtype: "float32", shape, strides: contiguousStrides(shape), offset: 0 };
    });
    return await work(views, async () => (backend.finish ? backend.finish() : backend.read(buffers.at(-1)!, 0, 4)));
  } finally {
    for (const buffer of buffers) backend.release(buffer);
  }
}

/** Milliseconds of the quickest run among those that fit into `PATIENCE`, after one that warms up. */
async function bestTime(work: () => void, wait: () => Promise<unknown>): Promise<number> {
  work();
  await wait();
  let best = Infinity;
  const end = performance.now() + PATIENCE;
  do {
    // A host may want to be heard in between: a notebook takes a kernel that is silent for seconds for dead.
    await nextTurn();
    const start = performance.now();
    work();
    await wait();
    best = Math.min(best, performance.now() - start);
  } while (performance.now() < end);
  return best;
}

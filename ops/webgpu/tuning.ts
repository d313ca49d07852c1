/**
 * Which tile multiplies fastest on a GPU: adapters differ, and nobody knows before. The first large product of each class of sizes gets
 * a good guess and starts a measurement in the background; later ones get what was fastest. What was measured is plain data, which a host
 * may keep and give back with `configure({ tuning })`. Not for adapters played by a processor: there each kernel compiles for longer
 * than the choice could win.
 */
import type { View } from "../backend.ts";
import { configuration } from "../configure.ts";
import { contiguousStrides } from "../shape.ts";
import type { Buffers, GpuBuffer } from "./buffers.ts";
import type { Recorder } from "./kernel.ts";
import { toProduct } from "./product.ts";
import { recordTiledMatmul } from "./tiled-matmul.ts";

/** Rows, and columns in fours, of one of the 8 x 8 invocations that make a tile. */
export interface Tile {
  readonly rows: number;
  readonly columns: number;
}

const tiles = {
  "32x32": { rows: 4, columns: 1 },
  "64x32": { rows: 8, columns: 1 },
  "32x64": { rows: 4, columns: 2 },
  "64x64": { rows: 8, columns: 2 },
} satisfies Record<string, Tile>;

type TileName = keyof typeof tiles;
type SizeClass = "small" | "medium" | "large";

/** The fastest tile for products of each class of sizes, by adapter. */
export type Tuning = Record<string, Partial<Record<SizeClass, TileName>>>;

export interface ProductSizes {
  readonly batches: number;
  readonly m: number;
  readonly n: number;
  readonly k: number;
}

/** What is measured for each class. */
const samples: Record<SizeClass, ProductSizes> = {
  small: { batches: 1, m: 192, n: 192, k: 512 },
  medium: { batches: 1, m: 512, n: 512, k: 256 },
  large: { batches: 1, m: 1024, n: 1024, k: 256 },
};
const rounds = 5;
/** Multiplications from which a product is worth a measurement. */
const worthwhile = 2 ** 24;

function classOf({ batches, m, n }: ProductSizes): SizeClass {
  const outputs = batches * m * n;
  if (outputs < 2 ** 16) return "small";
  return outputs < 2 ** 20 ? "medium" : "large";
}

/** Tiles of 64 x 64 do more with each element read; smaller ones leave fewer multiprocessors idle. */
function guess({ batches, m, n }: ProductSizes): TileName {
  return batches * Math.ceil(m / 64) * Math.ceil(n / 64) >= 64 ? "64x64" : "32x32";
}

/** Where the host gave no place. */
const remembered: Tuning = {};

/** What the measurement needs of the backend. */
interface Bench {
  readonly device: GPUDevice;
  readonly buffers: Buffers;
  readonly recorder: Omit<Recorder, "tileFor">;
  /** Sends what was recorded. */
  readonly submit: () => void;
}

export class Tuner {
  readonly #bench: Bench;
  readonly #started = new Set<SizeClass>();

  constructor(bench: Bench) {
    this.#bench = bench;
  }

  /** The best tile known so far. */
  tileFor(sizes: ProductSizes): Tile {
    const sizeClass = classOf(sizes);
    const name = this.#measured[sizeClass];
    if (name !== undefined && name in tiles) return tiles[name];
    const isWorthwhile = sizes.batches * sizes.m * sizes.n * sizes.k >= worthwhile && !this.#bench.recorder.adapter.isSoftware;
    if (isWorthwhile && !this.#started.has(sizeClass)) {
      this.#started.add(sizeClass);
      void this.#measure(sizeClass);
    }
    return tiles[guess(sizes)];
  }

  get #measured(): Partial<Record<SizeClass, TileName>> {
    const { vendor, architecture, device, description } = this.#bench.device.adapterInfo;
    return ((configuration().tuning ?? remembered)[[vendor, architecture, device, description].join(" ").trim()] ??= {});
  }

  /** After what is queued now, so that nobody waits for it. */
  async #measure(sizeClass: SizeClass): Promise<void> {
    const { queue } = this.#bench.device;
    await queue.onSubmittedWorkDone();
    const { submit, release } = this.#sample(samples[sizeClass]);
    const best = new Map<TileName, number>();
    for (let round = 0; round <= rounds; round++) {
      for (const name of Object.keys(tiles) as TileName[]) {
        const start = performance.now();
        submit(tiles[name]);
        await queue.onSubmittedWorkDone();
        const time = performance.now() - start;
        if (round > 0) best.set(name, Math.min(time, best.get(name) ?? Infinity)); // the first round compiles
      }
    }
    release();
    this.#measured[sizeClass] = [...best].reduce((a, b) => (b[1] < a[1] ? b : a))[0];
  }

  /** A product of undefined numbers that can be multiplied with any tile. */
  #sample({ m, n, k }: ProductSizes): { readonly submit: (tile: Tile) => void; readonly release: () => void } {
    const { buffers, recorder, submit } = this.#bench;
    const [a, b, output] = [[m, k], [k, n], [m, n]].map((shape): View => ({
      buffer: buffers.allocate(shape[0]! * shape[1]! * 4), dtype: "float32", shape, strides: contiguousStrides(shape), offset: 0,
    })) as [View, View, View];
    return {
      submit: (tile) => {
        recordTiledMatmul(toProduct(a, b), { epilogue: undefined, shape: output.shape, from: "float32", output }, { ...recorder, tileFor: () => tile });
        submit();
      },
      release: () => {
        for (const { buffer } of [a, b, output]) buffers.release(buffer as GpuBuffer);
      },
    };
  }
}

/**
 * Cells as people write them, run in random order without end: they allocate, fuse, read, dispose, and mostly forget. Variables are
 * assigned again and again, as a notebook's are; what they held before is left to the garbage collector.
 */
import {
  argsort, arange, attention, concat, conv2d, gelu, jit, layerNorm, matmul, ones, randn, scope, ShapeError, softmax, tensor, topk, zeros, type Tensor,
} from "../../index.ts";

/** The variables of the notebook. */
const variables = new Map<string, Tensor>();

const keep = (name: string, value: Tensor): void => void variables.set(name, value);

const layer = jit((x: Tensor, w: Tensor, b: Tensor) => gelu(matmul(x, w).add(b)));

/** A random whole number below a bound. Nothing depends on which cells run when. */
const below = (bound: number): number => Math.floor(Math.random() * bound);

const cells: readonly (() => unknown)[] = [
  async function readsAMean() {
    const x = randn([256, 256]);
    expectNear(await x.mul(2).add(1).mean().item(), 1, 0.1);
    keep("data", x);
  },
  function forgetsLargeArrays() {
    zeros([1024, 1024]).add(1).mul(randn([1024, 1]));
    keep("large", ones([512, 1024 + below(64)]).exp());
  },
  async function trains() {
    let w = randn([64, 64]);
    const x = randn([128, 64]);
    for (let step = 0; step < 10; step++) {
      const error = x.matmul(w).tanh().sub(x);
      w = w.sub(x.transpose().matmul(error).mul(0.001));
      if (step % 5 === 0) await error.square().mean().item();
    }
    keep("weights", w);
  },
  async function trainsInScopes() {
    let w = randn([64, 64]);
    const x = randn([128, 64]);
    for (let step = 0; step < 10; step++) {
      const next = scope(() => w.sub(x.transpose().matmul(x.matmul(w).tanh().sub(x)).mul(0.001)));
      w.dispose();
      w = next;
    }
    await w.data();
    x.dispose();
    keep("scoped", w);
  },
  async function attends() {
    const x = randn([2, 4, 32 + below(16), 16]);
    keep("heads", attention(x, x, x, { causal: true }));
    await variables.get("heads")!.data();
  },
  async function convolves() {
    const images = randn([1, 3, 32, 32]);
    const features = conv2d(images, randn([8, 3, 3, 3]), undefined, { padding: 1 }).relu();
    await layerNorm(features, [32]).sum({ axis: 1 }).data();
  },
  function disposesBeforeReading() {
    const x = ones([128, 128]);
    const y = x.add(1).exp();
    x.dispose();
    keep("waiting", y.mul(2));
    y.dispose();
  },
  async function repeatsARecording() {
    for (let i = 0; i < 20; i++) layer(randn([32, 64]), randn([64, 64]), zeros([64]));
    await layer(ones([32, 64]), zeros([64, 64]), ones([64])).data();
  },
  async function sorts() {
    const x = randn([1000]);
    const { values } = topk(x, 5);
    await Promise.all([values.data(), argsort(x).data(), concat([x, values]).data()]);
  },
  async function makesMistakes() {
    const x = arange(6);
    try {
      scope(() => x.exp().add(ones([6])).matmul(ones([5, 5])));
    } catch (error) {
      if (!(error instanceof ShapeError)) throw error;
    }
    const sums = await scope(async () => {
      const inside = x.add(tensor([1, 2, 3, 4, 5, 6]));
      await inside.data();
      return inside.sum();
    });
    expectNear(await sums.item(), 36, 1e-3);
  },
  async function looksAgain() {
    for (const value of variables.values()) if (below(3) === 0) await softmax(value.reshape([-1]).slice([0, 16])).data();
  },
  function throwsVariablesAway() {
    for (const [name, value] of variables) {
      if (below(4) > 0) continue;
      if (below(2) === 0) value.dispose();
      variables.delete(name);
    }
  },
];

function expectNear(actual: number, expected: number, tolerance: number): void {
  if (!(Math.abs(actual - expected) <= tolerance)) throw new Error(`a cell computed ${actual}, not ${expected}`);
}

export interface Notebook {
  /** How many ran so far. */
  readonly cells: number;
  /** Throws what a cell threw. */
  throwIfFailed(): void;
}

/** Starts to run cells, one after the other with a turn of the event loop between them. */
export function notebook(): Notebook {
  let count = 0;
  let failure: unknown;
  const play = async (): Promise<void> => {
    for (;;) {
      await cells[below(cells.length)]!();
      count++;
      await new Promise((resolve) => void setTimeout(resolve, 0));
    }
  };
  play().catch((error: unknown) => (failure = error));
  return {
    get cells() {
      return count;
    },
    throwIfFailed() {
      if (failure !== undefined) throw failure;
    },
  };
}

/** How fast a device is at what notebooks do most: a product of middling size, a chain of elementwise operations, and reading the result. */
import type { Backend, Buffer, Call, View } from "./backend.ts";
import { contiguousStrides } from "./shape.ts";

const side = 512;
const rounds = 3;

/** Warming up compiles shaders. A device that needs this many times the best one's time for it will not make up for that. */
const slow = 20;

/** Milliseconds of the best of a few rounds, after one that warms up. `limit` ends it early for a device that cannot be the best. */
export async function measure(backend: Backend, limit = Infinity): Promise<number> {
  const buffers = Array.from({ length: 3 }, () => backend.allocate(side * side * 4));
  try {
    backend.write(buffers[0]!, new Float32Array(side * side).fill(0.5));
    let best = Infinity;
    for (let round = 0; round <= rounds; round++) {
      const start = performance.now();
      for (const call of workload(buffers)) backend.run(call);
      await backend.read(buffers[2]!, 0, 4);
      const ms = performance.now() - start;
      if (round > 0) best = Math.min(best, ms);
      else if (ms > slow * limit) return ms;
    }
    return best;
  } finally {
    for (const buffer of buffers) backend.release(buffer);
  }
}

function workload(buffers: readonly Buffer[]): Call[] {
  const [a, product, result] = buffers.map((buffer): View => {
    const shape = [side, side];
    return { buffer, dtype: "float32", shape, strides: contiguousStrides(shape), offset: 0 };
  }) as [View, View, View];
  return [
    { kind: "matmul", a, b: a, output: product },
    {
      kind: "elementwise",
      program: [
        { op: "add", args: [{ input: 0 }, { input: 1 }], dtype: "float32" },
        { op: "tanh", args: [{ step: 0 }], dtype: "float32" },
      ],
      inputs: [product, a],
      output: result,
    },
  ];
}

/** What is measured: sizes, inputs, and what comes out in float64. */

export type Operation =
  | "matmul" | "attention" | "softmax" | "layerNorm" | "gelu" | "erf" | "fused" | "conv2d" | "sum" | "transpose" | "adds" | "compiledAdds";

export interface Input {
  readonly shape: readonly number[];
  readonly data: Float32Array<ArrayBuffer>;
}

export interface Row {
  readonly operation: Operation;
  readonly title: string;
  /** What one run does, in the given unit's billions; of elements that are read or written each is counted once. */
  readonly work: readonly [amount: number, unit: "GFLOP/s" | "GB/s" | "adds"];
  /** Shapes of the inputs. In ONNX all but the first are constants of the model, as weights are, unless `activations` says otherwise. */
  readonly inputs: readonly (readonly number[])[];
  readonly activations?: boolean;
  /** The inputs lie evenly between these. Default: -1 and 1. */
  readonly range?: readonly [number, number];
  readonly output: readonly number[];
  /** The element at an index of the row-major result, computed in float64. */
  readonly expected: (index: number, inputs: readonly Float32Array[]) => number;
  /** The largest difference that passes: float32 arithmetic in any order, no more. */
  readonly tolerance: number;
  /** The result is read back in every run. */
  readonly reads?: boolean;
}

/** Dependent additions in a run of `adds` and `compiledAdds`. */
export const chain = 50;

export const epsilon = 1e-5;

function matmul(m: number, k: number, n: number, work?: Row["work"]): Row {
  return {
    operation: "matmul",
    title: m === 1 ? `matrix-vector ${k} x ${n}` : `matmul ${m}`,
    work: work ?? [(2 * m * k * n) / 1e9, "GFLOP/s"],
    inputs: [[m, k], [k, n]],
    output: [m, n],
    expected: (index, [a, b]) => {
      const [row, column] = [Math.floor(index / n), index % n];
      let total = 0;
      for (let i = 0; i < k; i++) total += a![row * k + i]! * b![i * n + column]!;
      return total;
    },
    tolerance: 1e-5 * Math.sqrt(k),
  };
}

function elementwise(operation: Operation, title: string, size: number, arrays: number, fn: (...x: number[]) => number, tolerance: number): Row {
  return {
    operation,
    title,
    work: gigabytes((arrays + 1) * size),
    inputs: Array.from({ length: arrays }, () => [size]),
    range: [-4, 4],
    output: [size],
    expected: (index, inputs) => fn(...inputs.map((x) => x[index]!)),
    tolerance,
  };
}

/** What an operation costs besides its arithmetic: when a program calls one after the other, and when it is known before. */
function adds(operation: Operation, title: string): Row {
  return {
    operation,
    title,
    work: [chain, "adds"],
    inputs: [[4], [4]],
    activations: true,
    output: [4],
    expected: (index, [a, b]) => a![index]! + chain * b![index]!,
    tolerance: 1e-4,
    reads: true,
  };
}

const gigabytes = (floats: number): Row["work"] => [(4 * floats) / 1e9, "GB/s"];
const [million, fourMillion] = [2 ** 20, 2 ** 22];
const [heads, tokens, features] = [12, 256, 64];
const [channels, side] = [64, 56];

export const rows = {
  matmul256: matmul(256, 256, 256),
  matmul512: matmul(512, 512, 512),
  matmul1024: matmul(1024, 1024, 1024),
  matvec: matmul(1, 768, 3072, gigabytes(768 * 3072)),
  attention: {
    operation: "attention",
    title: `attention ${heads} x ${tokens} x ${features}`,
    work: [(4 * heads * tokens * tokens * features) / 1e9, "GFLOP/s"],
    inputs: Array.from({ length: 3 }, () => [heads, tokens, features]),
    activations: true,
    output: [heads, tokens, features],
    expected: attend,
    tolerance: 1e-5,
  },
  softmax: {
    operation: "softmax",
    title: "softmax 1024 x 1024",
    work: gigabytes(2 * million),
    inputs: [[1024, 1024]],
    range: [-4, 4],
    output: [1024, 1024],
    expected: (index, [x]) => {
      const line = lineOf(x!, index, 1024);
      return Math.exp(x![index]!) / line.reduce((total, value) => total + Math.exp(value), 0);
    },
    tolerance: 1e-7,
  },
  layerNorm: {
    operation: "layerNorm",
    title: "layerNorm 1024 x 768",
    work: gigabytes(2 * 1024 * 768),
    inputs: [[1024, 768], [768], [768]],
    output: [1024, 768],
    expected: (index, [x, weight, bias]) => {
      const line = lineOf(x!, index, 768);
      const mean = line.reduce((total, value) => total + value, 0) / 768;
      const variance = line.reduce((total, value) => total + (value - mean) ** 2, 0) / 768;
      return ((x![index]! - mean) / Math.sqrt(variance + epsilon)) * weight![index % 768]! + bias![index % 768]!;
    },
    tolerance: 1e-5,
  },
  gelu: elementwise("gelu", "gelu 1M", million, 1, (x) => 0.5 * x * (1 + erf(x / Math.SQRT2)), 2e-6),
  erf: elementwise("erf", "erf 1M", million, 1, erf, 1e-6),
  fused: elementwise("fused", "relu(a * b + c) 4M", fourMillion, 3, (a, b, c) => Math.max(0, a * b + c), 4e-6),
  conv2d: {
    operation: "conv2d",
    title: "conv2d 3x3 64 -> 64, 56 x 56",
    work: [(2 * channels * channels * 9 * side * side) / 1e9, "GFLOP/s"],
    inputs: [[1, channels, side, side], [channels, channels, 3, 3]],
    output: [1, channels, side, side],
    expected: convolve,
    tolerance: 1e-4,
  },
  sum: {
    operation: "sum",
    title: "sum 4M",
    work: gigabytes(fourMillion),
    inputs: [[fourMillion]],
    range: [0, 1],
    output: [],
    expected: (_, [x]) => x!.reduce((total, value) => total + value, 0),
    // 0.1 per mille, which lets a float32 accumulator pass.
    tolerance: 1e-4 * (fourMillion / 2),
  },
  transpose: {
    operation: "transpose",
    title: "transpose 2048",
    work: gigabytes(2 * fourMillion),
    inputs: [[2048, 2048]],
    output: [2048, 2048],
    expected: (index, [x]) => x![(index % 2048) * 2048 + Math.floor(index / 2048)]!,
    tolerance: 0,
  },
  adds: adds("adds", `add of 4 elements, ${chain} calls, then read`),
  compiledAdds: adds("compiledAdds", `the same, compiled as one`),
} as const satisfies Record<string, Row>;

export type RowName = keyof typeof rows;

/** The inputs of a row: the same in every library and every run. */
export function inputsOf({ inputs, range: [low, high] = [-1, 1] }: Row): Input[] {
  let state = 1;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return low + ((high - low) * state) / 2 ** 32;
  };
  return inputs.map((shape) => ({ shape, data: Float32Array.from({ length: shape.reduce((size, length) => size * length, 1) }, next) }));
}

/** The largest difference from float64, at some thousand places spread over the result. NaN counts as infinite. */
export function errorOf(row: Row, inputs: readonly Input[], result: ArrayLike<number>): number {
  const size = row.output.reduce((product, length) => product * length, 1);
  if (result.length !== size) return Infinity;
  const data = inputs.map((input) => input.data);
  const step = Math.max(1, Math.floor(size / 2000) | 1);
  let worst = 0;
  for (let index = 0; index < size; index += step) {
    const difference = Math.abs(result[index]! - row.expected(index, data));
    worst = Math.max(worst, Number.isNaN(difference) ? Infinity : difference);
  }
  return worst;
}

const lineOf = (x: Float32Array, index: number, length: number): Float32Array => {
  const start = index - (index % length);
  return x.subarray(start, start + length);
};

function attend(index: number, [q, k, v]: readonly Float32Array[]): number {
  const [token, feature] = [Math.floor(index / features), index % features];
  const head = Math.floor(token / tokens) * tokens;
  let [total, weighted] = [0, 0];
  for (let other = head; other < head + tokens; other++) {
    let score = 0;
    for (let i = 0; i < features; i++) score += q![token * features + i]! * k![other * features + i]!;
    const weight = Math.exp(score / Math.sqrt(features));
    total += weight;
    weighted += weight * v![other * features + feature]!;
  }
  return weighted / total;
}

function convolve(index: number, [x, weight]: readonly Float32Array[]): number {
  const [output, row, column] = [Math.floor(index / side ** 2), Math.floor(index / side) % side, index % side];
  let total = 0;
  for (let channel = 0; channel < channels; channel++) {
    for (let i = 0; i < 9; i++) {
      const [r, c] = [row + Math.floor(i / 3) - 1, column + (i % 3) - 1];
      if (r < 0 || c < 0 || r >= side || c >= side) continue;
      total += x![(channel * side + r) * side + c]! * weight![(output * channels + channel) * 9 + i]!;
    }
  }
  return total;
}

/** By its series, which converges everywhere and is exact to float64 but for cancellation far below float32's last digit up to 4. */
function erf(x: number): number {
  let [term, total] = [x, x];
  for (let n = 1; Math.abs(term) > 1e-17; n++) {
    term *= (-x * x) / n;
    total += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * total;
}

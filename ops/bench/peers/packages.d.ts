/** What the benchmark uses of the peers. They are not installed with the project, so the compiler cannot read their own types. */

declare module "@jax-js/jax" {
  export interface Array {
    readonly ref: Array;
    add(other: Array | number): Array;
    mul(other: Array | number): Array;
    data(): Promise<ArrayLike<number>>;
    dispose(): void;
  }
  type Unary = (x: Array) => Array;
  type Binary = (x: Array, y: Array) => Array;
  export function init(...devices: string[]): Promise<string[]>;
  export function defaultDevice(device: string): string;
  export function blockUntilReady(values: Array[]): Promise<Array[]>;
  export function jit<F extends (...values: Array[]) => Array>(fn: F): F;
  export const numpy: {
    array(data: Float32Array, options: { shape: number[] }): Array;
    matmul: Binary;
    swapaxes(x: Array, first: number, second: number): Array;
    sum: Unary;
    transpose: Unary;
  };
  export const nn: {
    relu: Unary;
    softmax(x: Array, axis: number): Array;
    gelu(x: Array, options: { approximate: boolean }): Array;
    standardize(x: Array, axis: number, options: { epsilon: number }): Array;
  };
  export const lax: { conv(x: Array, weight: Array, strides: number[], padding: string): Array };
  export const scipySpecial: { erf: Unary };
}

declare module "@tensorflow/tfjs-core" {
  export interface Tensor {
    data(): Promise<ArrayLike<number>>;
    dispose(): void;
  }
  type Unary = (x: Tensor) => Tensor;
  type Binary = (x: Tensor, y: Tensor | number) => Tensor;
  export function setBackend(name: string): Promise<boolean>;
  export function tensor(data: Float32Array, shape: number[]): Tensor;
  export function tidy(compute: () => Tensor): Tensor;
  export function matMul(a: Tensor, b: Tensor, transposeA?: boolean, transposeB?: boolean): Tensor;
  export function conv2d(x: Tensor, filter: Tensor, strides: number, pad: string): Tensor;
  export function moments(x: Tensor, axis: number, keepDims: boolean): { mean: Tensor; variance: Tensor };
  export function reshape(x: Tensor, shape: number[]): Tensor;
  export function slice(x: Tensor, begin: number, size: number): Tensor;
  export const add: Binary, sub: Binary, mul: Binary;
  export const erf: Unary, relu: Unary, rsqrt: Unary, softmax: Unary, sum: Unary, transpose: Unary;
}

declare module "@tensorflow/tfjs-backend-wasm" {
  export function setThreadsCount(count: number): void;
  export function setWasmPaths(paths: Record<string, string>): void;
}

declare module "@tensorflow/tfjs-backend-webgpu" {}

declare module "onnxruntime-web/wasm" {
  export interface Tensor {
    getData(): Promise<ArrayLike<number>>;
    dispose(): void;
  }
  export interface Session {
    run(feeds: Record<string, Tensor>): Promise<Record<string, Tensor>>;
    release(): Promise<void>;
  }
  export const env: { logLevel: string; wasm: { numThreads: number }; webgpu: { device: Promise<GPUDevice> } };
  export const InferenceSession: { create(model: Uint8Array, options: { executionProviders: string[]; preferredOutputLocation?: string }): Promise<Session> };
  export const Tensor: {
    new (type: "float32", data: Float32Array, dims: readonly number[]): Tensor;
    fromGpuBuffer(buffer: GPUBuffer, options: { dataType: "float32"; dims: readonly number[] }): Tensor;
  };
}

declare module "onnxruntime-web/webgpu" {
  export * from "onnxruntime-web/wasm";
}

// Made by ambient.ts: run its test with --update after a change of the names in scope.
import type { Tensor } from "tessera";

/** What is in scope besides the exports of `tessera`, `Plot` and `d3`. */
interface Given {
  display: Display;
  clearOutput: ClearOutput;
  progress: CreateProgress;
  input: Inputs;
  image: CreateImage;
  /** HTML; values in a template are escaped. */
  html: MarkupTag;
  /** An SVG picture; values in a template are escaped. */
  svg: MarkupTag;
  /** Markdown, with formulas between dollars; backslashes need not be doubled. */
  md: MarkupTag;
  /** A formula in LaTeX; backslashes need not be doubled. */
  tex: MarkupTag;
}

interface DisplayOptions {
  /** A name under which the output can be replaced, from any cell. Default: a fresh one. */
  id?: string;
  /** Jupyter's metadata of the output. Default: none. */
  metadata?: Record<string, unknown>;
}

/** An output that was shown. */
interface DisplayHandle {
  readonly id: string;
  /** Shows another value in its place. */
  update(value: unknown): void;
}

/**
 * Shows a value under the cell: tensors, tables, plots, images, HTML, and any object as a tree. A promise shows what it
 * resolves to, in its place.
 *
 * @returns a handle that replaces what is shown
 */
type Display = (value: unknown, options?: DisplayOptions) => DisplayHandle;

/** Removes what the cell has shown. With `wait`, only when something new is shown: no flicker. Default: at once. */
type ClearOutput = (options?: { wait?: boolean }) => void;

interface Progress {
  /** Done so far; setting it moves the bar. */
  value: number;
  label: string;
  /** Moves the bar by some steps. Default: one. */
  advance(steps?: number): void;
  /** The bar is full and stands still. */
  done(): void;
}

interface CreateProgress {
  /** Walks through the items, the bar with them. */
  <Item>(items: Iterable<Item>, label?: string): Iterable<Item>;
  <Item>(items: AsyncIterable<Item>, label?: string): AsyncIterable<Item>;
  /** @param total steps until it is done. Default: unknown, the bar only shows that something goes on */
  (total?: number, label?: string): Progress;
}

/** A control, shown when it is made. */
interface Input<Value> {
  /** The value now. Setting it moves the control and does not call the listeners. */
  value: Value;
  /** Calls back with every change by the reader. Returns a function that stops that. */
  onChange(listener: (value: Value) => void): () => void;
  /** Waits for the next change by the reader. */
  next(): Promise<Value>;
}

interface Inputs {
  /** A slider. Default: 0 to 100 by steps of 1, at `min`. */
  range(options?: { label?: string; min?: number; max?: number; step?: number; value?: number }): Input<number>;
  number(options?: { label?: string; min?: number; max?: number; step?: number; value?: number }): Input<number>;
  text(options?: { label?: string; value?: string }): Input<string>;
  /** One of several. Default: the first. Throws without options. */
  select(options: { label?: string; options: readonly string[]; value?: string }): Input<string>;
  checkbox(options?: { label?: string; value?: boolean }): Input<boolean>;
  /** Its value is how often it was pressed. */
  button(options?: { label?: string }): Input<number>;
  /** A colour as `#rrggbb`. Default: black. */
  color(options?: { label?: string; value?: string }): Input<string>;
  /** A day as `yyyy-mm-dd`. Default: today. */
  date(options?: { label?: string; value?: string }): Input<string>;
  /** A file of the reader's own, chosen or dropped; nothing until then. It stays on the machine. `accept` as in HTML: `".csv,image/*"`. Default: any. */
  file(options?: { label?: string; accept?: string }): Input<File | undefined>;
  /** A picture from the reader's camera, as a file; nothing until one was taken. The camera runs only while the reader has switched it on. */
  camera(options?: { label?: string }): Input<File | undefined>;
}

interface ImageOptions {
  /** The values that become black and white. Default: 0 and 255 for integers, 0 and 1 for colours in floats, the least and the greatest value for grey in floats. */
  min?: number;
  max?: number;
  /** Width on the page in pixels; the picture itself keeps its own. Default: its own width, small ones enlarged. */
  width?: number;
}

/** A picture that a cell can display. */
interface Picture {
  readonly width: number;
  readonly height: number;
}

/**
 * A picture of a tensor `[h, w]` (grey), `[h, w, 3]` (RGB) or `[h, w, 4]` (RGBA). Values outside the range are clipped.
 *
 * @throws when the shape is none of these
 */
type CreateImage = (pixels: Tensor, options?: ImageOptions) => Picture;

/** Text in a markup language that a cell can display, and put into another template unescaped. */
interface Markup {
  toString(): string;
}

/** Makes markup, from a template or from a plain string. The page sanitises what it shows. */
interface MarkupTag {
  (template: TemplateStringsArray, ...values: unknown[]): Markup;
  (text: string): Markup;
}

declare global {
  const Column: typeof import("tessera").Column;
  const ComputationError: typeof import("tessera").ComputationError;
  const ConfigurationError: typeof import("tessera").ConfigurationError;
  const DeviceError: typeof import("tessera").DeviceError;
  const DisposedError: typeof import("tessera").DisposedError;
  const DtypeError: typeof import("tessera").DtypeError;
  const MemoryError: typeof import("tessera").MemoryError;
  const ShapeError: typeof import("tessera").ShapeError;
  const Table: typeof import("tessera").Table;
  const Tensor: typeof import("tessera").Tensor;
  const TesseraError: typeof import("tessera").TesseraError;
  const ValidationError: typeof import("tessera").ValidationError;
  const abs: typeof import("tessera").abs;
  const acos: typeof import("tessera").acos;
  const acosh: typeof import("tessera").acosh;
  const add: typeof import("tessera").add;
  const all: typeof import("tessera").all;
  const anomaly: typeof import("tessera").anomaly;
  const any: typeof import("tessera").any;
  const arange: typeof import("tessera").arange;
  const argmax: typeof import("tessera").argmax;
  const argmin: typeof import("tessera").argmin;
  const argsort: typeof import("tessera").argsort;
  const asin: typeof import("tessera").asin;
  const asinh: typeof import("tessera").asinh;
  const astype: typeof import("tessera").astype;
  const atan: typeof import("tessera").atan;
  const atan2: typeof import("tessera").atan2;
  const atanh: typeof import("tessera").atanh;
  const attention: typeof import("tessera").attention;
  const avgPool1d: typeof import("tessera").avgPool1d;
  const avgPool2d: typeof import("tessera").avgPool2d;
  const batchNorm: typeof import("tessera").batchNorm;
  const batchNormTraining: typeof import("tessera").batchNormTraining;
  const bernoulli: typeof import("tessera").bernoulli;
  const bitwiseAnd: typeof import("tessera").bitwiseAnd;
  const bitwiseNot: typeof import("tessera").bitwiseNot;
  const bitwiseOr: typeof import("tessera").bitwiseOr;
  const bitwiseXor: typeof import("tessera").bitwiseXor;
  const broadcastTo: typeof import("tessera").broadcastTo;
  const ceil: typeof import("tessera").ceil;
  const ceilings: typeof import("tessera").ceilings;
  const cholesky: typeof import("tessera").cholesky;
  const chromeTrace: typeof import("tessera").chromeTrace;
  const chunk: typeof import("tessera").chunk;
  const clamp: typeof import("tessera").clamp;
  const concat: typeof import("tessera").concat;
  const configure: typeof import("tessera").configure;
  const conv1d: typeof import("tessera").conv1d;
  const conv2d: typeof import("tessera").conv2d;
  const cos: typeof import("tessera").cos;
  const cosh: typeof import("tessera").cosh;
  const crossEntropy: typeof import("tessera").crossEntropy;
  const cumprod: typeof import("tessera").cumprod;
  const cumsum: typeof import("tessera").cumsum;
  const det: typeof import("tessera").det;
  const devices: typeof import("tessera").devices;
  const diag: typeof import("tessera").diag;
  const diagonal: typeof import("tessera").diagonal;
  const digamma: typeof import("tessera").digamma;
  const div: typeof import("tessera").div;
  const dot: typeof import("tessera").dot;
  const dropout: typeof import("tessera").dropout;
  const dtypes: typeof import("tessera").dtypes;
  const eigh: typeof import("tessera").eigh;
  const einsum: typeof import("tessera").einsum;
  const elu: typeof import("tessera").elu;
  const embedding: typeof import("tessera").embedding;
  const eq: typeof import("tessera").eq;
  const erf: typeof import("tessera").erf;
  const erfc: typeof import("tessera").erfc;
  const erfinv: typeof import("tessera").erfinv;
  const exp: typeof import("tessera").exp;
  const expandDims: typeof import("tessera").expandDims;
  const explain: typeof import("tessera").explain;
  const expm1: typeof import("tessera").expm1;
  const eye: typeof import("tessera").eye;
  const flatten: typeof import("tessera").flatten;
  const flip: typeof import("tessera").flip;
  const floor: typeof import("tessera").floor;
  const floorDivide: typeof import("tessera").floorDivide;
  const formatArray: typeof import("tessera").formatArray;
  const full: typeof import("tessera").full;
  const gamma: typeof import("tessera").gamma;
  const gather: typeof import("tessera").gather;
  const ge: typeof import("tessera").ge;
  const gelu: typeof import("tessera").gelu;
  const groupNorm: typeof import("tessera").groupNorm;
  const gt: typeof import("tessera").gt;
  const hardsigmoid: typeof import("tessera").hardsigmoid;
  const hardswish: typeof import("tessera").hardswish;
  const histogram: typeof import("tessera").histogram;
  const index: typeof import("tessera").index;
  const instanceNorm: typeof import("tessera").instanceNorm;
  const inv: typeof import("tessera").inv;
  const isFloat: typeof import("tessera").isFloat;
  const isInteger: typeof import("tessera").isInteger;
  const isfinite: typeof import("tessera").isfinite;
  const isinf: typeof import("tessera").isinf;
  const isnan: typeof import("tessera").isnan;
  const jit: typeof import("tessera").jit;
  const layerNorm: typeof import("tessera").layerNorm;
  const le: typeof import("tessera").le;
  const leakyRelu: typeof import("tessera").leakyRelu;
  const leftShift: typeof import("tessera").leftShift;
  const lgamma: typeof import("tessera").lgamma;
  const linear: typeof import("tessera").linear;
  const linspace: typeof import("tessera").linspace;
  const log: typeof import("tessera").log;
  const log10: typeof import("tessera").log10;
  const log1p: typeof import("tessera").log1p;
  const log2: typeof import("tessera").log2;
  const logSoftmax: typeof import("tessera").logSoftmax;
  const logicalAnd: typeof import("tessera").logicalAnd;
  const logicalNot: typeof import("tessera").logicalNot;
  const logicalOr: typeof import("tessera").logicalOr;
  const logicalXor: typeof import("tessera").logicalXor;
  const logsumexp: typeof import("tessera").logsumexp;
  const lstsq: typeof import("tessera").lstsq;
  const lt: typeof import("tessera").lt;
  const manualSeed: typeof import("tessera").manualSeed;
  const maskedSelect: typeof import("tessera").maskedSelect;
  const matmul: typeof import("tessera").matmul;
  const matrixPower: typeof import("tessera").matrixPower;
  const max: typeof import("tessera").max;
  const maxPool1d: typeof import("tessera").maxPool1d;
  const maxPool2d: typeof import("tessera").maxPool2d;
  const maximum: typeof import("tessera").maximum;
  const mean: typeof import("tessera").mean;
  const median: typeof import("tessera").median;
  const memory: typeof import("tessera").memory;
  const meshgrid: typeof import("tessera").meshgrid;
  const min: typeof import("tessera").min;
  const minimum: typeof import("tessera").minimum;
  const mish: typeof import("tessera").mish;
  const mod: typeof import("tessera").mod;
  const moveaxis: typeof import("tessera").moveaxis;
  const mseLoss: typeof import("tessera").mseLoss;
  const mul: typeof import("tessera").mul;
  const ne: typeof import("tessera").ne;
  const neg: typeof import("tessera").neg;
  const nonzero: typeof import("tessera").nonzero;
  const norm: typeof import("tessera").norm;
  const normal: typeof import("tessera").normal;
  const oneHot: typeof import("tessera").oneHot;
  const ones: typeof import("tessera").ones;
  const onesLike: typeof import("tessera").onesLike;
  const outer: typeof import("tessera").outer;
  const pad: typeof import("tessera").pad;
  const parseTable: typeof import("tessera").parseTable;
  const permutation: typeof import("tessera").permutation;
  const permute: typeof import("tessera").permute;
  const pinv: typeof import("tessera").pinv;
  const pow: typeof import("tessera").pow;
  const prod: typeof import("tessera").prod;
  const profile: typeof import("tessera").profile;
  const promote: typeof import("tessera").promote;
  const qr: typeof import("tessera").qr;
  const quality: typeof import("tessera").quality;
  const rand: typeof import("tessera").rand;
  const randint: typeof import("tessera").randint;
  const randn: typeof import("tessera").randn;
  const readTable: typeof import("tessera").readTable;
  const reciprocal: typeof import("tessera").reciprocal;
  const releaseMemory: typeof import("tessera").releaseMemory;
  const relu: typeof import("tessera").relu;
  const repeat: typeof import("tessera").repeat;
  const reshape: typeof import("tessera").reshape;
  const rightShift: typeof import("tessera").rightShift;
  const rmsNorm: typeof import("tessera").rmsNorm;
  const roll: typeof import("tessera").roll;
  const rotaryPositions: typeof import("tessera").rotaryPositions;
  const round: typeof import("tessera").round;
  const rsqrt: typeof import("tessera").rsqrt;
  const scaledDotProductAttention: typeof import("tessera").scaledDotProductAttention;
  const scatter: typeof import("tessera").scatter;
  const scope: typeof import("tessera").scope;
  const selfTest: typeof import("tessera").selfTest;
  const selu: typeof import("tessera").selu;
  const setDevice: typeof import("tessera").setDevice;
  const sigmoid: typeof import("tessera").sigmoid;
  const sign: typeof import("tessera").sign;
  const silu: typeof import("tessera").silu;
  const sin: typeof import("tessera").sin;
  const sinh: typeof import("tessera").sinh;
  const sinusoidalPositions: typeof import("tessera").sinusoidalPositions;
  const slice: typeof import("tessera").slice;
  const slogdet: typeof import("tessera").slogdet;
  const softmax: typeof import("tessera").softmax;
  const softplus: typeof import("tessera").softplus;
  const solve: typeof import("tessera").solve;
  const sort: typeof import("tessera").sort;
  const split: typeof import("tessera").split;
  const sqrt: typeof import("tessera").sqrt;
  const square: typeof import("tessera").square;
  const squeeze: typeof import("tessera").squeeze;
  const stack: typeof import("tessera").stack;
  const stats: typeof import("tessera").stats;
  const std: typeof import("tessera").std;
  const sub: typeof import("tessera").sub;
  const sum: typeof import("tessera").sum;
  const svd: typeof import("tessera").svd;
  const swapaxes: typeof import("tessera").swapaxes;
  const table: typeof import("tessera").table;
  const take: typeof import("tessera").take;
  const tan: typeof import("tessera").tan;
  const tanh: typeof import("tessera").tanh;
  const tensor: typeof import("tessera").tensor;
  const tile: typeof import("tessera").tile;
  const toBeAllclose: typeof import("tessera").toBeAllclose;
  const topk: typeof import("tessera").topk;
  const trace: typeof import("tessera").trace;
  const transforms: typeof import("tessera").transforms;
  const transpose: typeof import("tessera").transpose;
  const tril: typeof import("tessera").tril;
  const triu: typeof import("tessera").triu;
  const uniform: typeof import("tessera").uniform;
  const unique: typeof import("tessera").unique;
  const uniqueCounts: typeof import("tessera").uniqueCounts;
  const uniqueInverse: typeof import("tessera").uniqueInverse;
  const variance: typeof import("tessera").variance;
  const where: typeof import("tessera").where;
  const zeros: typeof import("tessera").zeros;
  const zerosLike: typeof import("tessera").zerosLike;
  type Column = import("tessera").Column;
  type ComputationError = import("tessera").ComputationError;
  type ConfigurationError = import("tessera").ConfigurationError;
  type DeviceError = import("tessera").DeviceError;
  type DisposedError = import("tessera").DisposedError;
  type DtypeError = import("tessera").DtypeError;
  type MemoryError = import("tessera").MemoryError;
  type ShapeError = import("tessera").ShapeError;
  type Table = import("tessera").Table;
  type Tensor = import("tessera").Tensor;
  type TesseraError = import("tessera").TesseraError;
  type ValidationError = import("tessera").ValidationError;
  const Plot: typeof import("@observablehq/plot");
  const d3: typeof import("d3");
  const display: Given["display"];
  const clearOutput: Given["clearOutput"];
  const progress: Given["progress"];
  const input: Given["input"];
  const image: Given["image"];
  const html: Given["html"];
  const svg: Given["svg"];
  const md: Given["md"];
  const tex: Given["tex"];
}

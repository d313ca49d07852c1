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
  const ComputationError: typeof import("tessera").ComputationError;
  const ConfigurationError: typeof import("tessera").ConfigurationError;
  const DeviceError: typeof import("tessera").DeviceError;
  const DisposedError: typeof import("tessera").DisposedError;
  const DtypeError: typeof import("tessera").DtypeError;
  const MemoryError: typeof import("tessera").MemoryError;
  const ShapeError: typeof import("tessera").ShapeError;
  const Tensor: typeof import("tessera").Tensor;
  const TesseraError: typeof import("tessera").TesseraError;
  const ValidationError: typeof import("tessera").ValidationError;
  const abs: typeof import("tessera").abs;
  const add: typeof import("tessera").add;
  const all: typeof import("tessera").all;
  const any: typeof import("tessera").any;
  const arange: typeof import("tessera").arange;
  const argmax: typeof import("tessera").argmax;
  const argmin: typeof import("tessera").argmin;
  const astype: typeof import("tessera").astype;
  const broadcastTo: typeof import("tessera").broadcastTo;
  const ceil: typeof import("tessera").ceil;
  const clamp: typeof import("tessera").clamp;
  const concat: typeof import("tessera").concat;
  const configure: typeof import("tessera").configure;
  const cos: typeof import("tessera").cos;
  const devices: typeof import("tessera").devices;
  const div: typeof import("tessera").div;
  const dtypes: typeof import("tessera").dtypes;
  const eq: typeof import("tessera").eq;
  const erf: typeof import("tessera").erf;
  const exp: typeof import("tessera").exp;
  const expandDims: typeof import("tessera").expandDims;
  const expm1: typeof import("tessera").expm1;
  const eye: typeof import("tessera").eye;
  const floor: typeof import("tessera").floor;
  const floorDivide: typeof import("tessera").floorDivide;
  const formatArray: typeof import("tessera").formatArray;
  const full: typeof import("tessera").full;
  const ge: typeof import("tessera").ge;
  const gelu: typeof import("tessera").gelu;
  const gt: typeof import("tessera").gt;
  const isFloat: typeof import("tessera").isFloat;
  const isInteger: typeof import("tessera").isInteger;
  const isfinite: typeof import("tessera").isfinite;
  const isinf: typeof import("tessera").isinf;
  const isnan: typeof import("tessera").isnan;
  const le: typeof import("tessera").le;
  const linspace: typeof import("tessera").linspace;
  const log: typeof import("tessera").log;
  const log10: typeof import("tessera").log10;
  const log1p: typeof import("tessera").log1p;
  const log2: typeof import("tessera").log2;
  const logicalAnd: typeof import("tessera").logicalAnd;
  const logicalNot: typeof import("tessera").logicalNot;
  const logicalOr: typeof import("tessera").logicalOr;
  const logicalXor: typeof import("tessera").logicalXor;
  const lt: typeof import("tessera").lt;
  const manualSeed: typeof import("tessera").manualSeed;
  const matmul: typeof import("tessera").matmul;
  const max: typeof import("tessera").max;
  const maximum: typeof import("tessera").maximum;
  const mean: typeof import("tessera").mean;
  const memory: typeof import("tessera").memory;
  const min: typeof import("tessera").min;
  const minimum: typeof import("tessera").minimum;
  const mod: typeof import("tessera").mod;
  const mul: typeof import("tessera").mul;
  const ne: typeof import("tessera").ne;
  const neg: typeof import("tessera").neg;
  const ones: typeof import("tessera").ones;
  const onesLike: typeof import("tessera").onesLike;
  const permute: typeof import("tessera").permute;
  const pow: typeof import("tessera").pow;
  const prod: typeof import("tessera").prod;
  const promote: typeof import("tessera").promote;
  const rand: typeof import("tessera").rand;
  const randint: typeof import("tessera").randint;
  const randn: typeof import("tessera").randn;
  const relu: typeof import("tessera").relu;
  const reshape: typeof import("tessera").reshape;
  const round: typeof import("tessera").round;
  const scope: typeof import("tessera").scope;
  const setDevice: typeof import("tessera").setDevice;
  const sigmoid: typeof import("tessera").sigmoid;
  const sign: typeof import("tessera").sign;
  const sin: typeof import("tessera").sin;
  const slice: typeof import("tessera").slice;
  const softmax: typeof import("tessera").softmax;
  const sqrt: typeof import("tessera").sqrt;
  const squeeze: typeof import("tessera").squeeze;
  const stack: typeof import("tessera").stack;
  const sub: typeof import("tessera").sub;
  const sum: typeof import("tessera").sum;
  const tanh: typeof import("tessera").tanh;
  const tensor: typeof import("tessera").tensor;
  const toBeAllclose: typeof import("tessera").toBeAllclose;
  const transpose: typeof import("tessera").transpose;
  const where: typeof import("tessera").where;
  const zeros: typeof import("tessera").zeros;
  const zerosLike: typeof import("tessera").zerosLike;
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

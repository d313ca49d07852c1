/**
 * The types of the names that the kernel gives to every cell, as readers see them. `../ambient.d.ts`, from which the editor
 * knows them, holds this very text: nothing but types stands here, and nothing is imported but the library's.
 */
import type { Tensor } from "../../ops/index.ts";

/** What is in scope besides the exports of `tessera`, `Plot` and `d3`. */
export interface Given {
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
export interface DisplayHandle {
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
export type Display = (value: unknown, options?: DisplayOptions) => DisplayHandle;

/** Removes what the cell has shown. With `wait`, only when something new is shown: no flicker. Default: at once. */
export type ClearOutput = (options?: { wait?: boolean }) => void;

export interface Progress {
  /** Done so far; setting it moves the bar. */
  value: number;
  label: string;
  /** Moves the bar by some steps. Default: one. */
  advance(steps?: number): void;
  /** The bar is full and stands still. */
  done(): void;
}

export interface CreateProgress {
  /** Walks through the items, the bar with them. */
  <Item>(items: Iterable<Item>, label?: string): Iterable<Item>;
  <Item>(items: AsyncIterable<Item>, label?: string): AsyncIterable<Item>;
  /** @param total steps until it is done. Default: unknown, the bar only shows that something goes on */
  (total?: number, label?: string): Progress;
}

/** A control, shown when it is made. */
export interface Input<Value> {
  /** The value now. Setting it moves the control and does not call the listeners. */
  value: Value;
  /** Calls back with every change by the reader. Returns a function that stops that. */
  onChange(listener: (value: Value) => void): () => void;
  /** Waits for the next change by the reader. */
  next(): Promise<Value>;
}

export interface Inputs {
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

export interface ImageOptions {
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
export type CreateImage = (pixels: Tensor, options?: ImageOptions) => Picture;

/** Text in a markup language that a cell can display, and put into another template unescaped. */
export interface Markup {
  toString(): string;
}

/** Makes markup, from a template or from a plain string. The page sanitises what it shows. */
export interface MarkupTag {
  (template: TemplateStringsArray, ...values: unknown[]): Markup;
  (text: string): Markup;
}

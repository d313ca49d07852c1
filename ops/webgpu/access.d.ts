/** How an elementwise kernel reads its inputs and writes its output, four neighbouring elements at a time. */
import type { View } from "../backend.ts";
import { type Dtype } from "../dtype.ts";
import type { Axes } from "./layout.ts";
import { type Parameters } from "./source.ts";
export declare const lanes: readonly [0, 1, 2, 3];
/** The type that holds four neighbouring elements. */
export declare function quadType(dtype: Dtype): string;
/** Whether four neighbours of the output are four neighbours of the view, in whole words. */
export declare function isAligned(view: View, shape: readonly number[]): boolean;
export interface Reader {
    readonly declarations: string;
    /** Statements at the start of `make_four(quad)`. */
    readonly prepare: string;
    /** The expression of one of the four elements. */
    readonly element: (lane: number) => string;
}
/** Reads whole quads from a binding of `quadType`. */
export declare function quadReader(view: View, index: number, binding: string, parameters: Parameters): Reader;
/** Reads elements one by one from a binding of words. One that is the same everywhere is read once. */
export declare function elementReader(view: View, index: number, binding: string, axes: Axes, strides: readonly number[], parameters: Parameters): Reader;
export interface Writer {
    /** The binding's element type. */
    readonly type: string;
    readonly declarations: string;
    /** Statements that store `made0` to `made3`, the bits of the four elements. */
    readonly store: string;
}
/** Whole quads where that spoils nothing beyond the view's end; else element by element. */
export declare function outputWriter(output: View, axes: Axes, strides: readonly number[], parameters: Parameters): Writer;

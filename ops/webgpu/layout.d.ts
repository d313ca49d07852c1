/** How views become few and simple axes for a shader. */
export interface Axes {
    readonly shape: readonly number[];
    /** One list for each view. */
    readonly strides: readonly (readonly number[])[];
}
/** Drops axes of length 1 and joins neighbours that every view walks as one. No axis remains of a single element. */
export declare function joinAxes(shape: readonly number[], views: readonly (readonly number[])[]): Axes;

/** Which of a tensor's values stand in the grid: the last two axes, at one index of every axis before them. */

export interface Grid {
  rows: number;
  columns: number;
  /** Whether rows have a meaning of their own (two axes or more). */
  isMatrix: boolean;
  /** Undefined where the kernel sent no value. */
  at(row: number, column: number): number | undefined;
}

/** The grid at `leading`, one index for each axis but the last two. A 1-d tensor is one row, a 0-d one a single cell. */
export function sliceGrid(shape: readonly number[], values: ArrayLike<number>, leading: readonly number[]): Grid {
  const columns = shape.at(-1) ?? 1;
  const rows = shape.length > 1 ? shape.at(-2)! : 1;
  const start = leading.reduce((offset, index, axis) => offset * shape[axis]! + index, 0) * rows * columns;
  return { rows, columns, isMatrix: shape.length > 1, at: (row, column) => values[start + row * columns + column] };
}

/** How views become few and simple axes for a shader. */

export interface Axes {
  readonly shape: readonly number[];
  /** One list for each view. */
  readonly strides: readonly (readonly number[])[];
}

/** Drops axes of length 1 and joins neighbours that every view walks as one. No axis remains of a single element. */
export function joinAxes(shape: readonly number[], views: readonly (readonly number[])[]): Axes {
  const joined: number[] = [];
  const strides: number[][] = views.map(() => []);
  for (const [axis, length] of shape.entries()) {
    if (length === 1) continue;
    const last = joined.length - 1;
    const follows = last >= 0 && views.every((view, i) => strides[i]![last] === view[axis]! * length);
    if (follows) joined[last]! *= length;
    else joined.push(length);
    for (const [i, view] of views.entries()) {
      if (follows) strides[i]![last] = view[axis]!;
      else strides[i]!.push(view[axis]!);
    }
  }
  return { shape: joined, strides };
}

/** How results look where values are shown: notebooks ask a value for its text, as Jupyter's kernels for JavaScript do. */

const display = Symbol.for("Jupyter.display");

/** The same object, shown as that text. The property is not enumerable: copies, comparisons and JSON see the result alone. */
export function shownAs<T extends object>(value: T, text: (value: T) => string): T {
  return Object.defineProperty(value, display, { value: () => ({ "text/plain": text(value) }) });
}

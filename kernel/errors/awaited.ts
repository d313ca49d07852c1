/**
 * Where a cell waited for what then failed. An error that a library throws after it waited itself has no frame of the cell
 * in its stack; the place of the cell's `await` is the best that can be told.
 */
const places = new WeakMap<object, Error>();

/** Remembers the innermost place only: the first that is told. @param place an error made where the cell waited */
export function rememberAwait(thrown: unknown, place: Error): void {
  if (typeof thrown === "object" && thrown !== null && !places.has(thrown)) places.set(thrown, place);
}

/** The stack of the place; empty when none is known. */
export function awaitStack(thrown: object): string {
  return String(places.get(thrown)?.stack ?? "");
}

/** Error messages of the engine quote compiled code; a reader knows only the cell's own names. */

/** A message with the cell's own names: `(0 , ºf.v) is not a function` becomes `f is not a function`. */
export function withOwnNames(message: string): string {
  return message.replace(/\(0 ?, ?º([\p{ID_Continue}$]+)\.v\)/gu, "$1").replace(/º([\p{ID_Start}$_][\p{ID_Continue}$]*)\.[vt]\b/gu, "$1").replace(/ººº?([\p{ID_Start}$_])/gu, "$1");
}

/** Places in a text that the tree does not hold. */

/** Where the next token begins at or after an offset: spaces and comments are passed over. */
export function nextToken(source: string, at: number): number {
  const space = /(?:\s|\/\/[^\n\r\u2028\u2029]*|\/\*[^]*?\*\/)*/y;
  space.lastIndex = at;
  space.exec(source);
  return space.lastIndex;
}

/** Where the name that begins at an offset ends. A name may be written with escapes, and so be longer than it is. */
export function nameEnd(source: string, start: number): number {
  const name = /(?:\\u\{[^}]*\}|\\u[\da-f]{4}|[\p{ID_Continue}$\u200c\u200d])+/iuy;
  name.lastIndex = start;
  return name.test(source) ? name.lastIndex : start;
}

/** The offset of a 1-based line and column. */
export function offsetOf(text: string, line: number, column: number): number {
  const lineBreak = /\r\n|[\n\r\u2028\u2029]/g;
  for (let one = 1; one < line; one++) if (!lineBreak.exec(text)) return text.length;
  return Math.min(lineBreak.lastIndex + column - 1, text.length);
}

/** The 1-based line and column of an offset. */
export function positionOf(text: string, offset: number): { line: number; column: number } {
  const lines = text.slice(0, offset).split(/\r\n|[\n\r\u2028\u2029]/);
  return { line: lines.length, column: lines.at(-1)!.length + 1 };
}

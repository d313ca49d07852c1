/** How the lines of a cell stand in a script: code as it is, prose behind `//`, and nothing that looks like a marker. */

/** A line that would be taken for a marker, however often it is escaped; each `// ` before it is one escape. */
const LIKE_MARKER = /^(?:\/\/ )*\/\/ ?%%/;
const ESCAPED_MARKER = /^\/\/ (?=(?:\/\/ )*\/\/ ?%%)/;

export function writeCode(line: string): string {
  return LIKE_MARKER.test(line) ? `// ${line}` : line;
}

export function readCode(line: string): string {
  return line.replace(ESCAPED_MARKER, "");
}

export function writeProse(line: string): string {
  return writeCode(line === "" ? "//" : `// ${line}`);
}

/** Also takes lines that someone left uncommented, as they are. */
export function readProse(line: string): string {
  return readCode(line).replace(/^\/\/ ?/, "");
}

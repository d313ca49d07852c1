/** Reads the text of a table without quotes, as one writes it for a file one knows: columns of numbers by name, and of texts. */

export type Columns = Record<string, Float64Array | string[]>;

export function parseCsv(text: string, types: readonly ("number" | "string")[]): Columns {
  const lineEnd = text.indexOf("\n");
  const names = text.slice(0, lineEnd).split(",");
  let rows = 0;
  for (let at = lineEnd; (at = text.indexOf("\n", at + 1)) >= 0; ) rows++;
  const columns = types.map((type) => (type === "number" ? new Float64Array(rows) : Array.from<string>({ length: rows })));
  let at = lineEnd + 1;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns.length; column++) {
      const end = text.indexOf(column === columns.length - 1 ? "\n" : ",", at);
      const cell = text.slice(at, end);
      columns[column]![row] = types[column] === "number" ? (cell === "" ? NaN : Number(cell)) : cell;
      at = end + 1;
    }
  }
  return Object.fromEntries(names.map((name, i) => [name, columns[i]!]));
}

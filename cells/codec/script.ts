/**
 * Scripts with `// %%` cells, both ways: a notebook as a TypeScript file that editors, type checkers and diffs understand.
 *
 * A script holds texts, kinds and metadata. Outputs, execution counts, ids and attachments stay out: it is for
 * reading and for version control, and the whole notebook travels as `.ipynb`.
 */
import { toCell, type Cell, type Notebook } from "../notebook.ts";
import { withLineFeeds, withoutByteOrderMark } from "./lines.ts";
import { readCode, readProse, writeCode, writeProse } from "./script/comment.ts";
import { readHeader, writeHeader } from "./script/header.ts";
import { isMarker, readMarker, writeMarker, type Marker } from "./script/marker.ts";

/** Reads a script. Text before the first marker is a code cell; a script without markers is one cell. Never fails. */
export function readScript(text: string): Notebook {
  const lines = withLineFeeds(withoutByteOrderMark(text)).split("\n");
  const { metadata, length } = readHeader(lines);
  const starts: number[] = [];
  for (let index = length; index < lines.length; index++) if (isMarker(lines[index] ?? "")) starts.push(index);
  const preamble = trimBlank(lines.slice(length, starts[0]));
  const cells = starts.map((start, index) => readCell(readMarker(lines[start] ?? ""), lines.slice(start + 1, starts[index + 1])));
  if (preamble.length > 0) cells.unshift(readCell({ kind: "code", metadata: {} }, preamble));
  return { cells, metadata };
}

/** Writes a script that `readScript` reads back. */
export function writeScript({ cells, metadata }: Notebook): string {
  return [...writeHeader(metadata), ...cells.flatMap(writeCell)].join("\n");
}

/** The blank line before the next marker belongs to the file, not to the cell. */
function readCell({ kind, metadata }: Marker, lines: string[]): Cell {
  const own = lines.at(-1) === "" ? lines.slice(0, -1) : lines;
  return toCell({ kind, metadata, source: own.map(kind === "code" ? readCode : readProse).join("\n") });
}

function writeCell({ kind, metadata, source }: Cell): string[] {
  const lines = source === "" ? [] : withLineFeeds(source).split("\n");
  return [writeMarker({ kind, metadata }), ...lines.map(kind === "code" ? writeCode : writeProse), ""];
}

function trimBlank(lines: string[]): string[] {
  const first = lines.findIndex((line) => line.trim() !== "");
  return first < 0 ? [] : lines.slice(first);
}

/** Which format a file has, and reading it whichever it is. */
import { NotebookFormatError } from "./error.ts";
import { readIpynb } from "./ipynb.ts";
import { withoutByteOrderMark } from "./lines.ts";
import type { Reading } from "./reading.ts";
import { readScript } from "./script.ts";
import { isMarker } from "./script/marker.ts";

type Format = "ipynb" | "script";

/** Files from this many bytes on are refused before they are read. */
const MAX_BYTES = 50_000_000;

/** Call before reading a file: @throws NotebookFormatError when it is too big to open. */
export function checkFileSize(bytes: number): void {
  if (bytes < MAX_BYTES) return;
  const size = Math.round(bytes / 1e6);
  throw new NotebookFormatError("too-big", `the file is too big: ${size} MB: files under 50 MB open; clear its outputs first`);
}

/** By the name's ending, else by the content. Null when it is neither. */
export function detectFormat(text: string, name = ""): Format | null {
  if (/\.(ipynb|json)$/i.test(name)) return "ipynb";
  if (/\.[mc]?[tj]s$/i.test(name)) return "script";
  const content = withoutByteOrderMark(text).trimStart();
  if (content.startsWith("{")) return "ipynb";
  return content.split(/\r\n?|\n/).some(isMarker) ? "script" : null;
}

/**
 * Reads an `.ipynb` or a `// %%` script; `name` is the file's name where there is one.
 *
 * @throws NotebookFormatError when it is neither, or too big.
 */
export function readNotebook(text: string, name?: string): Reading {
  checkFileSize(text.length);
  const format = detectFormat(text, name);
  if (format === "ipynb") return readIpynb(text);
  if (format === "script") return { notebook: readScript(text), repairs: [], warnings: [] };
  throw new NotebookFormatError("not-a-notebook", `not a notebook: ${name ?? "the text"}: it is neither .ipynb nor a // %% script`);
}

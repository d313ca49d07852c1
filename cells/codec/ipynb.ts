/**
 * Jupyter's notebook file, both ways. Reads format 4.0 to 4.5 and later 4.x, repairs what can be repaired and says so,
 * keeps what it doesn't understand; writes 4.5 that satisfies the format's JSON schema.
 */
import type { Json, JsonObject } from "../json.ts";
import type { Notebook } from "../notebook.ts";
import { NotebookFormatError } from "./error.ts";
import { readCell, writeCell } from "./ipynb/cell.ts";
import { idKeeper } from "./ipynb/ids.ts";
import { foreignLanguage, OUR_METADATA } from "./ipynb/language.ts";
import { validNotebookMetadata } from "./ipynb/metadata.ts";
import { withoutByteOrderMark } from "./lines.ts";
import { RepairLog, unreported, type Note, type Reading } from "./reading.ts";
import { isObject, parseUntrusted } from "./untrusted.ts";

const TOP_LEVEL = ["metadata", "nbformat", "nbformat_minor", "cells"];

interface IpynbOptions {
  /** Whether outputs and execution counts are written. Default true. */
  outputs?: boolean;
  /** One line with single strings, for links. Default false: as Jupyter lays a file out. */
  compact?: boolean;
}

/**
 * Reads the text of an `.ipynb` file.
 *
 * @throws NotebookFormatError when it isn't JSON, isn't a notebook, or is of format 3 and older or 5 and newer.
 */
export function readIpynb(text: string): Reading {
  const log = new RepairLog();
  const file = parseFile(text, log.note);
  const warnings = checkVersion(file);
  if (!Array.isArray(file.cells)) throw new NotebookFormatError("not-a-notebook", "not a notebook: it has no list of cells");
  if (Object.keys(file).some((key) => !TOP_LEVEL.includes(key))) {
    log.note("keys beside the cells and the metadata that the format doesn't have: left out");
  }
  const metadata = validNotebookMetadata(file.metadata, log.note);
  const claimId = idKeeper(log.note, { required: Number(file.nbformat_minor) >= 5 });
  const cells = file.cells.map((cell) => readCell(cell, claimId, log.note)).filter((cell) => cell !== null);
  const language = foreignLanguage(metadata);
  if (language !== null) warnings.push(`the code cells are written in ${language}: they open here but can't run`);
  return { notebook: { cells, metadata }, repairs: log.sentences(), warnings };
}

/** Writes the text of an `.ipynb` file. A notebook that names no kernel gets ours. */
export function writeIpynb(notebook: Notebook, { outputs = true, compact = false }: IpynbOptions = {}): string {
  const claimId = idKeeper(unreported);
  const metadata = validNotebookMetadata(notebook.metadata, unreported);
  const named = "kernelspec" in metadata || "language_info" in metadata;
  const file = {
    cells: notebook.cells.map((cell) => writeCell(cell, claimId, { outputs, compact })),
    metadata: named ? metadata : { ...OUR_METADATA, ...metadata },
    nbformat: 4,
    nbformat_minor: 5,
  };
  return compact ? JSON.stringify(file) : `${JSON.stringify(file, null, 1)}\n`;
}

function parseFile(text: string, note: Note): JsonObject {
  let file: Json;
  try {
    file = parseUntrusted(withoutByteOrderMark(text), note);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new NotebookFormatError("not-a-notebook", `not a notebook: the text is not JSON: ${error.message}`, { cause: error });
  }
  if (!isObject(file)) throw new NotebookFormatError("not-a-notebook", "not a notebook: the JSON is not an object");
  return file;
}

/** Warnings about a format that is newer, but still readable. */
function checkVersion({ nbformat, nbformat_minor }: JsonObject): string[] {
  if (nbformat === undefined) throw new NotebookFormatError("not-a-notebook", "not a notebook: no format version");
  if (nbformat !== 4) {
    const hint = typeof nbformat === "number" && nbformat < 4 ? "save it as version 4 with Jupyter first" : "this app reads version 4";
    throw new NotebookFormatError("unknown-version", `notebook format of another version: ${JSON.stringify(nbformat)}: ${hint}`);
  }
  if (typeof nbformat_minor === "number" && nbformat_minor > 5) {
    return [`the notebook's format 4.${nbformat_minor} is newer than 4.5: what is new in it may not show`];
  }
  return [];
}

/** Cells in files, and back. */
import type { Json, JsonObject } from "../../json.ts";
import { toCell, type Cell, type CellKind } from "../../notebook.ts";
import { withLineFeeds } from "../lines.ts";
import { unreported, type Note } from "../reading.ts";
import { isObject } from "../untrusted.ts";
import { validAttachments } from "./attachments.ts";
import { validCellMetadata } from "./metadata.ts";
import { readCount, readOutput, writeOutput } from "./output.ts";
import { readText, writeText, type Layout } from "./text.ts";

const EVERY_CELL = ["id", "cell_type", "metadata", "source"];
const KNOWN_KEYS: Record<CellKind, string[]> = {
  code: [...EVERY_CELL, "outputs", "execution_count"],
  markdown: [...EVERY_CELL, "attachments"],
  raw: [...EVERY_CELL, "attachments"],
};

interface CellWriting extends Layout {
  /** False leaves outputs and execution counts out. */
  outputs: boolean;
}

/** The cell, or null when there is nothing to keep. `claimId` gives it the id it shall have. */
export function readCell(raw: Json, claimId: (id: Json | undefined) => string, note: Note): Cell | null {
  if (!isObject(raw)) {
    note("a cell that is not an object: left out");
    return null;
  }
  const id = claimId(raw.id);
  const kind = readKind(raw.cell_type);
  if (!kind) return keepUnrecognized(raw, id, note);
  if (Object.keys(raw).some((key) => !KNOWN_KEYS[kind].includes(key))) {
    note(`a ${kind} cell with keys that the format doesn't have: the keys left out`);
  }
  const cell = { id, kind, source: readSource(raw, note), metadata: validCellMetadata(raw.metadata, kind, note) };
  if (kind !== "code") return toCell({ ...cell, attachments: validAttachments(raw.attachments, note) });
  return toCell({ ...cell, outputs: readOutputs(raw.outputs, note), executionCount: readCount(raw.execution_count, note) });
}

/** `claimId` keeps ids valid and unique even when two edits brought the same cell twice. */
export function writeCell(cell: Cell, claimId: (id: Json) => string, { outputs, compact }: CellWriting): JsonObject {
  const { kind } = cell;
  const base = {
    cell_type: kind,
    id: claimId(cell.id),
    metadata: validCellMetadata(cell.metadata, kind, unreported),
    source: writeText(cell.source, { compact }),
  };
  if (kind !== "code") {
    const attachments = validAttachments(cell.attachments, unreported);
    return { ...base, ...(attachments && { attachments }) };
  }
  return {
    ...base,
    execution_count: outputs ? readCount(cell.executionCount, unreported) : null,
    outputs: outputs ? cell.outputs.map((output) => writeOutput(output, { compact })) : [],
  };
}

function readKind(type: Json | undefined): CellKind | null {
  return type === "code" || type === "markdown" || type === "raw" ? type : null;
}

function readSource(raw: JsonObject, note: Note): string {
  const source = readText(raw.source);
  if (source === null) note("a cell without its text: left empty");
  return withLineFeeds(source ?? "");
}

function readOutputs(raw: Json | undefined, note: Note) {
  if (Array.isArray(raw)) return raw.map((output) => readOutput(output, note)).filter((output) => output !== null);
  note("a code cell without a list of outputs: left empty");
  return [];
}

/** A kind of cell from a later format: its text is shown raw, and all it holds comes through in the metadata. */
function keepUnrecognized(raw: JsonObject, id: string, note: Note): Cell {
  note("a cell of an unknown kind: kept as a raw cell");
  return toCell({
    id,
    kind: "raw",
    source: withLineFeeds(readText(raw.source) ?? ""),
    metadata: { tessera: { unrecognized: raw } },
  });
}

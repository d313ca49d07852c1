/** What running a cell leaves behind, in Jupyter's words. No rendering here. */
import type { Data, JsonObject } from "./json.ts";

/** The same thing in several forms, by MIME type; the richest that a reader knows is shown. */
export type MimeBundle = Record<string, Data>;

export interface StreamOutput {
  type: "stream";
  name: "stdout" | "stderr";
  text: string;
}

export interface DisplayOutput {
  type: "display_data";
  data: MimeBundle;
  metadata: JsonObject;
  /** Set when a later `update_display_data` may replace this output. Not kept in files. */
  displayId?: string;
}

export interface ResultOutput {
  type: "execute_result";
  data: MimeBundle;
  metadata: JsonObject;
  executionCount: number | null;
}

export interface ErrorOutput {
  type: "error";
  /** The error's name, e.g. `TypeError`. */
  name: string;
  message: string;
  /** Lines as a terminal would show them, with a code frame; may hold ANSI colours. */
  traceback: string[];
  /** Where in the cell's own text, 1-based; absent for errors from elsewhere. */
  location?: Location;
}

/** A place in a cell's text. Lines and columns are 1-based, as in a stack trace. */
export interface Location {
  /** The cell's id, when the place is in another cell than the one that ran. */
  cell?: string;
  line: number;
  column: number;
}

export type Output = StreamOutput | DisplayOutput | ResultOutput | ErrorOutput;

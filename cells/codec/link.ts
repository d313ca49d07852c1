/**
 * A whole notebook inside a link: base64url without padding of gzip of its `.ipynb` JSON in UTF-8.
 * gzip carries length and checksum, so a link that lost its end is an error and never half a notebook.
 */
import { gzipSync, strToU8 } from "fflate";
import type { Notebook } from "../notebook.ts";
import { fromBase64Url, toBase64Url } from "./base64.ts";
import { NotebookFormatError } from "./error.ts";
import { gunzip } from "./gunzip.ts";
import { readIpynb, writeIpynb } from "./ipynb.ts";
import type { Reading } from "./reading.ts";

/** Bytes of JSON that a link may unpack to. */
const MAX_UNPACKED = 32 * 2 ** 20;

/** The payload of a link, the same for the same notebook. Outputs are left out unless asked for. */
export function encodeLink(notebook: Notebook, { outputs = false } = {}): string {
  const json = writeIpynb(notebook, { outputs, compact: true });
  return toBase64Url(gzipSync(strToU8(json), { level: 9, mtime: 0 }));
}

/** @throws NotebookFormatError for every payload that isn't whole, in words for the person who opened the link. */
export function decodeLink(payload: string): Reading {
  try {
    return readIpynb(unpack(payload));
  } catch (error) {
    if (!(error instanceof NotebookFormatError)) throw error;
    const hint = "ask for the link again, or for the notebook as a file";
    throw new NotebookFormatError(error.problem, `this link can't be opened: ${error.message}: ${hint}`, { cause: error });
  }
}

function unpack(payload: string): string {
  if (payload.length > MAX_UNPACKED) throw new NotebookFormatError("too-big", "too big for a link");
  if (payload === "") throw new NotebookFormatError("cut-short", "cut short: nothing is left of it");
  const bytes = fromBase64Url(payload);
  if (!bytes) throw new NotebookFormatError("not-base64url", "changed or cut short: not base64url");
  const content = gunzip(bytes, MAX_UNPACKED);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(content);
  } catch (error) {
    throw new NotebookFormatError("not-text", "what is inside is not UTF-8 text", { cause: error });
  }
}

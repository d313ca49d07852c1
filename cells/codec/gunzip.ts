/**
 * Reading gzip that a stranger made: inflated piece by piece under a cap, so that a few kilobytes can't become
 * gigabytes, and accepted only when length and checksum agree.
 */
import { Inflate } from "fflate";
import { crc32 } from "./crc32.ts";
import { NotebookFormatError } from "./error.ts";

/** Bytes handed over at a time; deflate makes at most 1,032 of one, so no piece exceeds the cap by more than 4 MB. */
const PIECE = 4096;
const TRAILER = 8;

/** @throws NotebookFormatError: not gzip, cut short, more than `cap` bytes inside, or damaged. */
export function gunzip(bytes: Uint8Array, cap: number): Uint8Array {
  const start = findDeflate(bytes);
  const end = bytes.length - TRAILER;
  if (end <= start) throw cutShort();
  const { pieces, length, checksum } = inflate(bytes.subarray(start, end), cap);
  const trailer = new DataView(bytes.buffer, bytes.byteOffset + end, TRAILER);
  if (trailer.getUint32(0, true) !== checksum || trailer.getUint32(4, true) !== length) {
    throw new NotebookFormatError("wrong-checksum", "damaged or cut short: the checksum doesn't agree with the content");
  }
  return join(pieces, length);
}

function cutShort(options?: ErrorOptions): NotebookFormatError {
  return new NotebookFormatError("cut-short", "cut short: the end is missing", options);
}

/** Where the compressed bytes begin, behind the header and its optional fields. */
function findDeflate(bytes: Uint8Array): number {
  if (bytes.length < 10) throw cutShort();
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b || bytes[2] !== 8) throw new NotebookFormatError("not-gzip", "not gzip");
  const flags = bytes[3] ?? 0;
  let start = 10;
  if (flags & 4) start += 2 + (bytes[start] ?? 0) + ((bytes[start + 1] ?? 0) << 8);
  for (const field of [8, 16]) if (flags & field) start = bytes.indexOf(0, start) + 1 || bytes.length;
  return flags & 2 ? start + 2 : start;
}

function inflate(bytes: Uint8Array, cap: number): { pieces: Uint8Array[]; length: number; checksum: number } {
  const pieces: Uint8Array[] = [];
  let length = 0;
  let checksum = 0;
  const stream = new Inflate((piece) => {
    length += piece.length;
    if (length > cap) throw new NotebookFormatError("too-big", `too big: more than ${cap / 2 ** 20} MB when unpacked`);
    checksum = crc32(piece, checksum);
    pieces.push(piece);
  });
  try {
    for (let at = 0; at < bytes.length; at += PIECE) stream.push(bytes.subarray(at, at + PIECE), at + PIECE >= bytes.length);
  } catch (error) {
    if (error instanceof NotebookFormatError) throw error;
    throw cutShort({ cause: error });
  }
  return { pieces, length, checksum };
}

function join(pieces: Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

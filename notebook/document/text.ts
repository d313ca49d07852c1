/** Turns "the text is now this" into the smallest insert and delete, so that typing in two tabs merges. */
import type * as Y from "yjs";

export interface Splice {
  index: number;
  remove: number;
  insert: string;
}

/** The one splice that makes `before` into `after`, or null when they are equal. Never splits a surrogate pair. */
export function diffText(before: string, after: string): Splice | null {
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  if (isHighSurrogate(before, start - 1)) start--;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  if (isLowSurrogate(before, before.length - end)) end--;
  return { index: start, remove: before.length - start - end, insert: after.slice(start, after.length - end) };
}

/** Applies the difference to a shared text. The caller opens the transaction. */
export function replaceText(text: Y.Text, after: string): void {
  const splice = diffText(text.toString(), after);
  if (!splice) return;
  if (splice.remove > 0) text.delete(splice.index, splice.remove);
  if (splice.insert !== "") text.insert(splice.index, splice.insert);
}

function isHighSurrogate(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code >= 0xd800 && code < 0xdc00;
}

function isLowSurrogate(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code >= 0xdc00 && code < 0xe000;
}

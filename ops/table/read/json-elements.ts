/** The elements of an array written as JSON: where they end is found without parsing them, by passing over strings and counting brackets. */
import { ValidationError } from "../../errors.ts";

const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_ARRAY = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** Characters of a string after which the rest is searched at once: that has a price of its own, which short strings do not earn. */
const short = 24;

/** Where the comma or bracket is that ends the element which starts at `start`; -1 when the text ends before. What is between may be no JSON. */
export function elementEnd(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = stringEnd(text, at + 1);
      if (at < 0) return -1;
    } else if (code === OPEN_OBJECT || code === OPEN_ARRAY) depth++;
    else if (code === CLOSE_OBJECT || code === CLOSE_ARRAY) {
      if (depth-- === 0) return at;
    } else if (code === COMMA && depth === 0) return at;
  }
  return -1;
}

/** Where the quote is that closes the string. */
function stringEnd(text: string, start: number): number {
  let at = start;
  for (const near = Math.min(text.length, start + short); at < near; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at;
    if (code === BACKSLASH) at++;
  }
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return -1;
    let slashes = quote;
    while (slashes > at && text.charCodeAt(slashes - 1) === BACKSLASH) slashes--;
    if ((quote - slashes) % 2 === 0) return quote;
    at = quote + 1;
  }
}

/** Throws `ValidationError` for text that is not JSON; `where` says which text that is. */
export function parseJson(op: string, text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ValidationError(op, `${where} is not JSON: ${(error as Error).message}`);
  }
}

/** Names that nobody else has. `crypto.randomUUID` is missing on pages that come over plain http; this works there too. */

/** Random hexadecimal digits; `length` is even. Default 32, which is 128 bits. */
export function randomId(length = 32): string {
  const bytes = crypto.getRandomValues(new Uint8Array(length / 2));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

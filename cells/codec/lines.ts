/** Line ends. In memory a cell's lines end in `\n`, for the editor and for positions; `\r\n` belongs to files. */

export function withLineFeeds(text: string): string {
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}

/** The byte order mark that some editors put before a text. */
export function withoutByteOrderMark(text: string): string {
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}

/** How much of a long text is drawn at once. */

/** Characters drawn before the reader asks for more. */
export const FIRST_CHARACTERS = 100_000;
/** Characters that a page can draw at all; more than that is a file to download. */
export const MOST_CHARACTERS = 5_000_000;

/** The start of a text, or its end, cut at a line when one is near. */
export function excerpt(text: string, length: number, from: "start" | "end"): string {
  if (text.length <= length) return text;
  if (from === "start") {
    const line = text.lastIndexOf("\n", length);
    return text.slice(0, line > length / 2 ? line : length);
  }
  const line = text.indexOf("\n", text.length - length);
  return text.slice(line >= 0 && line < text.length - length / 2 ? line + 1 : text.length - length);
}

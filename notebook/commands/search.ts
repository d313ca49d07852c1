/** Finds commands by a few letters of their title: words' beginnings first, then letters in order. */
import type { Command } from "./command.ts";

/** The commands that a query fits, best first; all of them, in their own order, for an empty one. */
export function rankCommands(commands: readonly Command[], query: string): Command[] {
  const wanted = query.trim().toLowerCase();
  return commands
    .map((command) => ({ command, rank: rank(command.title.toLowerCase(), wanted) }))
    .filter(({ rank }) => rank < Infinity)
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ command }) => command);
}

/** 0 for a title that begins so, then a word in it, then anywhere, then letters in order; Infinity for no fit. */
function rank(title: string, wanted: string): number {
  if (title.startsWith(wanted)) return 0;
  if (title.includes(` ${wanted}`)) return 1;
  if (title.includes(wanted)) return 2;
  let at = -1;
  for (const letter of wanted.replaceAll(" ", "")) {
    at = title.indexOf(letter, at + 1);
    if (at < 0) return Infinity;
  }
  return 3;
}

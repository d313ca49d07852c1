/** Words of a command that name some of many things. */

/** Those of all that one of the words, separated by commas, matches; all when there are no words. Throws when a word matches none. */
export function choose<T extends string>(what: string, list: string | undefined, all: readonly T[], matches: (name: T, word: string) => boolean): readonly T[] {
  if (list === undefined) return all;
  const words = list.split(",");
  for (const word of words) if (!all.some((name) => matches(name, word))) throw new Error(`unknown ${what}: ${word} (${all.join(", ")})`);
  return all.filter((name) => words.some((word) => matches(name, word)));
}

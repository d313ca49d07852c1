/** The words after a suite's name. */

/** Those of all that one of the words, separated by commas, matches; all when there are no words. Throws when a word matches none. */
export function choose<T extends string>(what: string, list: string | undefined, all: readonly T[], matches: (name: T, word: string) => boolean): readonly T[] {
  if (list === undefined) return all;
  const words = list.split(",");
  for (const word of words) if (!all.some((name) => matches(name, word))) throw new Error(`unknown ${what}: ${word} (${all.join(", ")})`);
  return all.filter((name) => words.some((word) => matches(name, word)));
}

/** What the words say. When one is wrong, tells so and how to use the suite, lets the command end with 2 and returns undefined. */
export function parseOrExplain<Options>(parse: (words: readonly string[]) => Options, words: readonly string[], usage: string): Options | undefined {
  try {
    return parse(words);
  } catch (error) {
    console.error(`${(error as Error).message}\n${usage}`);
    process.exitCode = 2;
    return undefined;
  }
}

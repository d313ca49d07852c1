/** The formula inside `text/latex`, which comes with or without its dollar signs. */

export interface Formula {
  tex: string;
  isBlock: boolean;
}

export function readTex(text: string): Formula {
  const trimmed = text.trim();
  for (const [open, close, isBlock] of DELIMITERS) {
    if (trimmed.length >= open.length + close.length && trimmed.startsWith(open) && trimmed.endsWith(close)) {
      return { tex: trimmed.slice(open.length, trimmed.length - close.length), isBlock };
    }
  }
  return { tex: trimmed, isBlock: true };
}

const DELIMITERS = [
  ["$$", "$$", true],
  ["$\\displaystyle", "$", true],
  ["$", "$", false],
  ["\\[", "\\]", true],
  ["\\(", "\\)", false],
] as const;

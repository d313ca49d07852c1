/** What a reader of files and links may refuse, in words for the person who opened them. */

type FormatProblem =
  | "not-a-notebook"
  | "unknown-version"
  | "too-big"
  | "too-deep"
  | "cut-short"
  | "not-base64url"
  | "not-gzip"
  | "wrong-checksum"
  | "not-text"
  | "bad-address";

/** Thrown by every codec for a text that can't be opened. `message` is fit to be shown as it is. */
export class NotebookFormatError extends Error {
  override readonly name = "NotebookFormatError";
  readonly problem: FormatProblem;

  constructor(problem: FormatProblem, message: string, options?: ErrorOptions) {
    super(message, options);
    this.problem = problem;
  }
}

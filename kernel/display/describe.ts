/** Value to MIME bundle: the first kind that knows the value, with plain text always beside it. */
import { MIME } from "../../cells/mime.ts";
import type { Description, Said } from "./kind.ts";
import { KINDS } from "./kinds.ts";
import { printed, textOf } from "./text.ts";

/** Characters of a value's plain text. */
const MAX_TEXT = 1_000_000;

/**
 * Never throws and never rejects: a value that cannot be described is shown as text that says why.
 * A promise comes back only for values whose data has to be read first.
 */
export function describe(value: unknown): Description | Promise<Description> {
  try {
    const said = KINDS.find((kind) => kind.test(value))?.describe(value as never) ?? { data: {} };
    return said instanceof Promise ? said.then((result) => complete(result, value)).catch(failed) : complete(said, value);
  } catch (error) {
    return failed(error);
  }
}

function complete({ data, metadata = {} }: Said, value: unknown): Description {
  return { data: MIME.text in data ? data : { ...data, [MIME.text]: clipped(printed(value)) }, metadata };
}

function clipped(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}\n… ${(text.length - MAX_TEXT).toLocaleString("en")} more characters not shown` : text;
}

function failed(error: unknown): Description {
  return { data: { [MIME.text]: `[value that cannot be shown: ${error instanceof Error ? error.message : textOf(error)}]` }, metadata: {} };
}

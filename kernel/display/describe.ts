/** Value to MIME bundle: the first kind that knows the value, with plain text always beside it. */
import { MIME } from "../../cells/mime.ts";
import type { MimeBundle } from "../../cells/output.ts";
import type { Description, Kind } from "./kind.ts";
import { KINDS } from "./kinds.ts";
import { printed } from "./text.ts";

/**
 * Never throws and never rejects: a value that cannot be described is shown as text that says why.
 * A promise comes back only for values whose data has to be read first.
 */
export function describe(value: unknown): Description | Promise<Description> {
  try {
    const kind = KINDS.find((kind) => kind.test(value));
    const bundle = (kind as Kind | undefined)?.bundle(value as never) ?? {};
    return bundle instanceof Promise ? bundle.then((data) => complete(data, value), failed) : complete(bundle, value);
  } catch (error) {
    return failed(error);
  }
}

function complete(data: MimeBundle, value: unknown): Description {
  return { data: MIME.text in data ? data : { ...data, [MIME.text]: printed(value) }, metadata: {} };
}

function failed(error: unknown): Description {
  return { data: { [MIME.text]: `[value that cannot be shown: ${printed(error)}]` }, metadata: {} };
}

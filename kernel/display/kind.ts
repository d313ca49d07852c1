/** What each kind of value that is shown richly has to say for itself. Types only. */
import type { JsonObject } from "../../cells/json.ts";
import type { MimeBundle } from "../../cells/output.ts";

export interface Description {
  data: MimeBundle;
  metadata: JsonObject;
}

/** One kind of value. The bundle need not hold `text/plain`: it is added. */
export interface Kind {
  name: string;
  test(value: unknown): boolean;
  /** Forms of the value by MIME type; a promise where its data has to be read first. */
  bundle(value: never): MimeBundle | Promise<MimeBundle>;
}

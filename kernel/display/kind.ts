/** What each kind of value that is shown richly has to say for itself. Types only. */
import type { JsonObject } from "../../cells/json.ts";
import type { MimeBundle } from "../../cells/output.ts";

export interface Description {
  data: MimeBundle;
  metadata: JsonObject;
}

/** What a kind says: `text/plain` and metadata need not be there, they are added. */
export interface Said {
  data: MimeBundle;
  metadata?: JsonObject;
}

/** One kind of value. */
export interface Kind {
  name: string;
  test(value: unknown): boolean;
  /** The value in its forms; a promise where its data has to be read first. May throw. */
  describe(value: never): Said | Promise<Said>;
}

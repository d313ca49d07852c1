/** A notebook's id: also a host name's label, so that each notebook's kernel has an origin of its own. */
import { randomId } from "../../cells/random-id.ts";

export function newNotebookId(): string {
  return randomId(16);
}

/** The one notebook behind the playground; it is not in the library's list. */
export const PLAYGROUND_ID = "playground";

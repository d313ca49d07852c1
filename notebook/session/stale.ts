/** Which cells show outputs that no longer answer to the text: they changed since they ran in this kernel. */
import { createMemo, type Accessor } from "solid-js";
import type { DocumentModel } from "../document/model.ts";
import type { Session } from "./session.ts";

export function createStale(model: DocumentModel, session: Session): Accessor<ReadonlySet<string>> {
  return createMemo(() => {
    const changed = model.cells().filter((cell) => {
      const ran = session.run(cell.id).ranSource();
      return ran !== null && ran !== cell.source();
    });
    return new Set(changed.map(({ id }) => id));
  });
}

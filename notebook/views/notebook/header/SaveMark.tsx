/** Whether the work is stored: always true, always visible. */
import { useBench } from "../workbench-context.ts";

const WORDS = { saved: "Saved", saving: "Saving…", unsaved: "Not saved" };

export function SaveMark() {
  const { save } = useBench();
  const copy = () => save().kind === "unsaved" && !save().failed;
  return (
    <span class="save-mark" data-kind={copy() ? "copy" : save().kind} title={save().reason} role="status" aria-live="off">
      {copy() ? "Unsaved" : WORDS[save().kind]}
    </span>
  );
}

/** Says where a linked notebook came from, and that it has not run. */
import { createSignal, For, Show } from "solid-js";
import { useBench } from "../notebook/workbench-context.ts";

export function LinkBanner(props: { from: string; remarks: readonly string[] }) {
  const { save, saveNow } = useBench();
  const [dismissed, setDismissed] = createSignal(false);
  return (
    <Show when={!dismissed()}>
      <div class="banner warn" role="status">
        <div class="banner-lines">
          <p>
            <strong>{props.from}: read it before you run it.</strong> Nothing has run. Code in it cannot reach your other notebooks.
          </p>
          <For each={props.remarks}>{(remark) => <p>{remark}</p>}</For>
        </div>
        <Show when={save().kind === "unsaved"}>
          <button type="button" class="button" onClick={() => void saveNow()}>
            Save a copy
          </button>
        </Show>
        <button type="button" class="button quiet" onClick={() => setDismissed(true)}>
          Dismiss
        </button>
      </div>
    </Show>
  );
}

/** Earlier states of this notebook; taking one back is one step that undo reverts. */
import { createResource, For, Show } from "solid-js";
import { useApp } from "../../app-context.ts";
import { Modal } from "../../parts/Modal.tsx";
import { showWhen } from "../../parts/units.ts";
import { useBench } from "../workbench-context.ts";
import type { StoredVersion } from "../../../store/shelf.ts";
import type { DialogProps } from "./Dialogs.tsx";

export default function Versions(props: DialogProps) {
  const { id, document: notebook, shell } = useBench();
  const app = useApp();
  const [versions] = createResource(async () => (await app.store()).shelf.versions(id));

  async function restore(version: StoredVersion) {
    notebook.actions.replaceAll((await app.store()).readVersion(version));
    props.onClose();
    shell.notify(`Version of ${showWhen(version.saved)} restored`, { label: "Undo", run: notebook.actions.undo });
  }

  return (
    <Modal title="Earlier versions" onClose={props.onClose}>
      <Show when={(versions.latest?.length ?? 0) > 0} fallback={<p class="note">A version is kept about every ten minutes of work. There is none yet.</p>}>
        <ul class="versions">
          <For each={versions.latest}>
            {(version) => (
              <li>
                <span title={new Date(version.saved).toLocaleString("en-GB")}>{showWhen(version.saved)}</span>
                <span class="note">save {version.revision.toLocaleString("en")}</span>
                <button type="button" class="button" onClick={() => void restore(version)}>
                  Restore
                </button>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </Modal>
  );
}

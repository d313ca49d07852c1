/** Asks before a restart: variables are lost, cells and outputs are not. */
import { commandById } from "../../../commands/index.ts";
import { Modal } from "../../parts/Modal.tsx";
import { useBench } from "../workbench-context.ts";
import type { DialogProps } from "./Dialogs.tsx";

export default function Restart(props: DialogProps) {
  const workbench = useBench();
  const restart = () => {
    workbench.session.restart();
    props.onClose();
  };
  return (
    <Modal title="Restart the kernel?" onClose={props.onClose}>
      <p class="note">All variables are forgotten and running cells are stopped. Your cells and their outputs stay.</p>
      <div class="dialog-actions">
        <button type="button" class="button" onClick={() => props.onClose()}>
          Cancel
        </button>
        <button
          type="button"
          class="button"
          onClick={() => {
            restart();
            commandById("run-all").run(workbench);
          }}
        >
          Restart and run everything
        </button>
        <button type="button" class="button primary" autofocus onClick={restart}>
          Restart
        </button>
      </div>
    </Modal>
  );
}

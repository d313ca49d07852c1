/** Asks for a notebook's new title. */
import { Modal } from "../parts/Modal.tsx";

export function RenameDialog(props: { title: string; onRename(title: string): void; onClose(): void }) {
  let field!: HTMLInputElement;
  const rename = (event: SubmitEvent) => {
    event.preventDefault();
    const title = field.value.trim();
    if (title !== "" && title !== props.title) props.onRename(title);
    props.onClose();
  };
  return (
    <Modal title="Rename notebook" onClose={props.onClose}>
      <form class="rename" onSubmit={rename}>
        <input ref={field} class="field" aria-label="New title" value={props.title} autofocus onFocus={() => field.select()} />
        <div class="dialog-actions">
          <button type="button" class="button" onClick={() => props.onClose()}>
            Cancel
          </button>
          <button type="submit" class="button primary">
            Rename
          </button>
        </div>
      </form>
    </Modal>
  );
}

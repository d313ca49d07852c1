/** One notebook of the library: opens on press; renamed, duplicated and deleted from its menu. */
import { DropdownMenu } from "@kobalte/core/dropdown-menu";
import { A } from "@solidjs/router";
import Copy from "lucide-solid/icons/copy";
import Ellipsis from "lucide-solid/icons/ellipsis";
import Pencil from "lucide-solid/icons/pencil";
import Trash from "lucide-solid/icons/trash";
import { createSignal, Show } from "solid-js";
import type { NotebookSummary } from "../../store/shelf.ts";
import { useApp } from "../app-context.ts";
import { showWhen } from "../parts/units.ts";
import { RenameDialog } from "./RenameDialog.tsx";
import { useShelfChange } from "./use-shelf-change.ts";

export function NotebookRow(props: { notebook: NotebookSummary }) {
  const app = useApp();
  const change = useShelfChange();
  const [renaming, setRenaming] = createSignal(false);
  let menuButton!: HTMLButtonElement;
  const count = () => (props.notebook.cells === 1 ? "1 cell" : `${props.notebook.cells} cells`);

  async function remove(): Promise<void> {
    const { id, title } = props.notebook;
    if (!(await change((store) => store.shelf.setDeleted(id, Date.now())))) return;
    const undo = () => void change((store) => store.shelf.setDeleted(id, null));
    app.shell.notify(`“${title}” deleted`, { label: "Undo", run: undo });
  }

  function closeRename(): void {
    setRenaming(false);
    // The menu's item, which had the focus before, is no more.
    menuButton.focus();
  }

  return (
    <li class="notebook-row">
      <A href={`/notebook/${props.notebook.id}`} class="notebook-link">
        <span class="notebook-title">{props.notebook.title}</span>
        <span class="notebook-preview">{props.notebook.preview}</span>
      </A>
      <span class="notebook-when">
        {showWhen(props.notebook.modified)} · {count()}
      </span>
      <DropdownMenu modal={false}>
        <DropdownMenu.Trigger ref={menuButton} class="icon-button" aria-label={`Actions for ${props.notebook.title}`}>
          <Ellipsis />
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content class="menu">
            <DropdownMenu.Item class="menu-item" onSelect={() => setRenaming(true)}>
              <Pencil /> Rename
            </DropdownMenu.Item>
            <DropdownMenu.Item class="menu-item" onSelect={() => void change((store) => store.duplicate(props.notebook.id))}>
              <Copy /> Duplicate
            </DropdownMenu.Item>
            <DropdownMenu.Item class="menu-item" onSelect={() => void remove()}>
              <Trash /> Delete
            </DropdownMenu.Item>
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu>
      <Show when={renaming()}>
        <RenameDialog
          title={props.notebook.title}
          onRename={(title) => void change((store) => store.rename(props.notebook.id, title))}
          onClose={closeRename}
        />
      </Show>
    </li>
  );
}

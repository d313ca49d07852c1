/** The command palette: type a few letters, press Enter. */
import { createMemo, createSignal, createUniqueId, For, Show } from "solid-js";
import { isEnabled } from "../../../commands/command.ts";
import { commands } from "../../../commands/index.ts";
import { showKeys } from "../../../commands/keys.ts";
import { rankCommands } from "../../../commands/search.ts";
import { Modal } from "../../parts/Modal.tsx";
import { onMac } from "../../parts/platform.ts";
import { useBench } from "../workbench-context.ts";
import type { DialogProps } from "./Dialogs.tsx";

export default function Palette(props: DialogProps) {
  const workbench = useBench();
  const list = createUniqueId();
  const [query, setQuery] = createSignal("");
  const [at, setAt] = createSignal(0);
  const enabled = commands.filter((command) => command.id !== "palette" && isEnabled(command, workbench));
  const found = createMemo(() => rankCommands(enabled, query()));

  const choose = (index: number) => {
    const command = found()[index];
    if (!command) return;
    props.onClose();
    command.run(workbench);
  };
  const move = (by: number) => {
    setAt((now) => Math.max(0, Math.min(found().length - 1, now + by)));
    document.getElementById(`${list}-${at()}`)?.scrollIntoView({ block: "nearest" });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Enter") choose(at());
    else return;
    event.preventDefault();
  };

  return (
    <Modal title="Command palette" quietTitle onClose={props.onClose}>
      <input
        class="field"
        placeholder="What do you want to do?"
        role="combobox"
        aria-label="Search commands"
        aria-expanded="true"
        aria-controls={list}
        aria-activedescendant={`${list}-${at()}`}
        autofocus
        onInput={(event) => {
          setQuery(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <ul class="palette" id={list} role="listbox" aria-label="Commands">
        <For each={found()} fallback={<li class="note">No command has these letters.</li>}>
          {(command, index) => (
            <li
              id={`${list}-${index()}`}
              role="option"
              class="menu-item"
              aria-selected={index() === at()}
              data-highlighted={index() === at() ? "" : undefined}
              onPointerMove={() => setAt(index())}
              onClick={() => choose(index())}
            >
              {command.title}
              <Show when={command.keys?.both?.[0] ?? command.keys?.command?.[0] ?? command.keys?.edit?.[0]}>
                {(keys) => <kbd>{showKeys(keys(), onMac)}</kbd>}
              </Show>
            </li>
          )}
        </For>
      </ul>
    </Modal>
  );
}

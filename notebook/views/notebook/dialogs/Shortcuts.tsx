/** All keys, drawn from the commands themselves. */
import { For, Show } from "solid-js";
import type { Command, CommandGroup } from "../../../commands/command.ts";
import { commands } from "../../../commands/index.ts";
import { showKeys } from "../../../commands/keys.ts";
import { Modal } from "../../parts/Modal.tsx";
import { onMac } from "../../parts/platform.ts";
import type { DialogProps } from "./Dialogs.tsx";

const GROUPS: CommandGroup[] = ["Run", "Cell", "Edit", "View", "Kernel", "File"];
const MODES = { both: "anywhere", edit: "in a cell's text", command: "on a cell" } as const;

const within = (group: CommandGroup) => commands.filter((command) => command.group === group && command.keys);

export default function Shortcuts(props: DialogProps) {
  return (
    <Modal title="Keyboard shortcuts" wide onClose={props.onClose}>
      <p class="note">
        On a cell, keys are commands; Enter goes into its text and Escape comes back. In the text, Tab indents: press Escape first to leave with Tab.
      </p>
      <div class="shortcuts">
        <For each={GROUPS}>
          {(group) => (
            <Show when={within(group).length > 0}>
              <section>
                <h3>{group}</h3>
                <dl>
                  <For each={within(group)}>{(command) => <Shortcut command={command} />}</For>
                </dl>
              </section>
            </Show>
          )}
        </For>
      </div>
    </Modal>
  );
}

function Shortcut(props: { command: Command }) {
  const modes = () => Object.entries(props.command.keys ?? {}) as [keyof typeof MODES, readonly string[]][];
  /** Each key once, with the modes that it works in. */
  const keys = () => [...Map.groupBy(modes().flatMap(([mode, keys]) => keys.map((key) => ({ mode, key }))), ({ key }) => key)];
  return (
    <div>
      <dt>{props.command.title}</dt>
      <dd>
        <For each={keys()}>
          {([key, uses]) => <kbd title={uses.map(({ mode }) => MODES[mode]).join(" and ")}>{showKeys(key, onMac)}</kbd>}
        </For>
      </dd>
    </div>
  );
}

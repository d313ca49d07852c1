/** Everything that has no place in the header's one line, and on a narrow screen what lost its place there. */
import { DropdownMenu } from "@kobalte/core/dropdown-menu";
import Ellipsis from "lucide-solid/icons/ellipsis";
import { For } from "solid-js";
import { commandById } from "../../../commands/index.ts";
import { showKeys } from "../../../commands/keys.ts";
import { exportFormats } from "../../../share/export.ts";
import { onMac } from "../../parts/platform.ts";
import { useExport } from "../use-export.ts";
import { useBench } from "../workbench-context.ts";

const GROUPS = [
  ["run-above", "run-below", "restart-and-run-all", "clear-all-outputs"],
  ["contents", "variables", "profiler", "memory", "find", "line-numbers", "palette"],
  ["save", "versions", "theme", "shortcuts"],
];

function keysOf(id: string): string {
  const { both, command } = commandById(id).keys ?? {};
  return showKeys(both?.[0] ?? command?.[0] ?? "", onMac);
}

export function MoreMenu() {
  const workbench = useBench();
  const exportAs = useExport();
  return (
    <DropdownMenu modal={false}>
      <DropdownMenu.Trigger class="icon-button" aria-label="More" title="More">
        <Ellipsis />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content class="menu">
          <For each={GROUPS}>
            {(group) => (
              <>
                <For each={group}>
                  {(id) => (
                    <DropdownMenu.Item class="menu-item" onSelect={() => commandById(id).run(workbench)}>
                      {commandById(id).title}
                      <kbd>{keysOf(id)}</kbd>
                    </DropdownMenu.Item>
                  )}
                </For>
                <hr class="menu-line" />
              </>
            )}
          </For>
          <For each={exportFormats}>
            {(format) => (
              <DropdownMenu.Item class="menu-item" onSelect={() => exportAs(format)}>
                Export as {format.title}
              </DropdownMenu.Item>
            )}
          </For>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu>
  );
}

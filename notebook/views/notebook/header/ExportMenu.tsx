/** The file formats a notebook leaves in. */
import { DropdownMenu } from "@kobalte/core/dropdown-menu";
import Download from "lucide-solid/icons/download";
import { For } from "solid-js";
import { exportFormats } from "../../../share/export.ts";
import { useExport } from "../use-export.ts";

export function ExportMenu() {
  const exportAs = useExport();
  return (
    <DropdownMenu modal={false}>
      <DropdownMenu.Trigger class="icon-button" aria-label="Export" title="Export">
        <Download />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content class="menu">
          <For each={exportFormats}>
            {(format) => (
              <DropdownMenu.Item class="menu-item" onSelect={() => exportAs(format)}>
                {format.title}
              </DropdownMenu.Item>
            )}
          </For>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu>
  );
}

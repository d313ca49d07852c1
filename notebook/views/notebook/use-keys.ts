/** Listens to the keyboard for one notebook and runs the commands that its keys mean. */
import { onCleanup, onMount } from "solid-js";
import { give } from "../../commands/command.ts";
import { commands } from "../../commands/index.ts";
import { createKeyMatcher } from "../../commands/keys.ts";
import type { Mode } from "../../commands/selection.ts";
import type { Workbench } from "../../commands/workbench.ts";
import { onMac } from "../parts/platform.ts";

export function useKeys(workbench: Workbench): void {
  const matcher = createKeyMatcher(commands, onMac);
  const listen = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    const mode = modeAt(event);
    if (!mode) return;
    const found = matcher.press(event, mode);
    if (!found) return;
    event.preventDefault();
    if (found !== "waiting") give(found, workbench);
  };
  onMount(() => addEventListener("keydown", listen));
  onCleanup(() => removeEventListener("keydown", listen));
}

/** Which keys mean something where the focus is; null where all belong to what has it. */
function modeAt({ target, key }: KeyboardEvent): Mode | "both" | null {
  if (!(target instanceof Element)) return "command";
  if (target.closest("dialog, [role=menu], [role=listbox]")) return null;
  if (target.closest(".cell-editor")) return "edit";
  if (target.closest("input, textarea, select, [contenteditable=true], .outputs")) return "both";
  if (target.closest("button, a, summary") && (key === "Enter" || key === " ")) return null;
  return "command";
}

/** A command is a value: keys, menus and the palette are drawn from the same list. */
import type { Workbench } from "./workbench.ts";

export type CommandGroup = "Run" | "Cell" | "Edit" | "Kernel" | "File" | "View";

export interface Command {
  id: string;
  /** What menus and the palette show. */
  title: string;
  group: CommandGroup;
  /** Keys by mode, written as `Accel+Shift+C`; a space separates keys pressed one after the other: `D D`. */
  keys?: Partial<Record<"command" | "edit" | "both", readonly string[]>>;
  /** The command makes or removes cells; a playground does without it. */
  changesCells?: boolean;
  /** Default: always. */
  enabled?(workbench: Workbench): boolean;
  /** `offset`: where the cursor stands in the active cell's text, when the command came from its editor. */
  run(workbench: Workbench, offset?: number): void;
}

/** Whether a command can be given now. */
export function isEnabled(command: Command, workbench: Workbench): boolean {
  return !(workbench.oneCell && command.changesCells) && (command.enabled?.(workbench) ?? true);
}

/** Gives a command, unless it is not to be had now. */
export function give(command: Command, workbench: Workbench, offset?: number): void {
  if (isEnabled(command, workbench)) command.run(workbench, offset);
}

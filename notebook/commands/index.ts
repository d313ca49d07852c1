/** All commands of a notebook page. */
import { cellCommands } from "./cells.ts";
import type { Command } from "./command.ts";
import { runCommands } from "./run.ts";
import { viewCommands } from "./view.ts";

export const commands: readonly Command[] = [...runCommands, ...cellCommands, ...viewCommands];

/** The command with this id. @throws when there is none: the id is written in our own code */
export function commandById(id: string): Command {
  const found = commands.find((command) => command.id === id);
  if (!found) throw new Error(`no such command: ${id}`);
  return found;
}

/** From key presses to commands. Pure: who listens, and to what, is the page's business. */
import type { Command } from "./command.ts";
import type { Mode } from "./selection.ts";

/** Two keys of a sequence may be this far apart, in milliseconds. */
const SEQUENCE_TIME = 800;

export interface KeyPress {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  timeStamp: number;
}

/** A key press as the tables write it; letters are upper case, `Accel` is Cmd on macOS and Ctrl elsewhere. */
export function nameOfKey(press: KeyPress, mac: boolean): string {
  const accel = mac ? press.metaKey : press.ctrlKey;
  const control = mac ? press.ctrlKey : press.metaKey;
  const key = baseKey(press);
  const shown = [accel && "Accel", control && (mac ? "Ctrl" : "Meta"), press.altKey && "Alt", press.shiftKey && "Shift", key];
  return shown.filter(Boolean).join("+");
}

/** The key without what Shift or Alt make of it. */
function baseKey({ key, code }: KeyPress): string {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  const digit = /^Digit(\d)$/.exec(code)?.[1];
  // A letter goes by what is printed on the key: on AZERTY the A stands where QWERTY has its Q.
  if (/^[a-z]$/i.test(key)) return key.toUpperCase();
  if (code === "Minus") return "-";
  return digit ?? letter ?? (key === " " ? "Space" : key);
}

export interface KeyMatcher {
  /** The command that this press completes; `waiting` when it began a sequence; null when it means nothing. */
  press(press: KeyPress, mode: Mode | "both"): Command | "waiting" | null;
}

/**
 * A matcher over the commands' keys.
 *
 * @throws when two commands claim the same keys in one mode
 */
export function createKeyMatcher(commands: readonly Command[], mac: boolean): KeyMatcher {
  const tables = { command: tableOf(commands, "command"), edit: tableOf(commands, "edit"), both: tableOf(commands, "both") };
  let begun: { name: string; at: number } | null = null;
  return {
    press(press, mode) {
      if (["Shift", "Control", "Alt", "Meta"].includes(press.key)) return null;
      const name = nameOfKey(press, mac);
      const sequence = begun && press.timeStamp - begun.at < SEQUENCE_TIME ? `${begun.name} ${name}` : null;
      begun = null;
      const table = tables[mode];
      const command = (sequence && table.get(sequence)) || table.get(name);
      if (command) return command;
      if (![...table.keys()].some((keys) => keys.startsWith(`${name} `))) return null;
      begun = { name, at: press.timeStamp };
      return "waiting";
    },
  };
}

function tableOf(commands: readonly Command[], mode: Mode | "both"): Map<string, Command> {
  const table = new Map<string, Command>();
  for (const command of commands) {
    for (const keys of [...(command.keys?.both ?? []), ...(mode === "both" ? [] : (command.keys?.[mode] ?? []))]) {
      const taken = table.get(keys);
      if (taken) throw new Error(`key claimed twice in ${mode} mode: ${keys} (${taken.id}, ${command.id})`);
      table.set(keys, command);
    }
  }
  return table;
}

/** Keys as people read them: `Ctrl+Shift+C`, or `⌘⇧C` on macOS. */
export function showKeys(keys: string, mac: boolean): string {
  const arrows = keys.replaceAll("ArrowUp", "↑").replaceAll("ArrowDown", "↓").replaceAll("ArrowLeft", "←").replaceAll("ArrowRight", "→");
  if (!mac) return arrows.replaceAll("Accel", "Ctrl");
  return arrows.replaceAll("Accel+", "⌘").replaceAll("Shift+", "⇧").replaceAll("Alt+", "⌥").replaceAll("Ctrl+", "⌃");
}

/** Moving about, folding, panels, help: what changes the view and not the notebook. And saving and sharing it. */
import { sectionOf } from "../document/headings.ts";
import type { Command } from "./command.ts";
import type { Panel, Workbench } from "./workbench.ts";

export const viewCommands: readonly Command[] = [
  {
    id: "edit",
    title: "Edit cell",
    group: "Edit",
    keys: { command: ["Enter"] },
    run({ selection }) {
      const active = selection.active();
      if (active) selection.edit(active);
    },
  },
  {
    id: "leave-edit",
    title: "Leave the cell's text",
    group: "Edit",
    keys: { edit: ["Escape", "Ctrl+M"] },
    run: ({ selection }) => selection.leaveEdit(),
  },
  { id: "undo", title: "Undo", group: "Edit", keys: { command: ["Z", "Accel+Z"], edit: ["Accel+Z"] }, run: takeStep("undo") },
  {
    id: "redo",
    title: "Redo",
    group: "Edit",
    keys: { command: ["Shift+Z", "Accel+Shift+Z"], edit: ["Accel+Shift+Z"] },
    run: takeStep("redo"),
  },
  { id: "previous", title: "Cell above", group: "View", keys: { command: ["ArrowUp", "K"] }, run: step(-1) },
  { id: "next", title: "Cell below", group: "View", keys: { command: ["ArrowDown", "J"] }, run: step(1) },
  { id: "extend-up", title: "Extend selection up", group: "View", keys: { command: ["Shift+ArrowUp", "Shift+K"] }, run: step(-1, true) },
  {
    id: "extend-down",
    title: "Extend selection down",
    group: "View",
    keys: { command: ["Shift+ArrowDown", "Shift+J"] },
    run: step(1, true),
  },
  { id: "select-all", title: "Select all cells", group: "View", keys: { command: ["Accel+A"] }, run: ({ selection }) => selection.selectAll() },
  { id: "fold", title: "Collapse heading", group: "View", keys: { command: ["ArrowLeft"] }, run: fold(true) },
  { id: "unfold", title: "Expand heading", group: "View", keys: { command: ["ArrowRight"] }, run: fold(false) },
  {
    id: "line-numbers",
    title: "Line numbers on or off",
    group: "View",
    keys: { command: ["Shift+L"] },
    run: ({ setLineNumbers }) => void setLineNumbers((shown) => !shown),
  },
  { id: "find", title: "Find and replace", group: "Edit", keys: { command: ["Accel+F", "Accel+H"] }, run: open("find") },
  { id: "palette", title: "Command palette", group: "View", keys: { both: ["Accel+Shift+C", "F1", "Accel+K"] }, run: open("palette") },
  { id: "shortcuts", title: "Keyboard shortcuts", group: "View", keys: { command: ["Shift+?"] }, run: open("shortcuts") },
  { id: "contents", title: "Contents", group: "View", run: panel("contents") },
  { id: "variables", title: "Variables", group: "View", run: panel("variables") },
  { id: "profiler", title: "Profiler", group: "View", run: panel("profiler") },
  { id: "memory", title: "Memory", group: "View", run: panel("memory") },
  { id: "theme", title: "Switch theme: automatic, light, dark", group: "View", run: ({ shell }) => shell.cycleTheme() },
  { id: "save", title: "Save", group: "File", keys: { both: ["Accel+S"] }, run: (workbench) => void workbench.saveNow() },
  { id: "share", title: "Share…", group: "File", run: open("share") },
  { id: "versions", title: "Earlier versions…", group: "File", run: open("versions") },
  { id: "library", title: "Go to your notebooks", group: "File", run: ({ shell }) => shell.go("/") },
];

function step(by: number, extend = false) {
  return ({ selection }: Workbench) => selection.step(by, extend);
}

/** Undo and redo span all cells: the one that changed is gone to. */
function takeStep(way: "undo" | "redo") {
  return ({ document, selection }: Workbench) => {
    const changed = document.actions[way]();
    if (!changed || changed === selection.active()) return;
    if (selection.mode() === "edit") selection.edit(changed);
    else selection.select(changed);
  };
}

function open(name: "find" | "palette" | "shortcuts" | "share" | "versions") {
  return ({ setDialog }: Workbench) => void setDialog(name);
}

function panel(name: Panel) {
  return ({ setPanel }: Workbench) => void setPanel((shown) => (shown === name ? null : name));
}

/** Folds the section that the active cell heads, or the one it stands in. */
function fold(folded: boolean) {
  return ({ document, selection, setFolded }: Workbench) => {
    const heading = sectionOf(document.model.cells(), selection.active());
    if (!heading) return;
    selection.select(heading);
    setFolded((all) => new Set(folded ? [...all, heading] : [...all].filter((id) => id !== heading)));
  };
}

/** Adding, moving, joining and turning cells into other kinds. */
import type { Cell, CellKind } from "../../cells/notebook.ts";
import { readCells } from "../document/open.ts";
import type { Command } from "./command.ts";
import type { Workbench } from "./workbench.ts";

export const cellCommands: readonly Command[] = [
  {
    id: "insert-above",
    title: "Insert code cell above",
    group: "Cell",
    changesCells: true,
    keys: { command: ["A"] },
    run: (workbench) => insertAt(workbench, firstSelected(workbench), [{}]),
  },
  {
    id: "insert-below",
    title: "Insert code cell below",
    group: "Cell",
    changesCells: true,
    keys: { command: ["B"] },
    run: (workbench) => insertAt(workbench, lastSelected(workbench) + 1, [{}]),
  },
  {
    id: "cut",
    title: "Cut cells",
    group: "Cell",
    changesCells: true,
    keys: { command: ["X", "Accel+X"] },
    run(workbench) {
      copySelected(workbench);
      deleteSelected(workbench);
    },
  },
  { id: "copy", title: "Copy cells", group: "Cell", keys: { command: ["C", "Accel+C"] }, run: copySelected },
  {
    id: "paste",
    title: "Paste cells below",
    group: "Cell",
    changesCells: true,
    keys: { command: ["V", "Accel+V"] },
    enabled: ({ shell }) => shell.clipboard().length > 0,
    run: (workbench) => insertAt(workbench, lastSelected(workbench) + 1, workbench.shell.clipboard()),
  },
  { id: "delete", title: "Delete cells", group: "Cell", changesCells: true, keys: { command: ["D D"] }, run: deleteSelected },
  {
    id: "split",
    title: "Split cell at the cursor",
    group: "Cell",
    changesCells: true,
    keys: { edit: ["Accel+Shift+-"] },
    enabled: ({ selection }) => selection.mode() === "edit",
    run({ document, selection }, offset) {
      const active = selection.active();
      const lower = active !== null && offset !== undefined ? document.actions.splitCell(active, offset) : undefined;
      if (lower) selection.edit(lower);
    },
  },
  {
    id: "merge",
    title: "Merge cells",
    group: "Cell",
    changesCells: true,
    keys: { command: ["Shift+M"] },
    run({ document, selection }) {
      const chosen = selection.selected();
      const cells = document.model.cells();
      const next = cells[cells.findIndex(({ id }) => id === chosen[0]) + 1]?.id;
      const merged = document.actions.mergeCells(chosen.length > 1 || !next ? [...chosen] : [...chosen, next]);
      if (merged) selection.select(merged);
    },
  },
  { id: "move-up", title: "Move cells up", group: "Cell", changesCells: true, keys: { command: ["Accel+Shift+ArrowUp"] }, run: move(-1) },
  { id: "move-down", title: "Move cells down", group: "Cell", changesCells: true, keys: { command: ["Accel+Shift+ArrowDown"] }, run: move(1) },
  { id: "to-code", title: "Turn into code", group: "Cell", changesCells: true, keys: { command: ["Y"] }, run: toKind("code") },
  { id: "to-markdown", title: "Turn into text", group: "Cell", changesCells: true, keys: { command: ["M"] }, run: toKind("markdown") },
  { id: "to-raw", title: "Turn into raw text", group: "Cell", changesCells: true, keys: { command: ["R"] }, run: toKind("raw") },
  ...[1, 2, 3, 4, 5, 6].map(
    (level): Command => ({
      id: `heading-${level}`,
      title: `Turn into heading ${level}`,
      group: "Cell",
      changesCells: true,
      keys: { command: [String(level)] },
      run(workbench) {
        const { document, selection } = workbench;
        toKind("markdown")(workbench);
        for (const id of selection.selected()) {
          const text = document.model.cell(id)?.source().replace(/^#{1,6} */, "") ?? "";
          document.actions.setSource(id, `${"#".repeat(level)} ${text}`);
        }
      },
    }),
  ),
  {
    id: "clear-outputs",
    title: "Clear outputs of these cells",
    group: "Cell",
    run: ({ document, selection }) => document.actions.clearOutputs([...selection.selected()]),
  },
  {
    id: "clear-all-outputs",
    title: "Clear all outputs",
    group: "Cell",
    run: ({ document }) => document.actions.clearOutputs(document.model.cells().map(({ id }) => id)),
  },
];

const indexOf = ({ document }: Workbench, id: string | undefined): number =>
  Math.max(0, document.model.cells().findIndex((cell) => cell.id === id));
const firstSelected = (workbench: Workbench) => indexOf(workbench, workbench.selection.selected()[0]);
const lastSelected = (workbench: Workbench) =>
  workbench.selection.selected().length === 0 ? -1 : indexOf(workbench, workbench.selection.selected().at(-1));

function insertAt({ document, selection }: Workbench, index: number, cells: readonly Partial<Cell>[]): void {
  const last = document.actions.addCells(index, [...cells]).at(-1);
  if (last) selection.select(last);
}

function copySelected({ document, selection, shell }: Workbench): void {
  shell.setClipboard(readCells(document.doc, selection.selected()));
}

function deleteSelected({ document, selection, shell }: Workbench): void {
  const doomed = [...selection.selected()];
  if (doomed.length === 0) return;
  document.actions.deleteCells(doomed);
  const next = selection.active();
  if (next) selection.select(next);
  shell.notify(doomed.length === 1 ? "Cell deleted" : `${doomed.length} cells deleted`, { label: "Undo", run: document.actions.undo });
}

function move(by: number) {
  return ({ document, selection }: Workbench) => {
    document.actions.moveCells([...selection.selected()], by);
    const active = selection.active();
    if (active) selection.select(active, { extend: selection.selected().length > 1 });
  };
}

function toKind(kind: CellKind) {
  return ({ document, selection }: Workbench) => document.actions.setKind([...selection.selected()], kind);
}

/** Running cells and minding the kernel. */
import type { Command } from "./command.ts";
import type { Workbench } from "./workbench.ts";

export const runCommands: readonly Command[] = [
  {
    id: "run-and-advance",
    title: "Run cell and go to the next",
    group: "Run",
    keys: { both: ["Shift+Enter"] },
    run(workbench) {
      const { selection, document } = workbench;
      runSelected(workbench);
      if (workbench.oneCell) return;
      const last = selection.selected().at(-1);
      const cells = document.model.cells();
      const at = cells.findIndex(({ id }) => id === last);
      const next = cells[at + 1]?.id;
      if (next) selection.select(next);
      else selection.edit(document.actions.addCells(cells.length, [{}])[0]!);
    },
  },
  {
    id: "run",
    title: "Run cell",
    group: "Run",
    keys: { both: ["Accel+Enter"] },
    run(workbench) {
      runSelected(workbench);
      workbench.selection.leaveEdit();
    },
  },
  {
    id: "run-and-insert",
    title: "Run cell and insert below",
    group: "Run",
    keys: { both: ["Alt+Enter"] },
    changesCells: true,
    run(workbench) {
      const { selection, document } = workbench;
      runSelected(workbench);
      const at = document.model.cells().findIndex(({ id }) => id === selection.selected().at(-1));
      selection.edit(document.actions.addCells(at + 1, [{}])[0]!);
    },
  },
  {
    id: "run-all",
    title: "Run all cells",
    group: "Run",
    run: (workbench) => workbench.session.execute(codeCells(workbench)),
  },
  {
    id: "run-above",
    title: "Run all cells above",
    group: "Run",
    run(workbench) {
      const all = codeCells(workbench);
      workbench.session.execute(all.slice(0, Math.max(0, all.indexOf(workbench.selection.active() ?? ""))));
    },
  },
  {
    id: "run-below",
    title: "Run this cell and all below",
    group: "Run",
    run(workbench) {
      const cells = workbench.document.model.cells();
      const at = cells.findIndex(({ id }) => id === workbench.selection.active());
      workbench.session.execute(cells.slice(Math.max(0, at)).map(({ id }) => id));
    },
  },
  {
    id: "interrupt",
    title: "Interrupt",
    group: "Kernel",
    keys: { command: ["I I"] },
    enabled: (workbench) => workbench.session.kernel() === "busy",
    run: (workbench) => workbench.session.interrupt(),
  },
  {
    id: "restart",
    title: "Restart kernel",
    group: "Kernel",
    keys: { command: ["0 0"] },
    run(workbench) {
      workbench.session.restart();
      const runAll = () => workbench.session.execute(codeCells(workbench));
      workbench.shell.notify("Kernel restarted: variables are forgotten, cells and outputs stay", { label: "Run everything", run: runAll });
    },
  },
  {
    id: "restart-and-run-all",
    title: "Restart kernel and run all cells",
    group: "Kernel",
    run(workbench) {
      workbench.session.restart();
      workbench.session.execute(codeCells(workbench));
    },
  },
];

/** Code cells are sent to the kernel; text cells are shown as written. */
function runSelected({ session, selection }: Workbench): void {
  session.execute(selection.selected());
}

const codeCells = ({ document }: Workbench): string[] =>
  document.model
    .cells()
    .filter((cell) => cell.kind() === "code" && cell.source().trim() !== "")
    .map(({ id }) => id);

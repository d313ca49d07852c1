/** Which cells are selected, and whether keys go to the notebook (command mode) or into a cell's text (edit mode). */
import { batch, createMemo, createSignal, type Accessor } from "solid-js";
import type { DocumentModel } from "../document/model.ts";

export type Mode = "command" | "edit";

export interface Selection {
  /** The cell that commands act on; the first one until the reader chose, null only in an empty notebook. */
  readonly active: Accessor<string | null>;
  readonly mode: Accessor<Mode>;
  /** The active cell and those the selection was extended over, top to bottom. */
  readonly selected: Accessor<readonly string[]>;
  /** Changes when keyboard focus should go to the active cell, and not merely the mark. */
  readonly focusRequest: Accessor<number>;
  /** Makes a cell active in command mode. `focus` (default true) takes the keyboard focus there. */
  select(id: string, options?: { extend?: boolean; focus?: boolean }): void;
  selectAll(): void;
  /** Steps up (negative) or down from the active cell. */
  step(by: number, extend?: boolean): void;
  edit(id: string): void;
  /** Back to command mode on the active cell. `focus` as for `select`. */
  leaveEdit(options?: { focus?: boolean }): void;
}

export function createSelection(model: DocumentModel): Selection {
  const [chosen, setChosen] = createSignal<string | null>(null);
  const [anchor, setAnchor] = createSignal<string | null>(null);
  const [wanted, setMode] = createSignal<Mode>("command");
  const [focusRequest, setFocusRequest] = createSignal(0);
  const ids = createMemo(() => model.cells().map(({ id }) => id));
  /** Where the active cell was, so that its neighbour takes over when it is deleted. */
  let lastIndex = 0;

  const active = createMemo(() => {
    const at = ids().indexOf(chosen() ?? "");
    if (at >= 0) lastIndex = at;
    return ids()[Math.max(0, Math.min(lastIndex, ids().length - 1))] ?? null;
  });
  const mode = () => (active() === chosen() ? wanted() : "command");
  const selected = createMemo(() => {
    const from = ids().indexOf(anchor() ?? "");
    const to = ids().indexOf(active() ?? "");
    if (to < 0) return [];
    return from < 0 ? ids().slice(to, to + 1) : ids().slice(Math.min(from, to), Math.max(from, to) + 1);
  });

  function go(id: string | null, next: Mode, { extend = false, focus = true } = {}): void {
    batch(() => {
      setAnchor(extend ? (anchor() ?? active()) : null);
      setChosen(id);
      setMode(next);
      if (focus) setFocusRequest((count) => count + 1);
    });
  }

  return {
    active,
    mode,
    selected,
    focusRequest,
    select: (id, options) => go(id, "command", options),
    selectAll() {
      batch(() => {
        setAnchor(ids()[0] ?? null);
        setChosen(ids().at(-1) ?? null);
        setMode("command");
      });
    },
    step(by, extend = false) {
      const at = ids().indexOf(active() ?? "");
      const target = ids()[Math.max(0, Math.min(ids().length - 1, at + by))];
      if (target) go(target, "command", { extend });
    },
    edit: (id) => go(id, "edit"),
    leaveEdit: (options) => go(active(), "command", options),
  };
}

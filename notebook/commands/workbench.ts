/** What commands act on: one open notebook with its document, kernel session, selection and the panels around it. */
import { createSignal, type Accessor, type Setter } from "solid-js";
import type { Cell } from "../../cells/notebook.ts";
import type { OpenDocument } from "../document/open.ts";
import type { LanguageClient } from "../editor/language/client.ts";
import type { Session } from "../session/session.ts";
import type { SaveState } from "../store/keeper.ts";
import type { Selection } from "./selection.ts";

export const panels = ["contents", "variables", "profiler", "memory"] as const;
export type Panel = (typeof panels)[number];
type DialogName = "share" | "palette" | "shortcuts" | "versions" | "find";

/** The app around a notebook, as far as commands use it. */
export interface Shell {
  /** Cells that were cut or copied, shared by all notebooks of this tab. */
  readonly clipboard: Accessor<readonly Cell[]>;
  setClipboard(cells: readonly Cell[]): void;
  /** A short message in the corner, with at most one thing to do about it. */
  notify(message: string, action?: { label: string; run(): void }): void;
  /** Switches auto -> light -> dark. */
  cycleTheme(): void;
  go(path: string): void;
}

export interface Workbench {
  readonly id: string;
  /** A playground has one cell and stays so. */
  readonly oneCell: boolean;
  readonly document: OpenDocument;
  readonly session: Session;
  readonly selection: Selection;
  /** Cells whose outputs no longer answer to what stands in the notebook. */
  readonly stale: Accessor<ReadonlySet<string>>;
  /** Types and completion over all code cells, for the editors. */
  readonly language: LanguageClient;
  /** The page in which scripts of HTML outputs may run, on the kernel's host. */
  readonly frameUrl: string;
  readonly shell: Shell;
  readonly save: Accessor<SaveState>;
  /** The data that the notebook was begun with; given once. */
  takeFile(): File | undefined;
  /** Saves now; a copy that was not kept until now becomes a notebook of the library. */
  saveNow(): Promise<void>;
  readonly panel: Accessor<Panel | null>;
  setPanel: Setter<Panel | null>;
  readonly dialog: Accessor<DialogName | null>;
  setDialog: Setter<DialogName | null>;
  readonly lineNumbers: Accessor<boolean>;
  setLineNumbers: Setter<boolean>;
  /** Headings, by cell id, whose section is folded away. */
  readonly folded: Accessor<ReadonlySet<string>>;
  setFolded: Setter<ReadonlySet<string>>;
}

export type WorkbenchParts = Pick<Workbench, "id" | "oneCell" | "document" | "session" | "stale" | "language" | "selection" | "frameUrl" | "shell" | "save" | "takeFile" | "saveNow">;

export function createWorkbench(parts: WorkbenchParts): Workbench {
  const [panel, setPanel] = createSignal<Panel | null>(null);
  const [dialog, setDialog] = createSignal<DialogName | null>(null);
  const [lineNumbers, setLineNumbers] = createSignal(false);
  const [folded, setFolded] = createSignal<ReadonlySet<string>>(new Set());
  return {
    ...parts,
    panel,
    setPanel,
    dialog,
    setDialog,
    lineNumbers,
    setLineNumbers,
    folded,
    setFolded,
  };
}
